import { act, cleanup, configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRef } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MapCanvas, type MapCanvasProps } from '../../../client/src/features/graph-canvas/MapCanvas.tsx';
import type { CameraState, MapHandle } from '../../../client/src/features/graph-canvas/map-contract.ts';
import { NOTHING_LIT } from '../../../client/src/features/graph-canvas/map-contract.ts';
import { syntheticMap } from '../../support/synthetic-map.ts';

const { map, names } = syntheticMap({ entities: 120 });

/** The map comes to rest after a moment, on a busy machine a longer one. */
configure({ asyncUtilTimeout: 8000 });

/** What happy-dom lacks: sizes; and a person who wants no motion, so that flights cut. */
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1000);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(700);
  vi.spyOn(window, 'matchMedia').mockImplementation(
    (query) => ({ matches: query.includes('reduced-motion') }) as MediaQueryList,
  );
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function showMap(more: Partial<MapCanvasProps> = {}) {
  const handle = createRef<MapHandle>();
  const listeners = {
    onSelect: vi.fn(),
    onCameraChange: vi.fn<(camera: CameraState) => void>(),
    onCounts: vi.fn(),
    onReady: vi.fn(),
  };
  const props: MapCanvasProps = {
    map,
    names,
    colorScheme: 'dark',
    selection: null,
    lit: NOTHING_LIT,
    focusLinks: [],
    camera: null,
    labels: {
      map: 'Map of the documents',
      help: 'Arrows pan, plus and minus zoom',
      list: 'On the map',
      typeName: (type) => type.toLowerCase(),
      region: (title, size) => `Region ${title}, ${size} entities`,
    },
    ref: handle,
    ...listeners,
    ...more,
  };
  const { rerender, unmount } = render(<MapCanvas {...props} />);
  const lastCamera = () => listeners.onCameraChange.mock.calls.at(-1)?.[0];
  return {
    ...listeners,
    handle,
    lastCamera,
    unmount,
    update: (changed: Partial<MapCanvasProps>) => rerender(<MapCanvas {...props} {...changed} />),
    /** Cytoscape is there and the map is at rest. */
    ready: () => waitFor(() => expect(listeners.onCameraChange).toHaveBeenCalled()),
  };
}

const application = () => screen.getByRole('application', { name: 'Map of the documents' });
const placeOf = (entity: number) => {
  const { minX, minY, side } = map.header.square;
  return {
    x: minX + ((map.x[entity] as number) / 65_535) * side,
    y: minY + ((map.y[entity] as number) / 65_535) * side,
  };
};

describe('the map', () => {
  it('lists for readers the regions and the best entities that it shows', async () => {
    const shown = showMap();
    await shown.ready();
    const list = screen.getByRole('list', { name: 'On the map' });
    const top = map.header.communities.find((community) => community.level === 0);
    expect(
      within(list).getAllByRole('button', { name: `Region ${top?.title}, ${top?.size} entities` }),
    ).toHaveLength(1);
    expect(
      within(list).getAllByRole('button', { name: new RegExp(`^${names.names[0]}, `) }),
    ).not.toHaveLength(0);
  });

  it('tells once that it is there, and how much of everything it shows', async () => {
    const shown = showMap();
    await shown.ready();
    expect(shown.onReady).toHaveBeenCalledTimes(1);
    expect(shown.onCounts.mock.calls.at(-1)?.[0]).toMatchObject({
      entitiesTotal: 120,
      linksTotal: map.header.totalLinks,
    });
  });

  it('waits without a map, and shows it when it comes', async () => {
    const shown = showMap({ map: null, names: null });
    expect(screen.getByRole('list', { name: 'On the map' }).children).toHaveLength(0);
    shown.update({ map, names: null });
    await shown.ready();
    expect(screen.getAllByRole('button', { name: /^Region / })).not.toHaveLength(0);
  });

  it('selects from the list', async () => {
    const shown = showMap();
    await shown.ready();
    const [button] = screen.getAllByRole('button', { name: new RegExp(`^${names.names[0]}, `) });
    await userEvent.click(button!);
    expect(shown.onSelect.mock.calls.at(-1)?.[0]).toMatchObject({ kind: 'entity' });
  });

  it('shows a card with name, type and sentence of what the keyboard is on', async () => {
    const shown = showMap({ describe: async (id) => `What the documents say about ${id}.` });
    await shown.ready();
    const [button] = screen.getAllByRole('button', { name: new RegExp(`^${names.names[0]}, `) });
    act(() => button?.focus());
    const card = await screen.findByRole('tooltip');
    expect(card.textContent).toContain(names.names[0]);
    expect((await within(card).findByText(/What the documents say/)).isConnected).toBe(true);
    act(() => button?.blur());
    expect(screen.queryByRole('tooltip')).toBeNull();
  });

  it('is moved by keys: plus comes nearer, arrows pan, 0 shows everything', async () => {
    const shown = showMap();
    await shown.ready();
    const home = shown.lastCamera();
    act(() => application().focus());
    await userEvent.keyboard('+');
    await waitFor(() => expect(shown.lastCamera()?.zoom).toBeCloseTo(1.5));
    await userEvent.keyboard('{ArrowRight}');
    await waitFor(() => expect(shown.lastCamera()?.x).toBeGreaterThan((home?.x ?? 0) + 0.1));
    await userEvent.keyboard('0');
    await waitFor(() => expect(shown.lastCamera()?.zoom).toBeCloseTo(1));
    expect(shown.lastCamera()?.x).toBeCloseTo(home?.x ?? 0);
  });

  it('lets go of the selection by Escape', async () => {
    const shown = showMap({ selection: { kind: 'entity', id: names.ids[0]! } });
    await shown.ready();
    act(() => application().focus());
    await userEvent.keyboard('{Escape}');
    expect(shown.onSelect).toHaveBeenCalledWith(null);
  });

  it('looks where the link says', async () => {
    const wanted = { x: placeOf(3).x, y: placeOf(3).y, zoom: 3 };
    const shown = showMap({ camera: wanted });
    await shown.ready();
    expect(shown.lastCamera()?.x).toBeCloseTo(wanted.x, 3);
    expect(shown.lastCamera()?.zoom).toBeCloseTo(3, 3);
  });

  it('flies to an entity, also when asked before its name has come', async () => {
    const late = 110;
    const few = {
      ...map,
      header: { ...map.header, names: names.names.slice(0, 50), ids: names.ids.slice(0, 50) },
    };
    const shown = showMap({ map: few, names: null });
    await shown.ready();
    act(() => shown.handle.current?.flyTo({ kind: 'entity', id: names.ids[late]! }));
    shown.update({ map: few, names });
    await waitFor(() => expect(shown.lastCamera()?.x).toBeCloseTo(placeOf(late).x, 2));
    expect(shown.lastCamera()?.y).toBeCloseTo(placeOf(late).y, 2);
  });

  it('flies to a community so that all of it is seen', async () => {
    const shown = showMap();
    await shown.ready();
    const community = map.header.communities.find(({ level }) => level === 0)!;
    act(() => shown.handle.current?.flyTo({ kind: 'community', id: community.id }));
    await waitFor(() => expect(shown.lastCamera()?.zoom).toBeGreaterThan(1.2));
    expect(Math.hypot(shown.lastCamera()!.x - community.x, shown.lastCamera()!.y - community.y)).toBeLessThan(
      community.radius,
    );
  });

  it('does not fly back when its own view is handed to it', async () => {
    const shown = showMap();
    await shown.ready();
    const home = shown.lastCamera()!;
    act(() => shown.handle.current?.zoomBy(2));
    await waitFor(() => expect(shown.lastCamera()?.zoom).toBeCloseTo(2));
    shown.update({ camera: { ...home } });
    shown.update({ camera: shown.lastCamera()! });
    expect(shown.lastCamera()?.zoom).toBeCloseTo(2);
  });

  it('names the selected thing and what it is linked to, however far', async () => {
    const [source, target] = [100, 118];
    const shown = showMap();
    await shown.ready();
    shown.update({
      selection: { kind: 'entity', id: names.ids[source]! },
      focusLinks: [
        {
          id: 'r',
          sourceId: names.ids[source]!,
          targetId: names.ids[target]!,
          origin: 'stated',
          type: 'USES',
        },
      ],
    });
    await waitFor(() => {
      const pressed = screen.getAllByRole('button', { pressed: true });
      expect(pressed[0]?.textContent).toContain(names.names[source]);
    });
    expect(screen.getAllByRole('button', { name: new RegExp(`^${names.names[target]}, `) })).not.toHaveLength(
      0,
    );
  });

  it('stays where it looks when the index changes', async () => {
    const shown = showMap({ camera: { x: placeOf(3).x, y: placeOf(3).y, zoom: 3 } });
    await shown.ready();
    const next = {
      ...map,
      header: { ...map.header, version: 2 },
      x: map.x.map((value) => Math.min(65_535, value + 30)),
    };
    shown.update({ map: next, names: { ...names, version: 2 } });
    act(() => shown.handle.current?.zoomBy(1.01));
    await waitFor(() => expect(shown.lastCamera()?.zoom).not.toBe(3));
    expect(shown.lastCamera()?.x).toBeCloseTo(placeOf(3).x, 0);
  });

  it('shows a single entity as a mark, not as a wall, and nothing where there is nothing', async () => {
    const header = {
      ...map.header,
      count: 1,
      linkCount: 0,
      communities: [],
      names: ['Alone'],
      ids: ['alone'],
    };
    const one = {
      header: { ...header, square: { minX: 0, minY: 0, side: 0 } },
      x: Uint16Array.of(0),
      y: Uint16Array.of(0),
      leaf: Uint16Array.of(0xffff),
      sizeClass: Uint8Array.of(0),
      type: Uint8Array.of(0),
      links: new Uint32Array(0),
      linkOrigin: new Uint8Array(0),
    };
    const shown = showMap({ map: one, names: null });
    await shown.ready();
    act(() => screen.getByRole('button', { name: /^Alone, / }).focus());
    expect((await screen.findByRole('tooltip')).textContent).toContain('Alone');
    const nobody = { ...one, header: { ...one.header, count: 0, names: [], ids: [] } };
    const none = new Uint16Array(0);
    const bytes = new Uint8Array(0);
    shown.update({
      map: { ...nobody, x: none, y: none, leaf: none, sizeClass: bytes, type: bytes },
      names: null,
    });
    await waitFor(() => expect(shown.onCounts.mock.calls.at(-1)?.[0]).toMatchObject({ entitiesTotal: 0 }));
  });

  it('leaves nothing behind', async () => {
    const shown = showMap();
    await shown.ready();
    const calls = shown.onCounts.mock.calls.length;
    shown.unmount();
    expect(document.querySelector('canvas')).toBeNull();
    expect(shown.onCounts.mock.calls.length).toBe(calls);
  });
});

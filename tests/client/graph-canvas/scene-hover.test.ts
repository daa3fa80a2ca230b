import { describe, expect, it, vi } from 'vitest';
import { createEntityIndex } from '../../../client/src/features/graph-canvas/entity-index.ts';
import { createMapWorld } from '../../../client/src/features/graph-canvas/map-world.ts';
import { createSceneHover } from '../../../client/src/features/graph-canvas/scene-hover.ts';
import type { SceneParts, SceneState } from '../../../client/src/features/graph-canvas/scene-types.ts';
import { syntheticMap } from '../../support/synthetic-map.ts';

const { map, names } = syntheticMap({ entities: 60 });

function aHover(more: Partial<SceneState> = {}) {
  const state = {
    moving: false,
    camera: { panX: 10, panY: 20, zoom: 2 },
    loaded: { map, names, world: createMapWorld(map), index: createEntityIndex(map, names) },
    hovered: -1,
    hoveredRegion: -1,
    hoverLinks: [],
    ...more,
  } as unknown as SceneState;
  const painter = { drawSky: vi.fn(), animateLabels: vi.fn(), radiusPx: () => 7 };
  const callbacks = { onHover: vi.fn() };
  const hover = createSceneHover({ state, painter, callbacks, layer: () => null } as unknown as SceneParts);
  return { state, painter, hover, onHover: callbacks.onHover };
}

describe('what is under the pointer', () => {
  it('is told with its name, its type and its place on screen', () => {
    const { hover, onHover, state } = aHover();
    hover.show({ kind: 'entity', entity: 5 });
    expect(onHover).toHaveBeenLastCalledWith({
      id: names.ids[5],
      name: names.names[5],
      type: map.header.types[map.type[5]!],
      x: state.loaded!.world.x[5]! * 2 + 10,
      y: state.loaded!.world.y[5]! * 2 + 20,
      radius: 7,
    });
  });

  it('brings the links of the entity that the map carries', () => {
    const { hover, state } = aHover();
    const source = map.links[0]!;
    hover.show({ kind: 'entity', entity: source });
    expect(state.hoverLinks.length).toBeGreaterThan(0);
    for (let at = 0; at < state.hoverLinks.length; at += 2)
      expect([state.hoverLinks[at], state.hoverLinks[at + 1]]).toContain(source);
  });

  it('is let go when the pointer leaves', () => {
    const { hover, onHover, state } = aHover();
    hover.show({ kind: 'entity', entity: 5 });
    hover.show({ kind: 'nothing' });
    expect(onHover).toHaveBeenLastCalledWith(null);
    expect(state.hoverLinks).toEqual([]);
  });

  it('is not told while the map flies: a moment later something else is there', () => {
    const { hover, onHover } = aHover({ moving: true });
    hover.show({ kind: 'entity', entity: 5 });
    expect(onHover).not.toHaveBeenCalled();
  });

  it('redraws the sky when it is another region', () => {
    const { hover, painter, state } = aHover();
    hover.show({ kind: 'region', region: 1 });
    expect(state.hoveredRegion).toBe(1);
    expect(painter.drawSky).toHaveBeenCalledTimes(1);
    hover.show({ kind: 'region', region: 1 });
    expect(painter.drawSky).toHaveBeenCalledTimes(1);
  });

  it('is a selection when it is tapped', () => {
    const { hover } = aHover();
    expect(hover.selectionOf({ kind: 'entity', entity: 2 })).toEqual({ kind: 'entity', id: names.ids[2] });
    expect(hover.selectionOf({ kind: 'region', region: 0 })).toEqual({
      kind: 'community',
      id: map.header.communities[0]!.id,
    });
    expect(hover.selectionOf({ kind: 'relationship', id: 'r1' })).toEqual({ kind: 'relationship', id: 'r1' });
    expect(hover.selectionOf({ kind: 'nothing' })).toBeNull();
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createNodeLayer, type NodeLayer } from '../../../client/src/features/graph-canvas/node-layer.ts';
import { bindPointer, type PointerHost } from '../../../client/src/features/graph-canvas/scene-pointer.ts';

let layer: NodeLayer;
let element: HTMLElement;
let host: { [Key in keyof PointerHost]: ReturnType<typeof vi.fn> };
let unbind: () => void;

beforeEach(async () => {
  element = document.createElement('div');
  layer = await createNodeLayer(element, {
    minZoom: 0.1,
    maxZoom: 10,
    camera: { panX: 0, panY: 0, zoom: 1 },
    pixelRatio: 1,
  });
  layer.cy.add([
    { group: 'nodes', data: { id: 'n4', entity: 4 } },
    { group: 'nodes', data: { id: 'n5', entity: 5 } },
    { group: 'edges', data: { id: 'l0', source: 'n4', target: 'n5', relationship: 'uses' } },
  ]);
  host = {
    entityAt: vi.fn(() => -1),
    regionAt: vi.fn(() => -1),
    onRest: vi.fn(),
    onTap: vi.fn(),
    onDoubleTap: vi.fn(),
  };
  unbind = bindPointer(layer, element, host as unknown as PointerHost);
  vi.useFakeTimers();
});
afterEach(() => {
  unbind();
  layer.destroy();
  vi.useRealTimers();
});

const at = (type: string) => ({ type, position: { x: 10, y: 20 } });
const emit = (target: { emit: (event: never) => unknown }, type: string) => target.emit(at(type) as never);

describe('the pointer', () => {
  it('touches nodes, links, stars and regions, the nearest to the eye first', () => {
    emit(layer.cy.getElementById('n4'), 'tap');
    expect(host.onTap).toHaveBeenLastCalledWith({ kind: 'entity', entity: 4 });
    emit(layer.cy.getElementById('l0'), 'tap');
    expect(host.onTap).toHaveBeenLastCalledWith({ kind: 'relationship', id: 'uses' });
    host.regionAt.mockReturnValue(2);
    emit(layer.cy, 'tap');
    expect(host.onTap).toHaveBeenLastCalledWith({ kind: 'region', region: 2 });
    host.entityAt.mockReturnValue(77);
    emit(layer.cy, 'tap');
    expect(host.onTap).toHaveBeenLastCalledWith({ kind: 'entity', entity: 77 });
  });

  it('touches nothing in open water', () => {
    emit(layer.cy, 'tap');
    expect(host.onTap).toHaveBeenLastCalledWith({ kind: 'nothing' });
  });

  it('flies by a double tap', () => {
    emit(layer.cy.getElementById('n5'), 'dbltap');
    expect(host.onDoubleTap).toHaveBeenLastCalledWith({ kind: 'entity', entity: 5 });
  });

  it('tells what it rests on after 80 ms, and at once when it leaves', () => {
    host.entityAt.mockReturnValue(9);
    emit(layer.cy, 'mousemove');
    vi.advanceTimersByTime(79);
    expect(host.onRest).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(host.onRest).toHaveBeenLastCalledWith({ kind: 'entity', entity: 9 });
    element.dispatchEvent(new Event('pointerleave'));
    expect(host.onRest).toHaveBeenLastCalledWith({ kind: 'nothing' });
  });

  it('says nothing of what it only passes over', () => {
    host.entityAt.mockReturnValue(9);
    emit(layer.cy, 'mousemove');
    vi.advanceTimersByTime(40);
    host.entityAt.mockReturnValue(-1);
    emit(layer.cy, 'mousemove');
    vi.advanceTimersByTime(500);
    expect(host.onRest.mock.calls.map(([target]) => target.kind)).not.toContain('entity');
  });
});

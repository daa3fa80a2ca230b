import { describe, expect, it } from 'vitest';
import {
  type Camera,
  cameraAt,
  fitCamera,
  visibleBox,
} from '../../../../client/src/features/graph-canvas/camera.ts';
import { chooseElements, MOST_NODES } from '../../../../client/src/features/graph-canvas/choose-elements.ts';
import {
  nearness,
  nodeQuota,
  titleStrength,
} from '../../../../client/src/features/graph-canvas/level-of-detail.ts';
import { createMapWorld } from '../../../../client/src/features/graph-canvas/map-world.ts';
import { createStarGrid } from '../../../../client/src/features/graph-canvas/star-grid.ts';
import { syntheticMap } from '../../../support/synthetic-map.ts';

const size = { width: 1440, height: 900 };
const world = createMapWorld(syntheticMap({ entities: 6000 }).map);
const grid = createStarGrid(world.x, world.y, world.bounds);
const far = fitCamera(world.home, size);
const choose = (camera: Camera, required: number[] = []) =>
  chooseElements({ world, grid, camera, size, required, mostNodes: MOST_NODES });
const cameras = [2, 4, 8, 16].map((times) => cameraAt(0, 0, far.zoom * times, size));

describe('semantic zoom', () => {
  it('shows no nodes when a large map is seen whole', () => {
    expect(choose(far)).toEqual({ nodes: [], links: [] });
  });

  it('shows nodes of a small map at once', () => {
    const small = createMapWorld(syntheticMap({ entities: 60 }).map);
    const camera = fitCamera(small.home, size);
    const smallGrid = createStarGrid(small.x, small.y, small.bounds);
    const { nodes } = chooseElements({
      world: small,
      grid: smallGrid,
      camera,
      size,
      required: [],
      mostNodes: MOST_NODES,
    });
    expect(nodes.length).toBeGreaterThan(20);
  });

  it('keeps to 500 nodes and 1,000 links at any zoom', () => {
    for (const camera of cameras) {
      const { nodes, links } = choose(camera);
      expect(nodes.length).toBeLessThanOrEqual(MOST_NODES);
      expect(links.length).toBeLessThanOrEqual(1000);
    }
  });

  it('keeps to fewer nodes when it is told to', () => {
    const { nodes } = chooseElements({ world, grid, camera: cameras[2]!, size, required: [], mostNodes: 20 });
    expect(nodes).toHaveLength(20);
  });

  it('links only nodes that are shown', () => {
    for (const camera of cameras) {
      const { nodes, links } = choose(camera);
      const shown = new Set(nodes);
      for (const link of links)
        expect(shown.has(world.links[2 * link]!) && shown.has(world.links[2 * link + 1]!)).toBe(true);
    }
  });

  it('opens the best of what is in view, and nothing far outside', () => {
    const camera = cameras[2]!;
    const { nodes } = choose(camera);
    const box = visibleBox(camera, size, 61);
    for (const entity of nodes)
      expect(world.x[entity]! >= box.minX && world.x[entity]! <= box.maxX).toBe(true);
    expect(nodes).toContain(grid.inside(visibleBox(camera, size))[0]);
  });

  it('always has what is selected or lit, whatever the zoom', () => {
    expect(choose(far, [17, 4000]).nodes).toEqual([17, 4000]);
    expect(choose(cameras[1]!, [4000]).nodes).toContain(4000);
  });
});

describe('levels of detail', () => {
  it('give a region more nodes the larger it is on screen', () => {
    const quotas = [10, 61, 90, 139, 200].map(nodeQuota);
    expect([...quotas].sort((left, right) => left - right)).toEqual(quotas);
    expect(quotas[0]).toBe(1);
  });

  it('bring titles level by level, and turn them into ghosts inside', () => {
    expect(titleStrength(0, 20).strength).toBe(0);
    expect(titleStrength(0, 60)).toEqual({ strength: 1, ghost: false });
    expect(titleStrength(1, 40).strength).toBe(0);
    expect(titleStrength(1, 100)).toEqual({ strength: 1, ghost: false });
    expect(titleStrength(0, 600)).toMatchObject({ ghost: true });
    expect(titleStrength(0, 600).strength).toBeCloseTo(0.2);
    expect(titleStrength(7, 600).strength).toBe(0);
  });

  it('measure nearness by neighbours, not by the size of the map', () => {
    expect(nearness(24, 0.25)).toBe(1);
  });
});

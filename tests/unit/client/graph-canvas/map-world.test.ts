import { describe, expect, it } from 'vitest';
import { assignHues } from '../../../../client/src/features/graph-canvas/assign-hues.ts';
import { createMapWorld } from '../../../../client/src/features/graph-canvas/map-world.ts';
import { isInside, regionOutline } from '../../../../client/src/features/graph-canvas/region-outline.ts';
import { createStarGrid } from '../../../../client/src/features/graph-canvas/star-grid.ts';
import { touchRadiusPx } from '../../../../client/src/features/graph-canvas/touch-radius.ts';
import { decodeMap, encodeMap } from '../../../../domain/api/map.ts';
import { syntheticMap } from '../../../support/synthetic-map.ts';

const { map } = syntheticMap({ entities: 300 });
const world = createMapWorld(map);

describe('the world of a map', () => {
  it('is the same after the wire', () => {
    const body = encodeMap(map);
    const again = createMapWorld(decodeMap(body.buffer.slice(0, body.byteLength) as ArrayBuffer));
    expect(again.x).toEqual(world.x);
    expect(again.palette).toEqual(world.palette);
  });

  it('has each region hold its members and those of its children, and nobody else', () => {
    for (const [index, region] of world.regions.entries()) {
      const members = new Set(world.order.subarray(region.start, region.end));
      for (let entity = 0; entity < world.count; entity++) {
        let leaf = world.leaf[entity] as number;
        while (leaf >= 0 && leaf !== index) leaf = world.regions[leaf]?.parent ?? -1;
        expect(members.has(entity)).toBe(leaf === index);
      }
      expect(members.size).toBe(region.size);
    }
  });

  it('sets neighbours the same distance apart on a small and on a large map', () => {
    const large = createMapWorld(syntheticMap({ entities: 3000 }).map);
    const perEntity = ({ regions }: typeof world) =>
      Math.sqrt(
        regions
          .filter((region) => region.level === 0)
          .reduce((sum, region) => sum + region.radius ** 2 / region.size, 0) /
          regions.filter((region) => region.level === 0).length,
      );
    expect(perEntity(large) / perEntity(world)).toBeGreaterThan(0.6);
    expect(perEntity(large) / perEntity(world)).toBeLessThan(1.9);
  });

  it('stands an empty map and one of a single entity', () => {
    const empty = { ...map, header: { ...map.header, count: 0, linkCount: 0, communities: [] } };
    const none = {
      x: new Uint16Array(0),
      y: new Uint16Array(0),
      leaf: new Uint16Array(0),
      sizeClass: new Uint8Array(0),
      type: new Uint8Array(0),
      links: new Uint32Array(0),
      linkOrigin: new Uint8Array(0),
    };
    expect(createMapWorld({ ...empty, ...none }).count).toBe(0);
    const one = {
      ...none,
      x: new Uint16Array(1),
      y: new Uint16Array(1),
      leaf: Uint16Array.of(0xffff),
      sizeClass: new Uint8Array(1),
      type: new Uint8Array(1),
    };
    const single = createMapWorld({ header: { ...empty.header, count: 1 }, ...one });
    expect(Number.isFinite(single.bounds.minX)).toBe(true);
    expect(single.bounds.maxX).toBeGreaterThan(single.bounds.minX);
  });
});

describe('hues', () => {
  it('differ between regions that touch', () => {
    const tops = world.regions.filter((region) => region.level === 0);
    for (const [at, left] of tops.entries())
      for (const right of tops.slice(at + 1)) {
        const gap = Math.hypot(left.x - right.x, left.y - right.y) - left.radius - right.radius;
        if (gap < 0.2 * (left.radius + right.radius)) expect(left.hue).not.toBe(right.hue);
      }
  });

  it('differ between neighbours also where there are more regions than hues', () => {
    const grid = Array.from({ length: 36 }, (_, at) => ({
      id: `m0-${(at * 7919) % 101}`,
      level: 0,
      parent: -1,
      title: '',
      x: (at % 6) * 10,
      y: Math.floor(at / 6) * 10,
      radius: 5,
      size: 40,
    }));
    const hues = assignHues(grid);
    for (const [at, left] of grid.entries())
      for (const [other, right] of grid.entries())
        if (other > at && Math.hypot(left.x - right.x, left.y - right.y) < 12)
          expect(hues[at]).not.toBe(hues[other]);
  });

  it('are the parent’s for every child', () => {
    for (const region of world.regions) expect(region.hue).toBe(world.regions[region.top]?.hue);
  });

  it('stay for most when a community is added', () => {
    const before = assignHues(map.header.communities);
    const [first] = map.header.communities;
    const grown = [...map.header.communities, { ...first!, id: 'new', x: 1e6, y: 1e6, size: 3 }];
    const after = assignHues(grown);
    const tops = map.header.communities.flatMap((community, index) => (community.level === 0 ? [index] : []));
    expect(tops.filter((index) => before[index] === after[index]).length).toBeGreaterThan(0.7 * tops.length);
  });
});

describe('the outline of a region', () => {
  it('encloses nearly all of its members and none of another level-0 region', () => {
    const tops = world.regions.flatMap((region, index) => (region.level === 0 ? [index] : []));
    for (const index of tops) {
      const outline = regionOutline(world, index)!;
      const region = world.regions[index]!;
      const inside = (entity: number) => isInside(outline, world.x[entity]!, world.y[entity]!);
      const members = world.order.subarray(region.start, region.end);
      expect(members.filter(inside).length / members.length).toBeGreaterThan(0.95);
      for (const other of tops) {
        if (other === index) continue;
        const strangers = world.order.subarray(world.regions[other]!.start, world.regions[other]!.end);
        expect(strangers.filter(inside).length / strangers.length).toBeLessThan(0.05);
      }
    }
  });
});

describe('what the pointer touches', () => {
  it('is the region, and not a faint star, when the map is seen from far', () => {
    expect(touchRadiusPx({ sizeClass: 5, radiusPx: 0.8, isNode: false }, 1, 6)).toBe(0);
    expect(touchRadiusPx({ sizeClass: 0, radiusPx: 3.3, isNode: false }, 1, 6)).toBeGreaterThan(5);
  });

  it('leaves room for the region between stars that are near', () => {
    for (const spacingPx of [12, 20, 40]) {
      const radius = touchRadiusPx({ sizeClass: 5, radiusPx: 1.2, isNode: false }, spacingPx / 6, spacingPx);
      expect(radius).toBeGreaterThan(1.2);
      expect(Math.PI * radius ** 2).toBeLessThan(0.4 * spacingPx ** 2);
    }
  });

  it('is easier to hit as a node', () => {
    const target = { sizeClass: 3, radiusPx: 6, isNode: true };
    expect(touchRadiusPx(target, 4, 24)).toBeGreaterThan(touchRadiusPx({ ...target, isNode: false }, 4, 24));
  });
});

describe('the grid of stars', () => {
  const grid = createStarGrid(world.x, world.y, world.bounds);

  it('finds the star under the pointer, and nothing in open water', () => {
    for (let entity = 0; entity < world.count; entity += 7)
      expect(grid.touched(world.x[entity]!, world.y[entity]!, 2, () => 0.5)).toBe(entity);
    expect(grid.touched(world.bounds.minX - 500, world.bounds.minY, 60, () => 5)).toBe(-1);
    expect(grid.touched(world.x[3]!, world.y[3]!, 2, () => 0)).toBe(-1);
  });

  it('prefers the larger of two stars at one distance', () => {
    const box = { minX: 0, minY: 0, maxX: 10, maxY: 1 };
    const pair = createStarGrid(Float32Array.of(0, 10), Float32Array.of(0, 0), box);
    expect(pair.touched(5, 0, 9, (entity) => (entity === 1 ? 8 : 6))).toBe(1);
  });

  it('lists what is in a box as a plain search does, best first', () => {
    const box = { minX: world.bounds.minX, minY: -100, maxX: 50, maxY: 200 };
    const expected = Array.from({ length: world.count }, (_, entity) => entity).filter(
      (entity) =>
        world.x[entity]! >= box.minX &&
        world.x[entity]! <= box.maxX &&
        world.y[entity]! >= box.minY &&
        world.y[entity]! <= box.maxY,
    );
    expect([...grid.inside(box)]).toEqual(expected);
    expect(grid.count(box)).toBe(expected.length);
  });
});

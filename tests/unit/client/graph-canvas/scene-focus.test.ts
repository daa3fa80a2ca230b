import { describe, expect, it } from 'vitest';
import { createEntityIndex } from '../../../../client/src/features/graph-canvas/entity-index.ts';
import { createGlide } from '../../../../client/src/features/graph-canvas/glide.ts';
import { type FocusLink, NOTHING_LIT } from '../../../../client/src/features/graph-canvas/map-contract.ts';
import { createMapWorld } from '../../../../client/src/features/graph-canvas/map-world.ts';
import { sceneFocus } from '../../../../client/src/features/graph-canvas/scene-focus.ts';
import { syntheticMap } from '../../../support/synthetic-map.ts';

const { map, names } = syntheticMap({ entities: 60 });
const loaded = { world: createMapWorld(map), index: createEntityIndex(map, names), names };
const idOf = (entity: number): string => names.ids[entity] as string;
const aLink = (source: number, target: number): FocusLink => ({
  id: `${source}-${target}`,
  sourceId: idOf(source),
  targetId: idOf(target),
  origin: 'stated',
  type: 'USES',
});
const focusOf = (input: Partial<Parameters<typeof sceneFocus>[0]>) =>
  sceneFocus({ selection: null, focusLinks: [], lit: NOTHING_LIT, ...input }, loaded);

describe('the focus', () => {
  it('dims nothing while nothing is selected, and while links are on their way', () => {
    expect(focusOf({}).bright).toBeNull();
    const waiting = focusOf({ selection: { kind: 'entity', id: idOf(4) } });
    expect(waiting).toMatchObject({ entity: 4, bright: null });
    expect(waiting.forced).toEqual(new Set([4]));
  });

  it('keeps the selected entity and its neighbours bright', () => {
    const focus = focusOf({
      selection: { kind: 'entity', id: idOf(4) },
      focusLinks: [aLink(4, 9), aLink(20, 4)],
    });
    expect(focus.bright).toEqual(new Set([4, 9, 20]));
  });

  it('passes over links to what is not on the map, and keeps to 150', () => {
    const gone = { ...aLink(4, 9), targetId: 'gone' };
    expect(focusOf({ focusLinks: [gone, aLink(4, 4)] }).links).toEqual([]);
    const many = Array.from({ length: 400 }, (_, at) => ({ ...aLink(4, 5 + (at % 50)), id: `${at}` }));
    expect(focusOf({ focusLinks: many }).links).toHaveLength(150);
  });

  it('finds the ends of a relationship of the map’s own', () => {
    const focus = focusOf({ selection: { kind: 'relationship', id: names.linkIds![3]! } });
    expect(focus.bright).toEqual(new Set([map.links[6], map.links[7]]));
    expect(focus.relationship).toBe(names.linkIds![3]);
  });

  it('finds a community', () => {
    expect(focusOf({ selection: { kind: 'community', id: map.header.communities[1]!.id } }).region).toBe(1);
    expect(focusOf({ selection: { kind: 'community', id: 'gone' } }).region).toBe(-1);
  });

  it('keeps bright what an answer used, and names what it cited', () => {
    const focus = focusOf({
      lit: { seeds: [idOf(1)], walked: [idOf(2)], cited: [{ entityId: idOf(3), number: 1 }] },
    });
    expect(focus.bright).toEqual(new Set([3, 1, 2]));
    expect(focus.forced).toEqual(new Set([3, 1]));
  });
});

describe('names', () => {
  it('of another version of the index are not used', () => {
    const stale = createEntityIndex(map, { ...names, version: 99, names: names.names.map(() => 'wrong') });
    expect(stale.nameOf(0)).toBe(map.header.names[0]);
  });
});

describe('a glide', () => {
  const moved = { ...map, x: map.x.map((value) => Math.max(0, value - 2000)) };

  it('carries who stays from where they were to where they are', () => {
    const next = { world: createMapWorld(moved), index: createEntityIndex(moved, names) };
    const [end, before] = [next.world.x[7]!, loaded.world.x[7]!];
    const glide = createGlide(loaded, next);
    glide?.at(0);
    expect(next.world.x[7]! / next.world.unit).toBeCloseTo(before / loaded.world.unit, 3);
    glide?.at(1);
    expect(next.world.x[7]).toBeCloseTo(end, 3);
  });

  it('is not needed when nobody moved', () => {
    const same = { world: createMapWorld(map), index: createEntityIndex(map, names) };
    expect(createGlide(loaded, same)).toBeNull();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMap, encodeMap } from '../../../../domain/api/map.ts';
import { presentMap } from '../../../../server/presenters/map.ts';
import { snapshotOf } from '../../../../server/snapshot-of.ts';
import {
  aCommunity,
  aGraphIndex,
  anEntity,
  aRelationship,
  infoOf,
} from '../../../support/server/a-graph-index.ts';

const mapOf = (index: ReturnType<typeof aGraphIndex>) => presentMap(snapshotOf(infoOf(index), index));

describe('the map', () => {
  it('puts every entity where it is, to 1/65,535 of its side', () => {
    const coordinate = fc.integer({ min: -1e6, max: 1e6 }).map((hundredths) => hundredths / 100);
    fc.assert(
      fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 40 }), (places) => {
        const entities = places.map(([x, y], at) => anEntity({ id: `e${at}`, rank: 100 - at, x, y }));
        const map = mapOf(aGraphIndex({ entities }));
        const { minX, minY, side } = map.header.square;
        places.forEach(([x, y], at) => {
          expect(Math.abs(minX + ((map.x[at] ?? 0) / 65_535) * side - x)).toBeLessThanOrEqual(side / 65_535);
          expect(Math.abs(minY + ((map.y[at] ?? 0) / 65_535) * side - y)).toBeLessThanOrEqual(side / 65_535);
        });
      }),
    );
  });

  it('survives the wire', () => {
    const index = aGraphIndex({
      entities: [
        anEntity({ id: 'a', name: '名', rank: 2, communityId: 'c' }),
        anEntity({ id: 'b', x: 3 }),
        anEntity({ id: 'd', y: 9 }),
      ],
      relationships: [aRelationship({ sourceId: 'a', targetId: 'b' })],
      communities: [aCommunity({ id: 'c' })],
    });
    const map = mapOf(index);
    const decoded = decodeMap(encodeMap(map).buffer as ArrayBuffer);
    expect(decoded).toEqual(map);
  });

  it('names the best 300 and carries the strongest 4,000 links', () => {
    const entities = Array.from({ length: 5000 }, (_, at) => anEntity({ id: `e${at}`, rank: 5000 - at }));
    const relationships = entities
      .slice(1)
      .map(({ id }, at) => aRelationship({ sourceId: 'e0', targetId: id, weight: at }));
    const { header, links } = mapOf(aGraphIndex({ entities, relationships }));
    expect(header.names).toHaveLength(300);
    expect(header.ids[299]).toBe('e299');
    expect(header).toMatchObject({ linkCount: 4000, totalLinks: 4999 });
    expect([...links.slice(0, 2)]).toEqual([0, 4999]);
  });

  it('sizes by share of all: the best few largest, the last 60 % smallest', () => {
    const entities = Array.from({ length: 1000 }, (_, at) => anEntity({ id: `e${at}`, rank: 1000 - at }));
    const { sizeClass } = mapOf(aGraphIndex({ entities }));
    expect([0, 1, 2, 7, 8, 34, 35, 119, 120, 399, 400, 999].map((at) => sizeClass[at])).toEqual([
      0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5,
    ]);
  });

  it('keeps entities without a place or a community on it', () => {
    const map = mapOf(aGraphIndex({ entities: [anEntity({ id: 'a', x: null, y: null })] }));
    expect(map.leaf[0]).toBe(65_535);
    expect(map.header.square.side).toBeGreaterThan(0);
  });

  it('counts types beyond 256 as the last one', () => {
    const entities = Array.from({ length: 300 }, (_, at) =>
      anEntity({ id: `e${at}`, type: `T${at}`, rank: 300 - at }),
    );
    const map = mapOf(aGraphIndex({ entities }));
    expect(map.header.types).toHaveLength(256);
    expect(map.type[299]).toBe(255);
  });
});

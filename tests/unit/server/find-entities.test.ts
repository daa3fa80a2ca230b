import { expect, it } from 'vitest';
import { findEntities } from '../../../server/find-entities.ts';
import { snapshotOf } from '../../../server/snapshot-of.ts';
import { aGraphIndex, anEntity, infoOf } from '../../support/server/a-graph-index.ts';

const index = aGraphIndex({
  entities: [
    anEntity({ id: 'inside', name: 'QLoRA', rank: 9, type: 'METHOD' }),
    anEntity({ id: 'begins', name: 'LoRA adapter', rank: 5 }),
    anEntity({ id: 'exact', name: 'Low-rank adaptation', aliases: ['Low-rank adaptation', 'LoRA'], rank: 1 }),
    anEntity({ id: 'other', name: '图', rank: 7 }),
  ],
});
const snapshot = snapshotOf(infoOf(index), index);
const find = (query: Parameters<typeof findEntities>[1]) => findEntities(snapshot, query).map(({ id }) => id);

it('puts who is called exactly so first, then who begins so, then who holds it', () => {
  expect(find({ q: 'lora' })).toEqual(['exact', 'begins', 'inside']);
});

it('orders by rank what matches alike', () => {
  expect(find({})).toEqual(['inside', 'other', 'begins', 'exact']);
  expect(find({ q: '  ' })).toEqual(['inside', 'other', 'begins', 'exact']);
});

it('takes the type into account with and without a name', () => {
  expect(find({ type: 'METHOD' })).toEqual(['inside']);
  expect(find({ q: 'lora', type: 'CONCEPT' })).toEqual(['exact', 'begins']);
  expect(find({ type: 'NONE' })).toEqual([]);
});

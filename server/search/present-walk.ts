import type { z } from 'zod';
import type { AskEvents } from '../../domain/api/ask.ts';
import type { Entity } from '../../domain/entity.ts';
import { entityIdOfKey } from './index/entity-names.ts';
import type { WalkResult } from './retrieval/walk.ts';
import type { SearchIndex } from './search-index.ts';

type Expand = z.infer<(typeof AskEvents)['expand']>;

const MOST_STEPS = 40;
const MOST_ENTITIES = 20;

/** The steps between found passages, through names that are entities, strongest first; scores are shares of the strongest. */
export function presentWalk({ snapshot, tables }: SearchIndex, { steps }: WalkResult): Expand {
  const shown: Expand['steps'] = [];
  const scores = new Map<Entity, number>();
  const strongest = steps[0]?.mass ?? 1;
  for (const { from, to, name, mass } of steps) {
    const id = entityIdOfKey(tables.entities, tables.names.keys[name] ?? '');
    const entity = id === null ? undefined : snapshot.entityById.get(id);
    if (!entity) continue;
    const score = mass / strongest;
    scores.set(entity, (scores.get(entity) ?? 0) + score);
    if (shown.length === MOST_STEPS) continue;
    shown.push({
      fromChunkId: tables.passages[from]!.chunks[0]!.id,
      toChunkId: tables.passages[to]!.chunks[0]!.id,
      through: { id: entity.id, name: entity.name },
      score,
    });
  }
  const entities = [...scores]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_ENTITIES)
    .map(([{ id, name }, score]) => ({ id, name, score }));
  return { steps: shown, entities };
}

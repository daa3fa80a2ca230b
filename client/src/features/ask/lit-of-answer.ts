import type { LitEntities } from '../../selection.ts';
import type { AnswerState } from './answer-state.ts';

/** What an answer lights on the map: where it started, what it walked through, what it cites; nothing when it found nothing. */
export function litOfAnswer(answer: AnswerState): LitEntities {
  if (answer.done?.answered === false) return { seeds: [], walked: [], cited: [] };
  const seeds = (answer.seeds?.entities ?? []).map(({ id }) => id);
  const through = (answer.expand?.steps ?? []).map((step) => step.through.id);
  const found = (answer.expand?.entities ?? []).map(({ id }) => id);
  const cited = answer.citations.flatMap(({ number, entityIds }) =>
    entityIds.slice(0, 1).map((entityId) => ({ entityId, number })),
  );
  return { seeds, walked: [...new Set([...through, ...found])], cited };
}

/** What one citation lights, alone. */
export function litOfCitation(number: number, entityIds: readonly string[]): LitEntities {
  return {
    seeds: [],
    walked: entityIds,
    cited: entityIds.slice(0, 1).map((entityId) => ({ entityId, number })),
  };
}

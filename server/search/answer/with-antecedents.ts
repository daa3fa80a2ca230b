import type { SearchIndex } from '../search-index.ts';
import type { ChosenAnswer } from './chosen-answer.ts';
import { cleanQuote } from './clean-quote.ts';
import type { ScoredUnit } from './score-units.ts';
import { isContinuation } from './sentence-cues.ts';
import { unitsOfDocument } from './unit-reader.ts';

/** A quote does not grow beyond so many characters. */
const LONGEST_QUOTE = 480;

/** The answer, where sentences that lean on the one before ("It was introduced by …") are quoted together with it. */
export function withAntecedents(index: SearchIndex, answer: ChosenAnswer): ChosenAnswer {
  const chosen = new Set(answer.units.map(({ unit }) => `${unit.documentId} ${unit.position}`));
  const units = answer.units.map((scored) => {
    const before = `${scored.unit.documentId} ${scored.unit.position - 1}`;
    return chosen.has(before) ? scored : withAntecedent(index, scored);
  });
  return { ...answer, units };
}

function withAntecedent(index: SearchIndex, scored: ScoredUnit): ScoredUnit {
  const { unit } = scored;
  if (unit.kind !== 'prose' || !isContinuation(unit.text)) return scored;
  const before = unitsOfDocument(index, unit.documentId)[unit.position - 1];
  const isBeside = before?.unit.block === unit.block && before.unit.kind === 'prose';
  if (!before || !isBeside || unit.end - before.unit.start > LONGEST_QUOTE) return scored;
  const text = index.snapshot.documentById.get(unit.documentId)?.text ?? '';
  return {
    ...scored,
    entityIds: new Set([...before.entityIds, ...scored.entityIds]),
    unit: { ...unit, start: before.unit.start, text: cleanQuote(text.slice(before.unit.start, unit.end)) },
  };
}

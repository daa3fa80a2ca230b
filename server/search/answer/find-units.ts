import { rankByWords } from '../retrieval/rank-by-words.ts';
import type { ScoredPassage } from '../retrieval/top-passages.ts';
import type { SearchIndex } from '../search-index.ts';
import { readWords } from '../text/read-words.ts';
import type { Question } from './read-question.ts';
import { type ScoredUnit, scoreUnits } from './score-units.ts';
import { unitsOfDocument } from './unit-reader.ts';
import { withoutGaps } from './unit-text.ts';

/** Most passages that are read for an answer, of each way to find them. */
const PASSAGES = 16;

/**
 * Scores every unit of the passages that were found, and of those that hold the question's words or the other names of
 * its entities (which is how a question finds text in the other language).
 *
 * @returns best first
 */
export function findUnits(
  index: SearchIndex,
  question: Question,
  found: readonly ScoredPassage[],
): ScoredUnit[] {
  const ranks = passageRanks(index, question, found);
  const byDocument = new Map<string, number[]>();
  for (const passage of ranks.keys()) {
    const { document } = index.tables.passages[passage]!;
    const known = byDocument.get(document.id);
    if (known) known.push(passage);
    else byDocument.set(document.id, [passage]);
  }
  const scored: ScoredUnit[] = [];
  for (const [documentId, passages] of byDocument) {
    const units = unitsOfDocument(index, documentId);
    const rankByPosition = new Map<number, number>();
    for (const passage of passages) {
      const { start, end } = index.tables.passages[passage]!;
      for (const { unit } of units) {
        if (unit.start >= start && unit.end <= end)
          rankByPosition.set(unit.position, ranks.get(passage) ?? 0);
      }
    }
    const rankOf = ({ unit }: { unit: { position: number } }): number =>
      rankByPosition.get(unit.position) ?? 0;
    scored.push(...scoreUnits(question, units, new Set(rankByPosition.keys()), rankOf));
  }
  return scored.sort((a, b) => b.score - a.score || a.rank - b.rank || a.unit.start - b.unit.start);
}

/** By passage: its best rank in either list, from 0. */
function passageRanks(
  { tables }: SearchIndex,
  question: Question,
  found: readonly ScoredPassage[],
): Map<number, number> {
  const forms = question.concepts.flatMap((concept) => (concept.kind === 'asking' ? [] : concept.forms));
  const expanded = [...question.searchWords, ...forms.flatMap((form) => readWords(withoutGaps(form)))];
  const ranks = new Map<number, number>();
  for (const list of [found.slice(0, PASSAGES), rankByWords(tables.terms, expanded, PASSAGES)]) {
    list.forEach(({ passage }, rank) => {
      ranks.set(passage, Math.min(rank, ranks.get(passage) ?? rank));
    });
  }
  return ranks;
}

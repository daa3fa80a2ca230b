import type { SearchTables } from '../index/search-tables.ts';
import { type TermTable, termAt } from '../index/term-table.ts';
import { containsInSequence } from '../retrieval/slot-votes.ts';
import { readWords } from '../text/read-words.ts';
import { rootOf, withoutGaps } from './unit-text.ts';

const SHORTEST_WITH_FORMS = 4;

/** True when the documents hold the form, or another form of the word. */
export function isKnownForm(tables: SearchTables, form: string): boolean {
  if (passagesWith(tables, form) > 0) return true;
  const word = form.trim();
  if (/\p{Script=Han}/u.test(word)) return hasKnownBeginning(tables, word.replaceAll(' ', ''));
  return word.length >= SHORTEST_WITH_FORMS && !word.includes(' ') && rootsOf(tables.terms).has(rootOf(word));
}

/** A longer Chinese word of which all but the last ideograph is known ("诺贝尔奖" where only "诺贝尔化学奖" is written). */
function hasKnownBeginning(tables: SearchTables, word: string): boolean {
  return word.length >= 4 && passagesWith(tables, word.slice(0, -1)) > 0;
}

/** How many passages hold the form, its words in sequence. */
export function passagesWith({ terms }: SearchTables, form: string): number {
  const words = readWords(withoutGaps(form));
  const phrase: number[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const term = termAt(words, at);
    if (term !== null) phrase.push(terms.idOf.get(term) ?? -1);
  }
  return phrase.length === 0 || phrase.includes(-1) ? 0 : countPhrase(terms, phrase);
}

function countPhrase(terms: TermTable, phrase: readonly number[]): number {
  const countOf = (term: number): number => terms.offsets[term + 1]! - terms.offsets[term]!;
  const rarest = phrase.reduce((best, term) => (countOf(term) < countOf(best) ? term : best));
  if (phrase.length === 1) return countOf(rarest);
  let count = 0;
  for (let at = terms.offsets[rarest]!; at < terms.offsets[rarest + 1]!; at += 1) {
    const passage = terms.passages[at]!;
    const isThere =
      containsInSequence(terms.textTerms[passage]!, phrase) ||
      containsInSequence(terms.titleTerms[passage]!, phrase);
    if (isThere) count += 1;
  }
  return count;
}

const rootsByTable = new WeakMap<TermTable, ReadonlySet<string>>();

/** Roots of all terms; made at the first question. */
function rootsOf(table: TermTable): ReadonlySet<string> {
  let roots = rootsByTable.get(table);
  if (!roots) {
    const words = [...table.idOf.keys()].filter((term) => term.length >= SHORTEST_WITH_FORMS);
    roots = new Set(words.map(rootOf));
    rootsByTable.set(table, roots);
  }
  return roots;
}

import type { SearchTables } from '../index/search-tables.ts';
import { type TermTable, termAt } from '../index/term-table.ts';
import { readWords } from '../text/read-words.ts';
import { PREFIX_LENGTH } from './unit-text.ts';

/** True when the documents hold the form, or another form of the word. */
export function isKnownForm(tables: SearchTables, form: string): boolean {
  if (passagesWith(tables, form) > 0) return true;
  const word = form.trim();
  return (
    word.length >= PREFIX_LENGTH &&
    !word.includes(' ') &&
    prefixesOf(tables.terms).has(word.slice(0, PREFIX_LENGTH))
  );
}

/** At most how many passages hold the form: those of its rarest term. */
export function passagesWith({ terms }: SearchTables, form: string): number {
  const words = readWords(form.trim().replace(/(\p{Script=Han}) (?=\p{Script=Han})/gu, '$1'));
  let fewest = Number.POSITIVE_INFINITY;
  words.forEach((_, at) => {
    const term = termAt(words, at);
    if (term === null) return;
    const id = terms.idOf.get(term);
    const count = id === undefined ? 0 : terms.offsets[id + 1]! - terms.offsets[id]!;
    fewest = Math.min(fewest, count);
  });
  return Number.isFinite(fewest) ? fewest : 0;
}

const prefixesByTable = new WeakMap<TermTable, ReadonlySet<string>>();

/** First letters of all longer terms; made at the first question. */
function prefixesOf(table: TermTable): ReadonlySet<string> {
  let prefixes = prefixesByTable.get(table);
  if (!prefixes) {
    const long = [...table.idOf.keys()].filter((term) => term.length >= PREFIX_LENGTH);
    prefixes = new Set(long.map((term) => term.slice(0, PREFIX_LENGTH)));
    prefixesByTable.set(table, prefixes);
  }
  return prefixes;
}

import { rootOf } from '../answer/unit-text.ts';
import { termAt } from '../index/term-table.ts';
import { nameSpans } from '../text/name-spans.ts';
import { readWords, type Word } from '../text/read-words.ts';

/** What a sentence of an answer is held against. */
export interface Support {
  /** Every sentence that it cites. */
  cited: readonly string[];
  /** What a reader has in mind with them: titles, headings, the question, other names of what they name. */
  around: readonly string[];
}

/** Share of a sentence's words that must be in what it cites. */
const LEAST_CITED = 0.3;
/** Share that must be there or around it; less is enough where a number of the sentence stands in what it cites. */
const LEAST_KNOWN = 0.5;
const LEAST_KNOWN_WITH_NUMBER = 0.4;
/** Pairs of ideographs differ as soon as one of the two does. */
const LEAST_CITED_CHINESE = 0.22;
const LEAST_KNOWN_CHINESE = 0.38;

const NUMBER_WORDS: ReadonlyMap<string, string> = new Map(
  [
    ...'zero one two three four five six seven eight nine ten eleven twelve'.split(' ').entries(),
    ...[...'零一二三四五六七八九十'].entries(),
    ...['', 'first', 'second', 'third'].entries(),
    [2, '两'] as const,
  ].map(([number, word]) => [word, String(number)]),
);

/**
 * Whether what a sentence cites can have said it, as far as that can be seen without a model: each of its numbers and names stands there or around
 * it, and enough of its other words do. Between languages, where words differ, one name or number in common is asked for.
 *
 * @param isLead it only leads to what follows: its numbers and names are looked at alone
 */
export function isSupported(sentence: string, { cited, around }: Support, isLead = false): boolean {
  if (cited.length === 0) return false;
  const said = readSaid(sentence);
  const own = readSaid(cited.join('\n'));
  const near = readSaid(around.join('\n'));
  if (!numbersAreKnown(said, own, near) || !namesAreKnown(said, own, near)) return false;
  if (isLead) return true;
  const citedShare = shareIn(said.terms, own.terms);
  const knownShare = shareIn(said.terms, own.terms, near.terms);
  const sharesNumber = [...said.numbers].some((number) => own.numbers.has(number));
  if (said.isChinese !== own.isChinese) return knownShare > 0;
  return said.isChinese
    ? citedShare >= LEAST_CITED_CHINESE && knownShare >= LEAST_KNOWN_CHINESE
    : citedShare >= LEAST_CITED && knownShare >= (sharesNumber ? LEAST_KNOWN_WITH_NUMBER : LEAST_KNOWN);
}

interface Said {
  words: readonly Word[];
  /** By word: what its forms have in common; null for what says nothing. */
  roots: readonly (string | null)[];
  terms: ReadonlySet<string>;
  numbers: ReadonlySet<string>;
  isChinese: boolean;
}

function readSaid(text: string): Said {
  const plain = text.normalize('NFKC').replace(/(\d),(?=\d{3}(?!\d))/g, '$1');
  const words = readWords(plain);
  const roots = words.map((word, at) => {
    const term = NUMBER_WORDS.get(word.key) ?? termAt(words, at);
    return term === null || word.isIdeograph || /\d/.test(term) ? term : rootOf(term);
  });
  const ideographs = words.filter(({ isIdeograph }) => isIdeograph).length;
  return {
    words,
    roots,
    terms: new Set(roots.filter((root) => root !== null)),
    numbers: new Set(plain.match(/\d+/g)?.map((digits) => digits.replace(/^0+(?=\d)/, ''))),
    isChinese: ideographs > words.length - ideographs,
  };
}

/** Where they come from, numbers may stand as words. */
function numbersAreKnown({ numbers }: Said, ...known: readonly Said[]): boolean {
  return [...numbers].every((number) =>
    known.some((said) => said.numbers.has(number) || said.terms.has(number)),
  );
}

/** Of each name at least one word is known; a capital at the beginning makes no name. */
function namesAreKnown({ words, roots }: Said, ...known: readonly Said[]): boolean {
  return nameSpans(words).every(([start, end]) => {
    const named: string[] = [];
    for (let at = Math.max(start, 1); at < end; at += 1) {
      const root = roots[at];
      if (root && words[at]!.isCapital) named.push(root);
    }
    return named.length === 0 || named.some((root) => known.some(({ terms }) => terms.has(root)));
  });
}

function shareIn(terms: ReadonlySet<string>, ...known: readonly ReadonlySet<string>[]): number {
  if (terms.size === 0) return 0;
  let found = 0;
  for (const term of terms) if (known.some((set) => set.has(term))) found += 1;
  return found / terms.size;
}

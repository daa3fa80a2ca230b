import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { NOMINAL_VERBS } from '../../text/words/chinese-words.ts';
import { STOP_WORDS } from '../../text/words/english-words.ts';
import type { Token } from './token.ts';

const RUN =
  /([\u3400-\u9fff\uf900-\ufaff]+)|([A-Za-z\u00c0-\u024f\u0370-\u03ff][A-Za-z0-9\u00c0-\u024f]*(?:[-–./&·+'’_][A-Za-z0-9]+)*(?:\+\+|#)?)|(\d+(?:[.,]\d+)*%?(?:[A-Za-z]+)?)|([^\s])/gu;
const LINKING = /^(?:of|for|and|the|to|in|is|on|with)$/i;
const MOST_LATIN_WORDS = 6;

/** Inside a word that only the statistics propose, such a character shows that it is none (法是, 机由). */
const FUNCTION_CHARACTER = /[是的了在和与把被由从对为用等及或而并也都就将给让使于有去到]/;

let tagger: Jieba | undefined;

/** Tags words that belong together because the document says so, in front of what the dictionary would do. */
export interface UserWords {
  /** Longest match first: words by their first character, longest first. */
  readonly byFirst: ReadonlyMap<string, readonly string[]>;
}

/** Makes words of two to eight ideographs known to the tokeniser. */
export function userWords(list: Iterable<string>): UserWords {
  const byFirst = new Map<string, string[]>();
  for (const word of new Set(list)) {
    if (!/^[\u3400-\u9fff\uf900-\ufaff]{2,8}$/.test(word)) continue;
    const first = word.charAt(0);
    byFirst.set(first, [...(byFirst.get(first) ?? []), word]);
  }
  for (const group of byFirst.values())
    group.sort((left, right) => right.length - left.length || (left < right ? -1 : 1));
  return { byFirst };
}

/** Words of a Chinese or mixed sentence. Latin words on end are one token; spaces are none. */
export function tokeniseChinese(text: string, known: UserWords): Token[] {
  const tokens: Token[] = [];
  RUN.lastIndex = 0;
  for (let match = RUN.exec(text); match; match = RUN.exec(text)) {
    const start = match.index;
    const end = start + match[0].length;
    if (match[1] !== undefined) pushIdeographs(tokens, match[1], start, known);
    else
      tokens.push({
        start,
        end,
        tag: match[2] !== undefined ? 'eng' : match[3] !== undefined ? 'm' : 'x',
        word: match[0],
      });
  }
  return mergeLatin(text, tokens);
}

/** Tags of the words of a text by the dictionary alone; verbs that stand inside terms count as nouns (`vn`). */
export function dictionaryTags(text: string): string[] {
  return (text.match(/[\u3400-\u9fff]+|[A-Za-z0-9.+-]+/g) ?? []).flatMap((run) =>
    /[A-Za-z0-9]/.test(run)
      ? ['eng']
      : tag(run).map((token) => (NOMINAL_VERBS.has(token.word) ? 'vn' : token.tag)),
  );
}

/** Words and tags of a run of ideographs; a word that the dictionary does not hold is `nw`: mostly a name or a term. */
function tag(run: string): { word: string; tag: string }[] {
  tagger ??= Jieba.withDict(dict);
  const dictionary = tagger;
  return dictionary.tag(run, true).flatMap((token) => {
    if (token.tag !== 'x' || token.word.length < 2) return [token];
    return FUNCTION_CHARACTER.test(token.word)
      ? dictionary.tag(token.word, false)
      : [{ ...token, tag: 'nw' }];
  });
}

function pushIdeographs(tokens: Token[], run: string, base: number, known: UserWords): void {
  const tagged: Token[] = [];
  let at = base;
  for (const { word, tag: name } of tag(run)) {
    tagged.push({ start: at, end: at + word.length, tag: name, word });
    at += word.length;
  }
  tokens.push(...withUserWords(tagged, run, base, known));
}

/**
 * Joins tokens that spell a known word. A word of four and more characters also cuts tokens in two, a shorter one
 * counts only where tokens begin and end with it.
 */
function withUserWords(tokens: Token[], run: string, base: number, known: UserWords): Token[] {
  const found = findKnown(tokens, run, base, known);
  if (found.length === 0) return tokens;
  const result: Token[] = [];
  let at = base;
  for (const word of found) {
    result.push(...pieces(tokens, run, base, at, word.start), word);
    at = word.end;
  }
  result.push(...pieces(tokens, run, base, at, base + run.length));
  return result;
}

function findKnown(tokens: readonly Token[], run: string, base: number, known: UserWords): Token[] {
  const found: Token[] = [];
  let borders: Set<number> | undefined;
  for (let index = 0; index < run.length; ) {
    const word = known.byFirst.get(run.charAt(index))?.find((candidate) => {
      if (!run.startsWith(candidate, index)) return false;
      if (candidate.length >= 4) return true;
      borders ??= new Set([base, ...tokens.map((token) => token.end)]);
      return borders.has(base + index) && borders.has(base + index + candidate.length);
    });
    if (word === undefined) {
      index += 1;
      continue;
    }
    found.push({ start: base + index, end: base + index + word.length, tag: 'nz', word });
    index += word.length;
  }
  return found;
}

/** The tokens between two offsets; those that a border cuts are tagged anew. */
function pieces(tokens: readonly Token[], run: string, base: number, from: number, to: number): Token[] {
  const result: Token[] = [];
  for (const token of tokens) {
    const start = Math.max(token.start, from);
    const end = Math.min(token.end, to);
    if (start >= end) continue;
    if (start === token.start && end === token.end) result.push(token);
    else {
      let at = start;
      for (const piece of tag(run.slice(start - base, end - base))) {
        result.push({ start: at, end: at + piece.word.length, tag: piece.tag, word: piece.word });
        at += piece.word.length;
      }
    }
  }
  return result;
}

/** "Large Language Model", "GPT 3" become one token each; a linking word stays only inside. */
function mergeLatin(text: string, tokens: readonly Token[]): Token[] {
  const merged: Token[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const first = tokens[index];
    if (!first) break;
    let last = index;
    if (first.tag === 'eng') {
      let end = index;
      while (
        end + 1 < tokens.length &&
        end - index < MOST_LATIN_WORDS - 1 &&
        continues(tokens[end], tokens[end + 1])
      )
        end += 1;
      last = end;
      while (last > index && STOP_WORDS.has(tokens[last]?.word.toLowerCase() ?? '')) last -= 1;
    }
    const end = tokens[last]?.end ?? first.end;
    merged.push(
      last === index ? first : { start: first.start, end, tag: 'eng', word: text.slice(first.start, end) },
    );
    index = last;
  }
  return merged;
}

function continues(left: Token | undefined, right: Token | undefined): boolean {
  if (!left || !right || right.start !== left.end + 1) return false;
  if (right.tag === 'eng') return !STOP_WORDS.has(right.word.toLowerCase()) || LINKING.test(right.word);
  return right.tag === 'm' && /^\d{1,3}(?:\.\d+)?$/.test(right.word);
}

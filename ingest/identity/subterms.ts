import type { PhraseWord } from '../text/phrase-words.ts';
import { DETERMINERS, POSITION_TAILS, TERM_ADJECTIVES, TERM_PREFIXES } from '../text/words/chinese-words.ts';
import { STOP_WORDS, WEAK_ADJECTIVES } from '../text/words/english-words.ts';

const CHINESE_HEAD = /^(?:n|nz|vn|nw|nrt|nt|eng|ng|l|i|j|an|nr|ns|nrfg|v)$/;
const BOUND = new Set([...'化性式型率器层值度量者']);
/** A name with a little word inside stands only whole. */
const LINK = /^(?:ADP|DET|X)$/;
const ENGLISH_HEAD = /^(?:NOUN|PROPN|SUSPECT)$/;

/** True when words `from` to `to` of a phrase read as a term of their own, not as a torn-off part. */
export function isSubterm(words: readonly PhraseWord[], from: number, to: number, chinese: boolean): boolean {
  const first = words[from];
  const last = words[to - 1];
  if (!first || !last) return false;
  if (!chinese) {
    for (let index = from; index < to; index += 1) if (LINK.test(words[index]?.tag ?? '')) return false;
    const opening = first.word.toLowerCase();
    return ENGLISH_HEAD.test(last.tag) && !WEAK_ADJECTIVES.has(opening) && !STOP_WORDS.has(opening);
  }
  const after = words[to];
  if (after && after.start === last.end && BOUND.has(after.word)) return false;
  if (!(CHINESE_HEAD.test(last.tag) || BOUND.has(last.word)) || POSITION_TAILS.has(last.word)) return false;
  if (BOUND.has(first.word) || DETERMINERS.has(first.word) || first.tag === 'k') return false;
  if (to - from === 1) return last.word.length >= 2;
  return (
    first.word.length > 1 ||
    TERM_PREFIXES.has(first.word) ||
    TERM_ADJECTIVES.has(first.word) ||
    CHINESE_HEAD.test(first.tag)
  );
}

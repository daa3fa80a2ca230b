import { STOP_WORDS, WEAK_ADJECTIVES } from '../../text/words/english-words.ts';
import type { Phrase, Token } from './token.ts';

const HEAD = /^(?:NOUN|PROPN|SUSPECT)$/;
const MODIFIER = /^(?:ADJ|NOUN|PROPN)$/;
const BEFORE_PARTICIPLE = /^(?:DET|ADP|PUNCT|CCONJ|ADJ)$/;
const POSSESSIVE = /^(?:its|their|our|his|her|my|your)$/i;
const CAPITAL_OPENING = /^(?:New|Great|Old|Big|Little|High|Upper|Lower|Long|Good|Grand|Royal|Holy|Free)$/;
const NAME_LINK = /^(?:of|of the|for|de|de la|del|von|van|van der|di|da)$/;
const LONGEST_TOKENS = 6;

/** Noun phrases of an English sentence: adjectives, nouns, names and participles before a noun or name. */
export function englishPhrases(tokens: readonly Token[]): Phrase[] {
  const phrases: Phrase[] = [];
  for (let index = 0; index < tokens.length; ) {
    let end = index;
    while (
      end < tokens.length &&
      end - index < LONGEST_TOKENS &&
      fits(tokens, end) &&
      joins(tokens, index, end)
    )
      end += 1;
    const next = Math.max(end, index + 1);
    const phrase = trimPhrase(tokens.slice(index, end));
    if (phrase) phrases.push(phrase);
    index = next;
  }
  return joinNames(phrases, tokens);
}

/** "University of Copenhagen", "Treaty of Versailles": two names with a little word between are one. */
function joinNames(phrases: readonly Phrase[], tokens: readonly Token[]): Phrase[] {
  const joined: Phrase[] = [];
  for (const phrase of phrases) {
    const left = joined.at(-1);
    const between = left && tokens.filter((token) => token.start >= left.end && token.end <= phrase.start);
    if (!left || !between || !isNameLink(left, between, phrase)) {
      joined.push(phrase);
      continue;
    }
    joined[joined.length - 1] = {
      start: left.start,
      end: phrase.end,
      tokens: [...left.tokens, ...between, ...phrase.tokens],
    };
  }
  return joined;
}

function isNameLink(left: Phrase, between: readonly Token[], right: Phrase): boolean {
  const link = between.map((token) => token.word).join(' ');
  if (!NAME_LINK.test(link) || left.tokens.length + between.length + right.tokens.length > 9) return false;
  if (link === 'for' && left.tokens.length < 2) return false;
  return [...left.tokens, ...right.tokens].every(
    (token) =>
      token.tag !== 'SUSPECT' &&
      /^[A-Z\u00c0-\u00de]/.test(token.word) &&
      !/^[A-Z0-9]{2,}s?$/.test(token.word),
  );
}

function fits(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (!token || !/^[A-Za-z\u00c0-\u024f]/.test(token.word)) return false;
  if (opensName(tokens, index)) return true;
  if (STOP_WORDS.has(token.word.toLowerCase())) return false;
  return MODIFIER.test(token.tag) || token.tag === 'SUSPECT' || isParticiple(tokens, index);
}

/** "New York", "Great Wall": a small word in capitals before a name belongs to it. */
function opensName(tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1];
  return CAPITAL_OPENING.test(tokens[index]?.word ?? '') && next?.tag === 'PROPN' && /^[A-Z]/.test(next.word);
}

/** "recurrent", "learned": a verb form that stands like an adjective. */
function isParticiple(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  const next = tokens[index + 1];
  const previous = tokens[index - 1];
  if (token?.tag !== 'VERB') return false;
  if (previous?.tag === 'DET' && next?.tag === 'NOUN' && next.start === token.end + 1) return true;
  if (!/^[A-Za-z]+(?:ing|ed)$/.test(token.word)) return false;
  if (!next || !/^(?:NOUN|PROPN)$/.test(next.tag) || next.start !== token.end + 1) return false;
  if (next.tag === 'PROPN' && token.word.endsWith('ed')) return false;
  return !previous || BEFORE_PARTICIPLE.test(previous.tag) || POSSESSIVE.test(previous.word);
}

function joins(tokens: readonly Token[], from: number, index: number): boolean {
  const left = tokens[index - 1];
  const right = tokens[index];
  if (index === from || !left || !right) return true;
  return right.start - left.end <= 1 && left.tag !== 'SUSPECT';
}

function trimPhrase(tokens: Token[]): Phrase | null {
  let to = tokens.length;
  while (to > 0 && !HEAD.test(tokens[to - 1]?.tag ?? '')) to -= 1;
  let from = 0;
  while (
    from < to - 1 &&
    WEAK_ADJECTIVES.has(tokens[from]?.word.toLowerCase() ?? '') &&
    !opensName(tokens, from)
  )
    from += 1;
  const kept = tokens.slice(from, to);
  const first = kept[0];
  const last = kept.at(-1);
  if (!first || !last || last.end - first.start < 2 || last.end - first.start > 60) return null;
  return { start: first.start, end: last.end, tokens: kept };
}

import type { TermCue } from '../../../domain/extraction.ts';
import { isAbbreviationOf, isAcronym, isLooseAbbreviationOf } from '../../text/abbreviation.ts';
import { hasCjk } from '../../text/characters.ts';
import { ACTION_VERBS, DETERMINERS, GENERIC_TERMS, STOP_TOKENS } from '../../text/words/chinese-words.ts';
import { GENERIC_WORDS, STOP_WORDS } from '../../text/words/english-words.ts';
import { isCueTerm } from './cue-terms.ts';
import type { ReadSentence } from './read-sentence.ts';
import type { Token } from './token.ts';

/** Two places of one sentence that the text says are names of one thing. */
export interface FoundAlias {
  left: { start: number; end: number };
  right: { start: number; end: number };
  pattern: string;
  confidence: number;
}

/** One name in a bracket; `announced` by words such as 又称. */
interface BracketPart {
  start: number;
  end: number;
  text: string;
  announced: boolean;
}

interface Bracket {
  open: number;
  parts: BracketPart[];
}

const BRACKET = /\(\s*([^()]{1,80}?)\s*\)/g;
const NOT_A_NAME =
  /et al|等人|^(?:如|例如|比如|包括|e\.g|see|见|图|表|注|第|或|also$|left|right|top|bottom|optional|可选|默认)|[=<>∈≤≥%$\\]|\b(?:1[5-9]|20)\d\d\b|^\d/i;
const OPENING =
  /^(?:即|简称|又称|也称|也叫|或称|英文名?|英语|全称|缩写为?|英文缩写|英文全称|以下简称|aka|a\.k\.a\.?|or|short for|abbreviated(?: as)?|also known as|also called|hereafter)[：:为是\s]*(?=\S)/i;
const BOUND_PREFIX = /[多免非无子超反元双半]/;
const LITTLE_WORD = /^(?:of|the|and|for|in|on|to|an?|with|from|by)$/i;
const LATIN = /^[A-Za-z\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f\s\-–.+&/·'’]*$/;
const BEFORE_NAME = /(?:称为|称作|叫做?|即|就是|所谓|名为|简称)[的“"\s]*$/;

/** Aliases that the sentence states: in brackets, or in words such as 简称, "also known as". */
export function findAliases(sentence: ReadSentence, isHeadTerm: (surface: string) => boolean): FoundAlias[] {
  const found: FoundAlias[] = [];
  for (const bracket of brackets(sentence.text)) {
    const left = termBefore(sentence, bracket);
    if (!left) continue;
    for (const part of bracket.parts) {
      const alias = judge(sentence, left, part, bracket, isHeadTerm);
      if (alias) found.push(alias);
    }
  }
  found.push(...verbalAliases(sentence));
  return found;
}

/** The cue that both names of a stated alias get. */
export const ALIAS_CUE: TermCue = 'alias';

function brackets(text: string): Bracket[] {
  const result: Bracket[] = [];
  for (const match of text.matchAll(BRACKET)) {
    const inner = match[1] ?? '';
    if (NOT_A_NAME.test(inner)) continue;
    const parts: Bracket['parts'] = [];
    const base = match.index + match[0].indexOf(inner);
    for (const piece of inner.matchAll(/(?:(?!\s(?:or|或)\s)[^,，;；、])+/g)) {
      const raw = piece[0];
      const lead = /^\s*/.exec(raw)?.[0].length ?? 0;
      const opening = OPENING.exec(raw.slice(lead))?.[0].length ?? 0;
      const quote = /^[“"'「]?/.exec(raw.slice(lead + opening))?.[0].length ?? 0;
      const start = base + piece.index + lead + opening + quote;
      const name = text.slice(start, base + piece.index + raw.length).replace(/[\s”"'」]+$/, '');
      if (name.length > 0)
        parts.push({ start, end: start + name.length, text: name, announced: opening > 0 });
    }
    if (parts.length > 0 && parts.length <= 3) result.push({ open: match.index, parts });
  }
  return result;
}

/** The term that a bracket stands behind. */
function termBefore(sentence: ReadSentence, bracket: Bracket): { start: number; end: number } | null {
  const before = sentence.text.slice(0, bracket.open).trimEnd();
  const quoted = /[“「『《"]([^”」』》"“]{2,20})[”"」』》]$/.exec(before);
  if (quoted) return { start: quoted.index + 1, end: before.length - 1 };
  const end = before.length;
  const phrase = sentence.phrases.find((candidate) => candidate.end === end);
  if (sentence.language === 'en') return englishTermBefore(sentence, end, phrase, bracket);
  const words = Math.max(...bracket.parts.map((part) => wantedWords(part.text)));
  return chineseTermBefore(sentence.tokens, phrase?.start ?? end, end, words);
}

/** How many words a gloss has, little words aside; an acronym counts one a letter. */
function wantedWords(gloss: string): number {
  if (!/^[A-Za-z]/.test(gloss)) return 0;
  if (/^[A-Z]{2,6}s?$/.test(gloss)) return gloss.replace(/s$/, '').length;
  const words = gloss.split(/\s+/).filter((word) => !LITTLE_WORD.test(word));
  return words.reduce((sum, word) => sum + (word.split('-').length + 1) / 2, 0);
}

/**
 * The Chinese term that ends here. A gloss of w words renders some 2w ideographs: a shorter phrase grows to the left
 * over words that belong to terms, a longer one loses the verbs it begins with.
 *
 * @returns null when the term stays too short for its gloss, or nothing nameable ends here
 */
function chineseTermBefore(
  tokens: readonly Token[],
  from: number,
  end: number,
  words: number,
): { start: number; end: number } | null {
  let first = tokens.findIndex((token) => token.start >= from && token.end <= end);
  const last = tokens.findIndex((token) => token.end === end);
  if (last < 0) return null;
  if (first < 0) first = last;
  const latin = tokens[last]?.tag === 'eng';
  const length = (): number => end - (tokens[first]?.start ?? end);
  const wanted = Math.max(2, words * 1.5);
  while (!latin && length() < wanted && growsInto(tokens, first - 1, end, words)) first -= 1;
  while (!latin && isPrefix(tokens, first - 1)) first -= 1;
  while (words > 0 && first < last && length() > words * 2.2 + 1 && isVerbal(tokens[first])) first += 1;
  if (length() < 2 || (!latin && words >= 2 && length() < words * 1.2)) return null;
  return { start: tokens[first]?.start ?? end, end };
}

/** A single character that only stands before a word (多跳, 免索引). */
function isPrefix(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  return (
    token !== undefined &&
    token.word.length === 1 &&
    token.end === tokens[index + 1]?.start &&
    BOUND_PREFIX.test(token.word)
  );
}

function growsInto(tokens: readonly Token[], index: number, end: number, words: number): boolean {
  const token = tokens[index];
  const next = tokens[index + 1];
  if (!token || !next || token.end !== next.start || !hasCjk(token.word) || DETERMINERS.has(token.word))
    return false;
  if (
    end - token.start > Math.max(4, words * 3) ||
    ACTION_VERBS.has(token.word) ||
    STOP_TOKENS.has(token.word)
  )
    return false;
  return /^(?:n\w*|b|a|an|ad|z|v|d|vn|j|l|i|k|s|f|t|ng|h|g)$/.test(token.tag);
}

function isVerbal(token: Token | undefined): boolean {
  return token !== undefined && (/^(?:v|vn|vd)$/.test(token.tag) || ACTION_VERBS.has(token.word));
}

/** "long form (ABBR)": the words whose initials spell it; else the phrase before the bracket. */
function englishTermBefore(
  sentence: ReadSentence,
  end: number,
  phrase: { start: number; end: number } | undefined,
  bracket: Bracket,
): { start: number; end: number } | null {
  const short = bracket.parts[0]?.text ?? '';
  if (isAcronym(short)) {
    const start = expansionStart(sentence.text, end, short);
    if (start !== null) return { start, end };
  }
  return phrase ? { start: phrase.start, end: phrase.end } : null;
}

function expansionStart(text: string, end: number, short: string): number | null {
  const words = [...text.slice(Math.max(0, end - 120), end).matchAll(/\S+/g)].map(
    (match) => match.index + Math.max(0, end - 120),
  );
  const most = Math.min(words.length, short.length + 4);
  for (const fits of [isAbbreviationOf, isLooseAbbreviationOf]) {
    for (let count = 1; count <= most; count += 1) {
      const start = words[words.length - count] ?? 0;
      const candidate = text.slice(start, end);
      if (/[,.;:()]|\b(?:is|are|was|were|them|it|that|which|who|has|have|can|will)\b/.test(candidate)) break;
      const first = candidate.split(/[\s-]/)[0]?.toLowerCase() ?? '';
      if (candidate.length > short.length && !STOP_WORDS.has(first) && fits(short, candidate)) return start;
    }
  }
  return null;
}

function judge(
  sentence: ReadSentence,
  left: { start: number; end: number },
  part: BracketPart,
  bracket: Bracket,
  isHeadTerm: (surface: string) => boolean,
): FoundAlias | null {
  const name = sentence.text.slice(left.start, left.end);
  const gloss = part.text;
  if (!isNameable(name) || !isNameable(gloss)) return null;
  const alias = (pattern: string, confidence: number): FoundAlias => ({
    left,
    right: { start: part.start, end: part.end },
    pattern,
    confidence,
  });
  if (LATIN.test(gloss)) {
    if (hasCjk(name))
      return glossFits(sentence, left, name, gloss, bracket, isHeadTerm)
        ? alias('zh-bracket-en', isAcronym(gloss) ? 0.9 : 0.85)
        : null;
    if (isAcronym(gloss))
      return isAbbreviationOf(gloss, name) || isLooseAbbreviationOf(gloss, name)
        ? alias('en-bracket-acronym', 0.95)
        : null;
    return isAcronym(name) && (isAbbreviationOf(name, gloss) || isLooseAbbreviationOf(name, gloss))
      ? alias('en-bracket-expansion', 0.95)
      : null;
  }
  if (!hasCjk(gloss) || gloss.length > 12 || !/^[\u3400-\u9fffA-Za-z0-9-]+$/.test(gloss) || !isCueTerm(gloss))
    return null;
  if (hasCjk(name)) {
    const translated = bracket.parts.some((other) => LATIN.test(other.text));
    return part.announced || translated ? alias('zh-bracket-zh', 0.8) : null;
  }
  return alias('en-bracket-zh', 0.85);
}

/** A Latin gloss translates the Chinese term, and is not merely an example of it (检索模型（ColBERT）). */
function glossFits(
  sentence: ReadSentence,
  left: { start: number; end: number },
  name: string,
  gloss: string,
  bracket: Bracket,
  isHeadTerm: (surface: string) => boolean,
): boolean {
  if (
    /^(?:它|其|我|你|这|那|该|他)/.test(name) ||
    /^(?:and|or|the|if|for)\b/i.test(gloss) ||
    gloss.split(/[\s-]+/).length > 8
  )
    return false;
  if (/^[a-z]{1,2}$/.test(gloss)) return false;
  const opens = left.start <= 3 || BEFORE_NAME.test(sentence.text.slice(0, left.start));
  const stands = opens || sentence.block.kind === 'heading' || isHeadTerm(name);
  const acronym = isAcronym(gloss);
  if (acronym && /^[A-Z]{3,6}s?$/.test(gloss))
    return name.replace(/[A-Za-z]/g, '').length >= gloss.replace(/s$/, '').length * 0.75 || stands;
  const product = !/\s/.test(gloss) && !acronym && /[a-z][A-Z]|\d|-[A-Z]|^[A-Z][a-z]+$/.test(gloss);
  const translated = bracket.parts.length > 1 && bracket.parts.some((part) => isAcronym(part.text));
  return !product || stands || translated;
}

function isNameable(surface: string): boolean {
  if (surface.length < 2) return false;
  return hasCjk(surface)
    ? !GENERIC_TERMS.has(surface) && !/[，。；：、]/.test(surface)
    : !GENERIC_WORDS.has(surface.toLowerCase()) && !STOP_WORDS.has(surface.toLowerCase());
}

const VERBAL: readonly { pattern: RegExp; name: string }[] = [
  {
    name: 'zh-abbreviation-of',
    pattern:
      /(?<![A-Za-z0-9])([A-Za-z][A-Za-z0-9\-+.]{1,30})\s*是\s*[“"「]?([A-Za-z][A-Za-z -]{4,60}?|[\u3400-\u9fff]{3,14})[”"」]?\s*的(?:英文)?(?:缩写|简称)/d,
  },
  {
    name: 'zh-also-called',
    pattern:
      /([A-Za-z\u3400-\u9fff][A-Za-z0-9\u3400-\u9fff\-+. ]{1,24}?)(?:\([^()]*\))?[，,]?\s*(?:以下)?(?:简称为?|缩写为|又称为?|也称为?|亦称|也叫做?|又叫做?|又名|俗称|别名)\s*[“"「『]?([A-Za-z\u3400-\u9fff][A-Za-z0-9\u3400-\u9fff\-+. ]{1,40}?)[”"」』]?(?=[，,。；;、（()）]|$)/d,
  },
  {
    name: 'zh-full-name',
    pattern:
      /([A-Za-z][A-Za-z0-9\-+.]{1,24}?)[，,]?\s*(?:的)?(?:英文全称|全称|全名)(?:是|为)?\s*[“"「『]?([A-Za-z\u3400-\u9fff][A-Za-z0-9\u3400-\u9fff\-+. ]{3,60}?)[”"」』]?(?=[，,。；;、（()）]|$)/d,
  },
  {
    name: 'zh-translated',
    pattern:
      /(?<![A-Za-z0-9])([A-Za-z][A-Za-z0-9\-+.]{1,30})[^，。；A-Za-z]{0,12}(?:中文(?:译为|翻译为|名为|叫做?)|译为|意为)\s*[“"「]?([\u3400-\u9fff]{2,10})[”"」]?/d,
  },
  {
    name: 'en-stands-for',
    pattern:
      /\b([A-Z][A-Za-z0-9-]{1,10}) (?:stands for|is short for|is an abbreviation (?:of|for)|is an acronym for) (?:the )?([A-Za-z][A-Za-z -]{4,60}?)(?=[,.;(]|$)/d,
  },
  {
    name: 'en-also-known',
    pattern:
      /\b([A-Za-z][A-Za-z0-9 -]{2,40}?),? \(?(?:also known as|also called|a\.k\.a\.|aka|commonly known as|sometimes called)(?: the)? ([A-Za-z][A-Za-z0-9 -]{2,40}?)(?=[,.;)]|$)/d,
  },
];
const CALLED =
  /称|叫|名|缩写|全称|译为|意为|stands for|short for|abbreviation|acronym|known as|called|a\.k\.a|aka/;

function verbalAliases(sentence: ReadSentence): FoundAlias[] {
  if (!CALLED.test(sentence.text)) return [];
  const found: FoundAlias[] = [];
  for (const { name, pattern } of VERBAL) {
    const indices = pattern.exec(sentence.text)?.indices;
    const left = indices?.[1];
    const right = indices?.[2];
    if (!left || !right) continue;
    const anchored = anchor(sentence, left);
    const second = { start: right[0], end: right[1] };
    const gloss = sentence.text.slice(second.start, second.end);
    if (
      !anchored ||
      !isNameable(gloss) ||
      (hasCjk(gloss) && !isCueTerm(gloss)) ||
      gloss.split(' ').length > 6
    )
      continue;
    found.push({ left: anchored, right: second, pattern: name, confidence: 0.9 });
  }
  return found;
}

/** The phrase that ends where the pattern's left side ends. */
function anchor(
  sentence: ReadSentence,
  [start, end]: [number, number],
): { start: number; end: number } | null {
  const phrase = sentence.phrases.find((candidate) => candidate.end === end);
  if (phrase) return { start: phrase.start, end };
  const surface = sentence.text.slice(start, end);
  return !hasCjk(surface) && surface.split(' ').length === 1 && isNameable(surface) ? { start, end } : null;
}

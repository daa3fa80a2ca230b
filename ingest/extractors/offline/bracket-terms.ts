import { isAbbreviationOf, isAcronym, isLooseAbbreviationOf } from '../../text/abbreviation.ts';
import { hasCjk } from '../../text/characters.ts';
import { ACTION_VERBS, DETERMINERS, STOP_TOKENS } from '../../text/words/chinese-words.ts';
import { STOP_WORDS } from '../../text/words/english-words.ts';
import type { ReadSentence } from './read-sentence.ts';
import type { Token } from './token.ts';

/** One name in a bracket; `announced` by words such as 又称. */
export interface BracketPart {
  start: number;
  end: number;
  text: string;
  announced: boolean;
}

/** What stands in one bracket, and where the bracket opens. */
export interface Bracket {
  open: number;
  parts: BracketPart[];
}

const BRACKET = /\(\s*([^()]{1,80}?)\s*\)/g;

const NOT_A_NAME =
  /et al|等人|^(?:如|例如|比如|包括|e\.g|see|见|图|表|注|第|或|also$|left|right|top|bottom|optional|可选|默认)|[=<>∈≤≥%$\\]|\b(?:1[5-9]|20)\d\d\b|^\d/i;

const OPENING =
  /^(?:即|简称|又称|也称|也叫|或称|英文名?|英语|全称|缩写为?|英文缩写|英文全称|以下简称|aka|a\.k\.a\.?|or|short for|abbreviated(?: as)?|also known as|also called|hereafter)[：:为是\s]*(?=\S)/i;

const BOUND_PREFIX = /[多免非无子超反元双半直]/;

const LITTLE_WORD = /^(?:of|the|and|for|in|on|to|an?|with|from|by)$/i;

/** Brackets that may hold other names of what stands before them. */
export function brackets(text: string): Bracket[] {
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
export function termBefore(sentence: ReadSentence, bracket: Bracket): { start: number; end: number } | null {
  const before = sentence.text.slice(0, bracket.open).trimEnd();
  const quoted = /[“「『《"]([^”」』》"“]{2,20})[”"」』》]$/.exec(before);
  if (quoted) return { start: quoted.index + 1, end: before.length - 1 };
  const end = before.length;
  const phrase = sentence.phrases.find((candidate) => candidate.end === end);
  if (sentence.language === 'en') return englishTermBefore(sentence, end, phrase, bracket);
  const words = Math.max(...bracket.parts.map((part) => wantedWords(part.text)));
  const spelled = bracket.parts.some((part) => /^[A-Za-z]/.test(part.text) && !isAcronym(part.text));
  const opens = phrase !== undefined && phrase.start <= 1;
  const dense = (length: number): boolean => words <= 3 && length >= words && (spelled || opens);
  return chineseTermBefore(sentence.tokens, phrase?.start ?? end, end, words, dense);
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
 * @param dense true when a term of this length may have as many words as ideographs (跳表, skip list)
 * @returns null when the term stays too short for its gloss, or nothing nameable ends here
 */
function chineseTermBefore(
  tokens: readonly Token[],
  from: number,
  end: number,
  words: number,
  dense: (length: number) => boolean,
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
  const short = words >= 2 && length() < words * 1.2 && !dense(length());
  if (length() < 2 || (!latin && (short || isCounted(tokens, first)))) return null;
  return { start: tokens[first]?.start ?? end, end };
}

/** 关键绩效指标: such a word belongs to the term when its gloss asks for more. */
function isDeterminer(word: string): boolean {
  return (
    DETERMINERS.has(word) && !/^(?:关键|核心|基本|基础|主要|一般|普通|特殊|完整|单一|复杂|简单)$/.test(word)
  );
}

/** 精确一次语义: a number tight before shows that the term begins further left than anyone can tell. */
function isCounted(tokens: readonly Token[], first: number): boolean {
  const before = tokens[first - 1];
  return (
    before !== undefined &&
    before.end === tokens[first]?.start &&
    /^[mq]$/.test(before.tag) &&
    /[次级阶维元]$/.test(before.word)
  );
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
  if (!token || !next || token.end !== next.start || !hasCjk(token.word) || isDeterminer(token.word))
    return false;
  if (
    end - token.start > Math.max(4, words * 3) ||
    ACTION_VERBS.has(token.word) ||
    STOP_TOKENS.has(token.word)
  )
    return false;
  if (/^最[长短大小近优佳]$/.test(token.word)) return true;
  if (/^[要靠把让使用做有是来去给放想能会]$/.test(token.word)) return false;
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

import { hasCjk } from '../../text/characters.ts';
import {
  ACTION_VERBS,
  DETERMINERS,
  NOMINAL_VERBS,
  OPENING_VERBS,
  POSITION_TAILS,
  STOP_TOKENS,
  TERM_ADJECTIVES,
  TERM_PREFIXES,
} from '../../text/words/chinese-words.ts';
import type { Phrase, Token } from './token.ts';

const NOMINAL_TAGS = new Set('n nz vn nw nrt nt eng ng l i j an nr ns nrfg'.split(' '));
const VERBAL_TAGS = new Set('v vn vi a d nz zg an ad'.split(' '));
const PREFIX_TAGS = new Set('a ad an d zg p v f q m h'.split(' '));
const SUFFIX_HEADS = new Set(
  '化 性 率 器 层 机 网 图 集 库 值 量 度 式 型 法 论 学 端 链 流 树 表 码 头 矩阵 症 病 酶 素 体 膜 朝 国 军 制 派 战争'.split(
    ' ',
  ),
);
const BOUND_SUFFIX = new Set('化 性 式 型 率 器 层 值 度 量 者'.split(' '));
const SINGLE_LATIN_HEADS = /^(?:语言|近邻|均值|检验|树|学习|族)$/;
const PROPER_TAGS = /^(?:eng|nr|nrfg|nrt|ns|nt|nw)$/;
const LONGEST_TOKENS = 7;
const LONGEST_CHARACTERS = 26;

const ORDINAL = /^第[一二三四五六七八九十\d]+$/;
const NUMBERED = /^(?:定律|定理|法则|范式|猜想|方程)$/;

/** Noun phrases of a Chinese sentence: modifiers and a head, never across 的 or a verb that is not part of terms. */
export function chinesePhrases(tokens: readonly Token[]): Phrase[] {
  const phrases: Phrase[] = [];
  for (let index = 0; index < tokens.length; ) {
    const end = phraseEnd(tokens, index);
    if (end === index) {
      index += 1;
      continue;
    }
    const phrase = trimPhrase(tokens.slice(startsWithNumber(tokens, index) ? index - 1 : index, end));
    if (phrase) phrases.push(phrase);
    index = end;
  }
  return joinNumbered(phrases, tokens);
}

/** 牛顿第一定律: a law with its number and whose it is, is one name. */
function joinNumbered(phrases: readonly Phrase[], tokens: readonly Token[]): Phrase[] {
  const joined: Phrase[] = [];
  for (const phrase of phrases) {
    const left = joined.at(-1);
    const number = tokens.find((token) => token.end === phrase.start && token.start === left?.end);
    if (!left || !number || !ORDINAL.test(number.word) || !NUMBERED.test(phrase.tokens[0]?.word ?? '')) {
      joined.push(phrase);
      continue;
    }
    joined[joined.length - 1] = {
      start: left.start,
      end: phrase.end,
      tokens: [...left.tokens, number, ...phrase.tokens],
    };
  }
  return joined;
}

/** 2型糖尿病, 5号线: a number tight before such a character belongs to the term. */
function startsWithNumber(tokens: readonly Token[], index: number): boolean {
  const number = tokens[index - 1];
  const first = tokens[index];
  return (
    number?.tag === 'm' &&
    /^\d+$/.test(number.word) &&
    number.end === first?.start &&
    /^[型号代维]/.test(first.word)
  );
}

/** True when a token can end a term. */
function isChineseHead(token: Token): boolean {
  return (isNominal(token) || SUFFIX_HEADS.has(token.word)) && !POSITION_TAILS.has(token.word);
}

function isNominal(token: Token): boolean {
  if (STOP_TOKENS.has(token.word)) return false;
  if (token.tag === 't')
    return (
      /[朝代]$/.test(token.word) &&
      token.word.length > 1 &&
      !/^(?:现代|当代|近代|古代|年代|时代)$/.test(token.word)
    );
  return NOMINAL_TAGS.has(token.tag) || (NOMINAL_VERBS.has(token.word) && VERBAL_TAGS.has(token.tag));
}

function isModifier(token: Token, next: Token | undefined): boolean {
  if (DETERMINERS.has(token.word)) return false;
  if (isNominal(token) || token.tag === 'b' || token.tag === 'k' || BOUND_SUFFIX.has(token.word)) return true;
  if (TERM_ADJECTIVES.has(token.word) && token.word.length > 1) return true;
  return (
    token.word.length === 1 &&
    TERM_PREFIXES.has(token.word) &&
    PREFIX_TAGS.has(token.tag) &&
    next !== undefined &&
    next.start === token.end &&
    hasCjk(next.word) &&
    !(/^[vpd]$/.test(token.tag) && (PROPER_TAGS.test(next.tag) || next.word.length > 3))
  );
}

/** Index behind the phrase that begins here; the index itself when none does. */
function phraseEnd(tokens: readonly Token[], start: number): number {
  const first = tokens[start];
  if (!first || !fits(tokens, start) || isLoneLetter(first, tokens[start + 1])) return start;
  let end = start + 1;
  while (end < tokens.length && end - start < LONGEST_TOKENS && joins(tokens, end) && fits(tokens, end))
    end += 1;
  while (end > start && (!isChineseHead(tokens[end - 1] ?? first) || isDone(tokens, end - 1))) end -= 1;
  return end > start ? end : start;
}

/** 建设了, 发现过: with such a particle behind it a verb is a verb. */
function isDone(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  const next = tokens[index + 1];
  return (
    token !== undefined &&
    /^v/.test(token.tag) &&
    next !== undefined &&
    next.start === token.end &&
    /^[了过着]$/.test(next.word)
  );
}

function fits(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  return token !== undefined && (isModifier(token, tokens[index + 1]) || isChineseHead(token));
}

function joins(tokens: readonly Token[], index: number): boolean {
  const left = tokens[index - 1];
  const right = tokens[index];
  if (!left || !right || isLoneLetter(right, tokens[index + 1])) return false;
  if (isActing(tokens, index) || isActing(tokens, index - 1)) return false;
  if (right.start === left.end) return true;
  return right.start === left.end + 1 && (left.tag === 'eng') !== (right.tag === 'eng');
}

/** A verb or an unknown word between two names is what the one does to the other (ReportService 调用 MinIO). */
function isActing(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  const before = tokens[index - 1];
  const after = tokens[index + 1];
  if (!token || !before || !after || !/^(?:v|vn|nw)$/.test(token.tag) || token.word.length !== 2)
    return false;
  return PROPER_TAGS.test(before.tag) && PROPER_TAGS.test(after.tag) && !NOMINAL_VERBS.has(token.word);
}

function isLoneLetter(token: Token, next: Token | undefined): boolean {
  return token.tag === 'eng' && token.word.length === 1 && !(next && SINGLE_LATIN_HEADS.test(next.word));
}

/** Takes verbs off the front that act on the term behind them. */
function trimPhrase(tokens: Token[]): Phrase | null {
  let from = 0;
  while (from < tokens.length - 1 && isLeadingVerb(tokens[from], tokens[from + 1], tokens.length - from))
    from += 1;
  const kept = tokens.slice(from);
  const first = kept[0];
  const last = kept.at(-1);
  if (!first || !last || last.end - first.start > LONGEST_CHARACTERS || last.end - first.start < 2)
    return null;
  return { start: first.start, end: last.end, tokens: kept };
}

function isLeadingVerb(token: Token | undefined, next: Token | undefined, length: number): boolean {
  if (!token || !next) return false;
  if (DETERMINERS.has(token.word)) return true;
  if (ACTION_VERBS.has(token.word)) return token.tag !== 'vn' || length > 2 || next.tag === 'eng';
  return OPENING_VERBS.has(token.word) && next.tag === 'eng';
}

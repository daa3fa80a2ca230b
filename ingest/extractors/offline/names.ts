import { looksLikePerson } from '../../text/person-name.ts';
import { endsLikePlace, isKnownPlace } from '../../text/place-name.ts';
import { GENERIC_TERMS } from '../../text/words/chinese-words.ts';
import { COMMON_NOUNS, GENERIC_WORDS, STOP_WORDS } from '../../text/words/english-words.ts';
import type { Phrase, Token } from './token.ts';

/** A phrase of several words that ends so names one thing: a company, a school, a war, a treaty. */
const NAMED_BY_TAIL =
  /(?:公司|集团|大学|学院|医院|银行|研究院|研究所|委员会|法院|博物馆|图书馆|基金会|出版社|事务所|造船厂|纺织厂|钢铁厂|农场|药业|之战|战争|战役|条约|起义|事变|革命|运动会|定律|定理|方程)$/;
const EPONYM_HEAD =
  /^(?:effect|theorem|theory|law|laws|equations?|principle|paradox|equilibrium|machine|test|distribution|process|transform|integral|number|constant|syndrome|disease|reaction|cycle|pairs?|scale|index|prize|award|war|treaty|bridge|river|curve|conjecture|lemma|sequence|triangle|method|algorithm|model)$/;
const UNIT = /^(?:[KMGT]?B|[KMG]Hz|ms|px|kg|km|cm|mm|am|pm|AM|PM|OK|TODO|PS|NB|FYI|ID|No)$/;
const CODE = /^[A-Z][A-Za-z]*(?:[-_.][A-Za-z0-9]+)*\d|[a-z][A-Z]|^[A-Z]{2,}|^[A-Z][a-z]+[-.][A-Z0-9]/;

/**
 * True when a phrase names one particular person, organisation, place, product or code: worth keeping although it is
 * said only once.
 *
 * @param previous the token before the phrase; undefined at the start of a sentence
 */
export function isName(phrase: Phrase, language: 'zh' | 'en', previous: Token | undefined): boolean {
  const { tokens } = phrase;
  if (
    language === 'zh' &&
    tokens.length >= 2 &&
    NAMED_BY_TAIL.test(tokens.map((token) => token.word).join(''))
  )
    return true;
  if (language === 'zh')
    return tokens.length === 1
      ? isChineseName(tokens[0])
      : tokens.every((token) => token.tag === 'ns' || token.tag === 'nt');
  return isEnglishName(tokens, previous);
}

/** True when a word inside a phrase is a name by itself. */
export function isNameToken(token: Token, language: 'zh' | 'en'): boolean {
  if (language === 'zh') return isChineseName(token);
  return (
    isCode(token.word) || (token.tag === 'PROPN' && /^[A-Z][a-z]/.test(token.word) && !isCommon(token.word))
  );
}

/** True for `GPT-4`, `QPS`, `ENG-1432`, `LoRA`: capitals or digits inside; never a unit. */
export function isCode(word: string): boolean {
  if (/^(?:[A-Z][A-Z0-9]|[vV]\d+(?:\.\d+)*)$/.test(word)) return false;
  return word.length >= 2 && !UNIT.test(word) && CODE.test(word) && /[A-Za-z]/.test(word);
}

function isChineseName(token: Token | undefined): boolean {
  if (!token) return false;
  if (token.tag === 'eng') return isLatinName(token.word);
  if (token.word.length < 2 || GENERIC_TERMS.has(token.word)) return false;
  if (token.tag === 'nr' || token.tag === 'nrfg' || token.tag === 'nw') return looksLikePerson(token.word);
  if (token.tag === 'ns') return isKnownPlace(token.word) || endsLikePlace(token.word);
  return token.tag === 'nrt' || (token.tag === 'nt' && !/处$/.test(token.word));
}

/** In a Chinese sentence a capitalised Latin word is nearly always a name. */
function isLatinName(text: string): boolean {
  const words = text.split(' ');
  const first = words[0] ?? '';
  if (words.some(isCode)) return true;
  if (words.length === 1 && /^[a-z][a-z0-9]{3,}$/.test(text))
    return !isCommon(text) && !/(?:ed|ing|ly)$/.test(text);
  if (!/^[A-Z]/.test(first) || text.length < 2 || UNIT.test(text)) return false;
  const lower = first.toLowerCase();
  return words.length > 1 || !(COMMON_NOUNS.has(lower) || GENERIC_WORDS.has(lower) || STOP_WORDS.has(lower));
}

function isEnglishName(tokens: readonly Token[], previous: Token | undefined): boolean {
  if (tokens.some((token) => isCode(token.word)))
    return tokens.length <= 4 && tokens.every((token) => /^[A-Z0-9]/.test(token.word) || isCode(token.word));
  if (tokens.some((token) => token.tag === 'ADP') || isEponym(tokens)) return true;
  const capitalised = tokens.every((token) => /^[A-Z\u00c0-\u00de]/.test(token.word));
  if (!capitalised || tokens.length > 5) return false;
  const opening = previous === undefined || /^[.:;“"(|]$/.test(previous.word);
  if (tokens.length === 1 || opening) {
    const known = tokens.filter((token) => isCommon(token.word)).length;
    if (tokens.length === 1) return !opening && known === 0 && tokens[0]?.tag === 'PROPN';
    return tokens.every((token) => token.tag === 'PROPN') && known < tokens.length;
  }
  return !tokens.every((token) => isCommon(token.word));
}

/** "Meissner effect", "Nash equilibrium": a person's name and what bears it. */
function isEponym(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1);
  return (
    last !== undefined &&
    tokens.length >= 2 &&
    EPONYM_HEAD.test(last.word) &&
    tokens.slice(0, -1).every((token) => token.tag === 'PROPN' && /^[A-Z][a-z]/.test(token.word))
  );
}

function isCommon(word: string): boolean {
  const lower = word.toLowerCase();
  return COMMON_NOUNS.has(lower) || GENERIC_WORDS.has(lower) || STOP_WORDS.has(lower);
}

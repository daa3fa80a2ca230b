import { COMMON_NOUNS, GENERIC_WORDS, STOP_WORDS } from '../../text/words/english-words.ts';
import type { Phrase, Token } from './token.ts';

const SURNAMES = new Set(
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢骆岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵欧阳司马诸葛上官',
);
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
  if (language === 'zh')
    return tokens.length === 1
      ? isChineseName(tokens[0])
      : tokens.every((token) => token.tag === 'ns' || token.tag === 'nt');
  return isEnglishName(tokens, previous);
}

/** True for `GPT-4`, `QPS`, `ENG-1432`, `LoRA`: capitals or digits inside; never a unit. */
export function isCode(word: string): boolean {
  return word.length >= 2 && !UNIT.test(word) && CODE.test(word) && /[A-Za-z]/.test(word);
}

function isChineseName(token: Token | undefined): boolean {
  if (!token) return false;
  if (token.tag === 'eng') return isLatinName(token.word);
  if (token.word.length < 2) return false;
  if (token.tag === 'nr' || token.tag === 'nrfg')
    return token.word.length <= 4 && SURNAMES.has(token.word.charAt(0)) ? true : token.word.length >= 4;
  return token.tag === 'ns' || token.tag === 'nt' || token.tag === 'nrt';
}

/** In a Chinese sentence a capitalised Latin word is nearly always a name. */
function isLatinName(text: string): boolean {
  const words = text.split(' ');
  const first = words[0] ?? '';
  if (words.some(isCode)) return true;
  if (!/^[A-Z]/.test(first) || text.length < 2 || UNIT.test(text)) return false;
  const lower = first.toLowerCase();
  return words.length > 1 || !(COMMON_NOUNS.has(lower) || GENERIC_WORDS.has(lower) || STOP_WORDS.has(lower));
}

function isEnglishName(tokens: readonly Token[], previous: Token | undefined): boolean {
  if (tokens.some((token) => isCode(token.word)) && tokens.length <= 4) return true;
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

function isCommon(word: string): boolean {
  const lower = word.toLowerCase();
  return COMMON_NOUNS.has(lower) || GENERIC_WORDS.has(lower) || STOP_WORDS.has(lower);
}

import { hasCjk } from '../text/characters.ts';
import { looksLikePerson } from '../text/person-name.ts';
import { isShoutedName, singular } from '../text/term-key.ts';
import {
  ACTION_VERBS,
  CLASS_WORDS,
  DETERMINERS,
  GENERIC_TERMS,
  OPENING_VERBS,
} from '../text/words/chinese-words.ts';
import { COMMON_NOUNS, GENERIC_WORDS, STOP_WORDS, WEAK_ADJECTIVES } from '../text/words/english-words.ts';
import { mostFrequent, type Term } from './term.ts';
import { wordRarity } from './word-rarity.ts';

const LAYOUT_WORDS =
  /^(?:图|表|第)?\s*\d+(?:[章节题页条步年月日]|\.\d+)*$|^(?:第|某|该|此|各|每|其|没(?!药|收|落)|这批|这些|那些)|^(?:议题|议程|附录|步骤|问题)[一二三四五六七八九十\d]+$/;
const PRODUCT_TAILS =
  /(?:笔记|设计说明|设计文档|说明书|教程|课程|文章|博客|专栏|视频|系列|合集|公众号|链接|目录|网站|过程中|部分|情况|方面|例子|示例)$/;
const UNIT =
  /^(?:v\d+(?:\.\d+)*|[kmgt]?b|[kmg]hz|ms|px|kg|km|cm|mm|am|pm|ok|todo|id|no|vs|etc|ie|eg|usd|rmb)$/;
const VERBAL = /^(?:v|vn|vi|a|ad|an|d|t|s|f)$/;
const WEAK_INSIDE = /^(?:v|d|p|zg|m|q|f|u\w*|vi|t|r|c)$/;
/** A corpus below this many characters is small: there a phrase said once may be the topic. */
const SMALL_CORPUS = 15_000;
const LAYOUT_CUES: ReadonlySet<string> = new Set(['heading', 'list-head', 'quoted']);
const EVERYDAY_RARITY = 6;
/** Below this share of uses as a noun, an English word is a verb or an adjective that the tagger missed now and then. */
const MOSTLY_NOUN = 0.75;
/** Below this share of uses on its own, an English word is part of other names (York, National). */
const MOSTLY_ALONE = 0.4;
/** In a corpus of many documents, a small word that stands in more of them than this is everyday there. */
const MANY_DOCUMENTS = 200;
const EVERYDAY_SHARE = 0.015;

/** What deciding about one term needs to know of the corpus. */
export interface AcceptanceContext {
  /** Characters in all documents. */
  corpusLength: number;
  /** Number of documents. */
  documents: number;
}

/** True when the term is worth being an entity. */
export function isAccepted(term: Term, context: AcceptanceContext): boolean {
  if (term.cues.has('model')) return true;
  if (isNothing(term)) return false;
  const chinese = hasCjk(term.key);
  if (isCued(term) && !isWeaklyCued(term)) return !opensWithAction(term) || term.cues.has('heading');
  const accepted =
    term.words.length <= 1
      ? acceptWord(term, context, chinese)
      : acceptPhrase(term, chinese) || (context.corpusLength < SMALL_CORPUS && acceptRare(term, chinese));
  return accepted && !opensWithAction(term);
}

/** Markers that let a term be kept at frequency 1; a quotation counts from the second on. */
function isCued(term: Term): boolean {
  for (const cue of term.cues) if (cue !== 'quoted') return true;
  return term.cues.has('quoted') && term.frequency >= 2;
}

/** Layout points at it, but it is one everyday word: a heading "合作", a list head "行动". */
function isWeaklyCued(term: Term): boolean {
  const strong = [...term.cues].filter((cue) => !LAYOUT_CUES.has(cue));
  if (strong.length === 1 && strong[0] === 'name' && term.words.length <= 1 && !hasCjk(term.key))
    return !/[A-Z\d]/.test(mostFrequent(term.surfaces) ?? '');
  if (strong.length > 0) return false;
  if (isShoutedName(term.key)) return true;
  if (!hasCjk(term.key)) {
    const words = term.key.split(' ');
    return words.length > 1 && term.frequency < 2 && words.every(isEverydayWord);
  }
  return term.words.length <= 1 && (wordRarity(term.key) ?? 14) < EVERYDAY_RARITY;
}

/** Generic, layout, units, everyday words: never an entity, whatever speaks for it. */
function isNothing(term: Term): boolean {
  const { key } = term;
  if (key.length < 2 || /^[\d\s.,%-]+$/.test(key) || /[。，：；\n|]/.test(key)) return true;
  if (STOP_WORDS.has(key.toLowerCase()) || key.split(' ').every((word) => STOP_WORDS.has(word))) return true;
  if (GENERIC_TERMS.has(key) || GENERIC_WORDS.has(key) || STOP_WORDS.has(key) || DETERMINERS.has(key))
    return true;
  if (LAYOUT_WORDS.test(key) || UNIT.test(key)) return true;
  if (hasCjk(key)) return PRODUCT_TAILS.test(key);
  return isEverydayEnglish(term);
}

function isEverydayEnglish(term: Term): boolean {
  const { key } = term;
  const written = mostFrequent(term.surfaces) ?? key;
  if (/[A-Z].*[A-Z]|\d/.test(written)) return false;
  const words = key.split(' ');
  if (words.length > 1) return words.every(isEverydayWord) && term.frequency < 3 && !isCued(term);
  if (isEverydayWord(key)) return true;
  const uses = [...term.tagCounts.values()].reduce((sum, count) => sum + count, 0);
  const nouns = ['NOUN', 'PROPN', 'eng', 'n', 'nz'].reduce(
    (sum, tag) => sum + (term.tagCounts.get(tag) ?? 0),
    0,
  );
  if (uses > 0 && nouns / uses < MOSTLY_NOUN) return true;
  return /^(?:un|pre)?[a-z]+ed$/.test(key) && term.frequency < 6;
}

function isEverydayWord(word: string): boolean {
  return (
    COMMON_NOUNS.has(word) ||
    GENERIC_WORDS.has(word) ||
    COMMON_NOUNS.has(singular(word)) ||
    WEAK_ADJECTIVES.has(word)
  );
}

/** A single word: frequent enough for how rare it is, and seen on its own. */
function acceptWord(term: Term, context: AcceptanceContext, chinese: boolean): boolean {
  const alone = term.frequency - term.insideFrequent;
  if (!chinese) return acceptEnglishWord(term, context, alone);
  const small = context.corpusLength < SMALL_CORPUS;
  const rarity = wordRarity(term.key);
  const verbal = VERBAL.test(term.tags[0] ?? '');
  if (term.frequency < 2)
    return small && term.key.length >= 3 && (rarity ?? 9) >= 9.5 && /^(?:n|nz|vn)$/.test(term.tags[0] ?? '');
  if (alone < 1 || isTorn(term)) return false;
  return (rarity ?? (verbal ? 7.5 : 9.5)) + 0.6 * Math.log2(term.frequency) >= (verbal ? 11.5 : 9.6);
}

function acceptEnglishWord(term: Term, context: AcceptanceContext, alone: number): boolean {
  if (alone < 1 || term.whole / term.frequency < MOSTLY_ALONE) return false;
  const written = mostFrequent(term.surfaces) ?? term.key;
  if (/[A-Z]/.test(written)) return term.frequency >= 2;
  const everywhere = term.documents.size > Math.max(3, context.documents * EVERYDAY_SHARE);
  return term.frequency >= 3 && !(context.documents >= MANY_DOCUMENTS && everywhere);
}

function acceptPhrase(term: Term, chinese: boolean): boolean {
  const alone = term.frequency - term.insideFrequent;
  if (term.frequency >= 2 && alone >= 1 && term.whole >= 1) return true;
  if (term.whole < 1) return false;
  if (chinese)
    return term.tags.includes('eng') && term.words.length <= 3 && isTight(mostFrequent(term.surfaces) ?? '');
  return term.words.length <= 4 && term.tags.every((tag) => tag === 'PROPN');
}

/** A phrase said once in a small corpus: nouns only, one of them rare. */
function acceptRare(term: Term, chinese: boolean): boolean {
  if (term.whole < 1 || term.words.length > 4 || holdsName(term)) return false;
  if (!chinese) {
    const words = term.key.split(' ');
    if (term.tags[0] === 'VERB' && /ed$/.test(words[0] ?? '')) return false;
    return (
      !words.some((word) => GENERIC_WORDS.has(word) || WEAK_ADJECTIVES.has(word)) &&
      words.some((word) => !COMMON_NOUNS.has(word))
    );
  }
  if (term.key.length < 3 || term.key.length > 10 || /^(?:有|无|不|可|更|最)/.test(term.key)) return false;
  if (term.tags.some((tag) => WEAK_INSIDE.test(tag))) return false;
  if (term.tags.length > 1 && (term.tags.at(-1) === 'nw' || isTorn(term))) return false;
  if (term.words.some((word) => GENERIC_TERMS.has(word) && !CLASS_WORDS.has(word))) return false;
  return term.words.some((word) => /[a-z0-9]/i.test(word) || (wordRarity(word) ?? 9.5) >= 8);
}

/** A word that only the statistics propose and that holds what stands outside of terms: 先发, 沿轴, 镇下. */
function isTorn(term: Term): boolean {
  return term.words.some(
    (word, index) =>
      term.tags[index] === 'nw' && /[时应更沿一先下上姓不没再又给在很被只里要越]|[成连选差段]$/.test(word),
  );
}

/** Latin and Chinese without a space between them: DNA聚合酶, Q学习. */
function isTight(surface: string): boolean {
  return /[A-Z]/.test(surface) && !/\s/.test(surface) && surface.length <= 12;
}

/** A name stands among other words: then the name is the term, not the phrase. */
function holdsName(term: Term): boolean {
  if (term.tags.every((tag) => tag === 'PROPN')) return false;
  return term.tags.some(
    (tag, index) =>
      /^(?:nr|nrfg|nrt|ns|nt|eng|PROPN)$/.test(tag) ||
      (tag === 'nw' && looksLikePerson(term.words[index] ?? '')),
  );
}

function opensWithAction(term: Term): boolean {
  const first = term.words[0];
  if (first === undefined || term.words.length < 2) return false;
  return ACTION_VERBS.has(first) || (OPENING_VERBS.has(first) && term.tags[1] === 'eng');
}

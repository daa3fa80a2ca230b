import { hasCjk } from '../../text/characters.ts';
import { isCueTerm, listHead } from './cue-terms.ts';
import type { FoundAlias } from './found-alias.ts';
import { isNameable } from './nameable.ts';
import type { ReadSentence } from './read-sentence.ts';

const VERBAL: readonly { pattern: RegExp; name: string }[] = [
  {
    name: 'zh-abbreviation-of',
    pattern:
      /(?<![A-Za-z0-9])([A-Za-z][A-Za-z0-9\-+.]{1,30})\s*是\s*[“"「]?([A-Za-z][A-Za-z -]{4,60}?|[\u3400-\u9fff]{3,14})[”"」]?\s*的(?:英文)?(?:缩写|简称)/d,
  },
  {
    name: 'zh-also-called',
    pattern:
      /([A-Za-z\u3400-\u9fff][A-Za-z0-9\u3400-\u9fff\-+. ]{1,24}?)(?:\([^()]*\))?[，,]?\s*(?:以下)?(?:简称为?|缩写为|又称为?|也称为?|亦称|也叫做?|又叫做?|又名|俗称|别名|别称)\s*[“"「『]?([A-Za-z\u3400-\u9fff][A-Za-z0-9\u3400-\u9fff\-+. ]{1,40}?)[”"」』]?(?=[，,。；;、（()）或和]|$)/d,
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

/** What follows a subject that the sentence goes on about. */
const SAYS_OF = /^\s*(?:\([^()]*\))?\s*(?:就?是|为|指|属于|位于|坐落于|地处)/;

const CALLED =
  /称|叫|名|缩写|全称|译为|意为|stands for|short for|abbreviation|acronym|known as|called|a\.k\.a|aka/;

/** Aliases that words state: 简称, 又称, "stands for", "also known as". */
export function verbalAliases(sentence: ReadSentence): FoundAlias[] {
  if (!CALLED.test(sentence.text)) return [];
  const found: FoundAlias[] = [];
  for (const { name, pattern } of VERBAL) {
    const indices = pattern.exec(sentence.text)?.indices;
    const left = indices?.[1];
    const right = indices?.[2];
    if (!left || !right) continue;
    const anchored = name === 'zh-also-called' ? anchorOfCalled(sentence, left) : anchor(sentence, left);
    const second = { start: right[0], end: right[1] };
    const gloss = sentence.text.slice(second.start, second.end);
    if (
      !anchored ||
      !isNameable(sentence.text.slice(anchored.start, anchored.end)) ||
      !isNameable(gloss) ||
      (hasCjk(gloss) && !isCueTerm(gloss)) ||
      gloss.split(' ').length > 6
    )
      continue;
    found.push({ left: anchored, right: second, pattern: name, confidence: 0.9 });
  }
  return found;
}

/**
 * Whom a name behind a comma belongs to: "X 是一种把 A 变成 B 的 C，简称 Y" names X, "X：在 A 中进行，又称 Y" names the head
 * of the item; without a comma it is the phrase just before.
 */
function anchorOfCalled(
  sentence: ReadSentence,
  left: [number, number],
): { start: number; end: number } | null {
  const { text } = sentence;
  if (!/^(?:\s*\([^()]*\))?\s*[，,]/.test(text.slice(left[1]))) return anchor(sentence, left);
  const head = sentence.opensLine ? listHead(text) : null;
  if (head && head.rest <= left[0] + 1) return { start: head.start, end: head.end };
  const first = sentence.phrases[0];
  if (first && first.start <= 2 && SAYS_OF.test(text.slice(first.end)))
    return { start: first.start, end: first.end };
  return /[是为指]|属于|位于/.test(text.slice(0, left[1])) ? null : anchor(sentence, left);
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

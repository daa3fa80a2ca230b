import type { DocumentLanguage } from '../../domain/document.ts';

/** How many characters a guess looks at. */
const PROBE_LENGTH = 20_000;

const ENGLISH_WORDS = new Set(
  'the of and to in is a that for it as with on are be this by an or from which can at not have has was were its'.split(
    ' ',
  ),
);

/**
 * The language most of a text is written in: Chinese by the share of Han characters, English by its letters and small words.
 * Japanese (kana), Korean and everything else is `other`.
 */
export function languageOf(text: string): DocumentLanguage {
  const probe = text.slice(0, PROBE_LENGTH);
  const han = countMatches(probe, /\p{Script=Han}/gu);
  const kana = countMatches(probe, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const words = probe.match(/[A-Za-z\u00C0-\u024F]{2,}|\ba\b/g) ?? [];
  const foreign = countMatches(probe, /(?![\p{Script=Latin}\p{Script=Han}])\p{L}/gu) - kana;

  if (han + kana > 1.5 * words.length * 0.25 && kana > 0.05 * (han + kana)) return 'other';
  // A Latin word says about as much as one and a half Han characters.
  if (han > 0 && han / (han + 1.5 * words.length + foreign) > 0.25) return 'zh';
  if (words.length === 0 || foreign > 3 * words.length) return 'other';
  if (words.length < 50) return 'en';
  const small = words.filter((word) => ENGLISH_WORDS.has(word.toLowerCase())).length;
  return small / words.length >= 0.05 ? 'en' : 'other';
}

function countMatches(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

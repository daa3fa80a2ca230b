const CJK_PATTERN = /[\u3400-\u9fff\uf900-\ufaff]/;
const CJK_ALL = /[\u3400-\u9fff\uf900-\ufaff]/g;
const LATIN_WORDS = /[A-Za-z\u00c0-\u024f]{2,}/g;

/** True when the UTF-16 code unit is a CJK ideograph. */
export function isCjkCode(code: number): boolean {
  return (code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff);
}

/** True when the text holds at least one CJK ideograph. */
export function hasCjk(text: string): boolean {
  return CJK_PATTERN.test(text);
}

/** How many CJK ideographs the text holds. */
export function countCjk(text: string): number {
  return text.match(CJK_ALL)?.length ?? 0;
}

/** True for letters and digits of scripts that put spaces between words. */
export function isWordCode(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    (code >= 0xc0 && code <= 0x24f && code !== 0xd7 && code !== 0xf7) ||
    (code >= 0x370 && code <= 0x52f)
  );
}

/** Which path reads a sentence: Chinese as soon as a quarter of it is, by characters against words. */
export function sentenceLanguage(text: string): 'zh' | 'en' {
  const ideographs = countCjk(text);
  if (ideographs === 0) return 'en';
  const words = text.match(LATIN_WORDS)?.length ?? 0;
  return ideographs / (ideographs + 1.5 * words) > 0.25 ? 'zh' : 'en';
}

/** Width on a terminal: an ideograph takes two columns. */
export function columns(text: string): number {
  return text.length + countCjk(text);
}

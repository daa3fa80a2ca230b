/** A place where a name stands, as the text writes it there. */
export interface FoundSurface {
  surface: string;
  start: number;
}

/** Names that cannot be told from ordinary words are looked for as written only. */
const SHORT_LATIN = 3;

/**
 * Where a name stands in a text: ignoring case (a short Latin name excepted), any white space for a space (one line's end too), whole words for Latin letters.
 * Ascending; empty when it does not stand there or is no name.
 */
export function findSurface(text: string, name: string): FoundSurface[] {
  const trimmed = name.trim();
  if (trimmed === '' || trimmed.length > 200 || !/[\p{L}\p{N}]/u.test(trimmed)) return [];
  const isShort = /^[\p{Script=Latin}\p{N}]+$/u.test(trimmed) && trimmed.length <= SHORT_LATIN;
  const body = trimmed
    .split(/\s+/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    .join('(?:[^\\S\\n]+\\n?[^\\S\\n]*|\\n[^\\S\\n]*)');
  const before = /^[\p{Script=Latin}\p{N}]/u.test(trimmed) ? '(?<![\\p{Script=Latin}\\p{N}])' : '';
  const after = /[\p{Script=Latin}\p{N}]$/u.test(trimmed) ? '(?![\\p{Script=Latin}\\p{N}])' : '';
  const pattern = new RegExp(`${before}${body}${after}`, isShort ? 'gu' : 'giu');
  return [...text.matchAll(pattern)].map(({ 0: surface, index }) => ({ surface, start: index }));
}

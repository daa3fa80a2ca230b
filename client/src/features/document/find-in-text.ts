import type { Span } from '../../../../domain/span.ts';

/** More places than anyone steps through. */
const MAX_FOUND = 2000;

/** Every place of the words in a text, in order, whatever their case; empty for blank words. */
export function findInText(text: string, words: string): Span[] {
  const wanted = words.trim();
  if (wanted === '') return [];
  // A pattern, not lower-cased copies: lower case can change a text's length and with it every offset.
  const pattern = new RegExp(wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'), 'giu');
  const found: Span[] = [];
  for (const match of text.matchAll(pattern)) {
    found.push({ start: match.index, end: match.index + match[0].length });
    if (found.length === MAX_FOUND) break;
  }
  return found;
}

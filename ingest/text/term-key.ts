import { hasCjk } from './characters.ts';
import { simplify } from './simplify.ts';
import { COMMON_NOUNS, STOP_WORDS } from './words/english-words.ts';

const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['matrices', 'matrix'],
  ['vertices', 'vertex'],
  ['indices', 'index'],
  ['analyses', 'analysis'],
  ['criteria', 'criterion'],
  ['hypotheses', 'hypothesis'],
  ['mitochondria', 'mitochondrion'],
  ['bacteria', 'bacterium'],
  ['people', 'person'],
  ['children', 'child'],
  ['leaves', 'leaf'],
]);

/**
 * What makes two surfaces one term: NFKC, lower case, simplified Chinese without spaces and hyphens, English with single spaces,
 * without articles and with its last word in the singular; a name in capitals that is an everyday word in small
 * letters stays in capitals, and a name of two letters keeps its own. Empty when nothing is left.
 */
export function termKey(surface: string): string {
  const text = surface.normalize('NFKC').trim();
  if (hasCjk(text))
    return simplify(text)
      .toLowerCase()
      .replace(/[\s\-_·•]+/g, '');
  const parts = text.split(/[\s\-–]+/).filter(Boolean);
  const last = parts.pop();
  if (last === undefined) return '';
  if (parts.length === 0 && (isShoutedName(last) || isShortName(last))) return last;
  parts.push(singular(last));
  const key = parts.join(' ').toLowerCase();
  return key.replace(/^(?:the|an?) (?=\S)/, '');
}

/** `MAP`, `JOIN`: in capitals a name, in small letters an everyday word. Such a key keeps its capitals. */
export function isShoutedName(word: string): boolean {
  return /^[A-Z]{2,6}$/.test(word) && COMMON_NOUNS.has(word.toLowerCase());
}

/** `Ba`, `Hu`: a person's short name, not the acronym of the same two letters. */
export function isShortName(word: string): boolean {
  return /^[A-Z][a-z]$/.test(word) && !STOP_WORDS.has(word.toLowerCase());
}

/** The singular of an English word, by its ending; what is not a plural stays. */
export function singular(word: string): string {
  const lower = word.toLowerCase();
  const irregular = IRREGULAR.get(lower);
  if (irregular !== undefined) return irregular;
  if (STOP_WORDS.has(lower)) return word;
  if (/^[A-Z0-9]{2,}s$/.test(word)) return word.slice(0, -1);
  if (lower.length < 4 || /(?:ss|us|is|ous|as|os)$/.test(lower) || !lower.endsWith('s')) return word;
  if (word.endsWith('S')) return word;
  if (lower.endsWith('ies') && lower.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ches|shes|sses|xes|zes)$/.test(lower)) return word.slice(0, -2);
  return word.slice(0, -1);
}

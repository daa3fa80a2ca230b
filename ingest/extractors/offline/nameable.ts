import { hasCjk } from '../../text/characters.ts';
import { GENERIC_TERMS } from '../../text/words/chinese-words.ts';
import { GENERIC_WORDS, STOP_WORDS } from '../../text/words/english-words.ts';

/** True when a surface can be a name: two characters and more, and not a word that only structures a text. */
export function isNameable(surface: string): boolean {
  if (surface.length < 2) return false;
  return hasCjk(surface)
    ? !GENERIC_TERMS.has(surface) && !/[，。；：、]/.test(surface)
    : !GENERIC_WORDS.has(surface.toLowerCase()) && !STOP_WORDS.has(surface.toLowerCase());
}

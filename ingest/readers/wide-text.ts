import { hasCjk } from '../text/characters.ts';

/** True for a Chinese character or punctuation mark: no space parts it from the next one. */
export function isWide(character: string): boolean {
  return hasCjk(character) || /[\u3000-\u303f\uff00-\uff60“”‘’…—]/.test(character);
}

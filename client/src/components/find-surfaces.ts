/** A part of a text, `marked` when it is one of the surfaces. */
export interface TextPart {
  text: string;
  marked: boolean;
}

const isWord = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}_]/u.test(character);
const isIdeograph = (character: string | undefined): boolean =>
  character !== undefined && /\p{Script=Han}/u.test(character);

/** True where a surface may begin or end: Latin words are whole words, Chinese has no gaps to look for. */
function isBoundary(before: string | undefined, after: string | undefined): boolean {
  if (isIdeograph(before) || isIdeograph(after)) return true;
  return !(isWord(before) && isWord(after));
}

/** Splits a text at the surfaces that stand in it, the longest first; joined again, the parts are the text. */
export function findSurfaces(text: string, surfaces: readonly string[]): TextPart[] {
  const sorted = surfaces.filter(Boolean).toSorted((left, right) => right.length - left.length);
  const parts: TextPart[] = [];
  let plainFrom = 0;
  let at = 0;
  while (at < text.length) {
    const found = sorted.find(
      (surface) =>
        text.startsWith(surface, at) &&
        isBoundary(text[at - 1], text[at]) &&
        isBoundary(text[at + surface.length - 1], text[at + surface.length]),
    );
    if (!found) {
      at += 1;
      continue;
    }
    if (at > plainFrom) parts.push({ text: text.slice(plainFrom, at), marked: false });
    parts.push({ text: found, marked: true });
    at += found.length;
    plainFrom = at;
  }
  if (plainFrom < text.length) parts.push({ text: text.slice(plainFrom), marked: false });
  return parts;
}

/** The characters of a template piece that stand for phrases, in order. */
export function phraseCharacters(piece: string | undefined): string[] {
  return [...(piece ?? '')].filter((character) => character >= '\uE000' && character <= '\uF8FF');
}

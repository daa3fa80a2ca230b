const SKIPPED = /^(?:of|the|and|for|in|on|to|a|an|with|from|by)$/i;

/** True for `RNN`, `LoRA`, `QPs`, `LLMs`: short, and with two capitals (or a capital and a digit). */
export function isAcronym(text: string): boolean {
  return (
    /^[A-Z][A-Za-z0-9\-+.&/]{1,11}$/.test(text) &&
    /[A-Z].*[A-Z0-9]/.test(text) &&
    text.replace(/[^A-Z0-9]/g, '').length * 3 >= text.length
  );
}

/** True when the short form is the initials of the long one, little words counted or not, hyphened parts counted. */
export function isAbbreviationOf(short: string, long: string): boolean {
  const wanted = short
    .replace(/s$/, '')
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase();
  const capitals = short.replace(/[^A-Z0-9]/g, '').toLowerCase();
  const parts = long.split(/[\s\-/]+/).filter(Boolean);
  const initials = (list: readonly string[]): string =>
    list.map((part) => part.charAt(0).toLowerCase()).join('');
  const some = initials(parts.filter((part) => !SKIPPED.test(part)));
  const all = initials(parts);
  return (
    wanted.length >= 2 && (some === wanted || all === wanted || (capitals.length >= 2 && some === capitals))
  );
}

/**
 * True when the letters of the short form occur in order in the long one, its first at the start of a word.
 *
 * @see Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text" (2003)
 */
export function isLooseAbbreviationOf(short: string, long: string): boolean {
  const wanted = short
    .replace(/s$/, '')
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase();
  const text = long.toLowerCase();
  if (wanted.length < 2 || text.length < wanted.length * 2.5 || text.charAt(0) !== wanted.charAt(0))
    return false;
  let at = text.length - 1;
  for (let index = wanted.length - 1; index >= 0; index -= 1) {
    const letter = wanted.charAt(index);
    while (
      at >= 0 &&
      (text.charAt(at) !== letter || (index === 0 && at > 0 && /[a-z0-9]/.test(text.charAt(at - 1))))
    )
      at -= 1;
    if (at < 0) return false;
    at -= 1;
  }
  return true;
}

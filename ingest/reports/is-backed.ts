/** A claim that shares less than this part of its words with what it cites is not held by it. Low: only what plainly says something else fails. */
const LEAST_SHARE = 0.2;
/** English words are compared by their beginnings, so that `studied` and `studies` are one. */
const STEM = 5;
const STOP_WORDS = new Set(
  `about above after again against also among another because been before being between both could does doing down during each from
  further have having here into itself just more most much only other over same should some such than that their them then there these
  they this those through under until very were what when where which while whom will with within without would your`.split(
    /\s+/,
  ),
);

/**
 * Whether the texts can be what a claim rests on: every number of the claim stands in one of them, and enough of its words do (for Chinese,
 * pairs of neighbouring characters). It says nothing of whether the claim follows.
 */
export function isBacked(claim: string, texts: readonly string[]): boolean {
  const said = texts.join('\n');
  const numbers = new Set(numbersOf(said));
  if (numbersOf(claim).some((number) => !numbers.has(number))) return false;
  const there = unitsOf(said);
  const units = [...unitsOf(claim)];
  const held = units.filter((unit) => there.has(unit)).length;
  return held > 0 && held >= LEAST_SHARE * units.length;
}

/** Numbers of two digits and more: a lone digit is as often a count of the writer's own, or written as a word. */
function numbersOf(text: string): string[] {
  const plain = text.normalize('NFKC').replace(/(?<=\d),(?=\d{3}(?!\d))/g, '');
  return (plain.match(/\d+(?:\.\d+)?/g) ?? [])
    .map((number) => number.replace(/\.0+$/, ''))
    .filter((number) => number.length > 1);
}

function unitsOf(text: string): Set<string> {
  const units = new Set<string>();
  const plain = text.normalize('NFKC').toLowerCase();
  for (const [run] of plain.matchAll(/[\p{Script=Han}]+/gu)) {
    const characters = [...run];
    if (characters.length === 1) units.add(run);
    for (let at = 0; at + 1 < characters.length; at++) units.add(`${characters[at]}${characters[at + 1]}`);
  }
  for (const [word] of plain.matchAll(/(?!\p{Script=Han})\p{L}(?:(?!\p{Script=Han})[\p{L}\p{N}])*/gu)) {
    if (word.length > 3 && !STOP_WORDS.has(word)) units.add(word.slice(0, STEM));
    else if (word.length > 1 && word.length <= 3 && text.includes(word.toUpperCase())) units.add(word);
  }
  return units;
}

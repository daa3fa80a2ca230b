import { createRandom, type Random } from '../../algorithms/random.ts';
import type { SourceFile } from '../../domain/ports/index-builder.ts';
import { sourceFile } from './generated-corpus.ts';

const FIRST = [
  'Alder',
  'Brack',
  'Corran',
  'Dunmor',
  'Ester',
  'Fallow',
  'Garrick',
  'Hollin',
  'Ivern',
  'Jasper',
  'Kelder',
  'Lorne',
  'Marrow',
  'Nettle',
  'Orrin',
  'Penhal',
  'Quill',
  'Rowan',
  'Sorrel',
  'Tarn',
];
const LAST = [
  'Abbey',
  'Bridge',
  'College',
  'Docks',
  'Estate',
  'Foundry',
  'Garden',
  'Harbour',
  'Inn',
  'Junction',
];
const MORE = [
  'Kiln',
  'Library',
  'Mill',
  'Nursery',
  'Observatory',
  'Press',
  'Quarry',
  'Railway',
  'School',
  'Tower',
];
const VERBS = [
  'bought',
  'painted',
  'rebuilt',
  'guarded',
  'described',
  'flooded',
  'measured',
  'sold',
  'visited',
  'heated',
];
const THINGS = [
  'boats',
  'clocks',
  'ovens',
  'bells',
  'ledgers',
  'hedges',
  'lamps',
  'stairs',
  'windows',
  'wagons',
];
const HOW = [
  'in spring',
  'by night',
  'for a guild',
  'without leave',
  'at great cost',
  'with borrowed tools',
  'after the war',
];

/** Every name that notes may share; the first ones are the most used. */
export const TANGLED_NAMES = [...LAST, ...MORE].flatMap((last) => FIRST.map((first) => `${first} ${last}`));

/**
 * Notes that share names as real ones do, a few names nearly everywhere and most of them seldom, so that nearly all hang together.
 * Every sentence is another one. The same numbers give the same notes.
 */
export function tangledNotes(count: number, sentences: number, seed = 1): SourceFile[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, note) => {
    const near = random.below(TANGLED_NAMES.length);
    const text = Array.from({ length: sentences }, (_, at) =>
      aTangledSentence(random, near, note * sentences + at),
    );
    return sourceFile(`tangled/${String(note).padStart(3, '0')}.txt`, `${text.join(' ')}\n`);
  });
}

/** Two names, the first mostly of the note's own neighbourhood. */
function aTangledSentence(random: Random, near: number, number: number): string {
  const pick = (words: readonly string[]): string => words[random.below(words.length)] ?? '';
  const isNear = random.below(10) < 8;
  const one = isNear
    ? near + random.below(12)
    : Math.min(random.below(400), random.below(400), random.below(400));
  const other = random.below(10) < 7 ? near + random.below(12) : Math.floor(random.below(400) ** 2 / 400);
  const [first, second] = [one, other].map((place) => TANGLED_NAMES[place % TANGLED_NAMES.length]);
  const thing = `${pick(THINGS)} and ${pick(THINGS)}`;
  return first === second
    ? `${first} ${pick(VERBS)} lot ${number} of ${thing} ${pick(HOW)}.`
    : `${first} ${pick(VERBS)} lot ${number} of ${thing} near ${second} ${pick(HOW)}.`;
}

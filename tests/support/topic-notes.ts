import type { SourceFile } from '../../domain/ports/index-builder.ts';
import { sourceFile } from './generated-corpus.ts';

const STEMS = ['Alder', 'Birch', 'Cedar', 'Doven', 'Elmer', 'Fermi', 'Gorse', 'Hazel'];
const ENDS = [
  'ton',
  'wick',
  'ford',
  'mere',
  'gate',
  'hall',
  'combe',
  'stow',
  'field',
  'brook',
  'worth',
  'bury',
];
const SAYINGS = [
  'lends fourteen wooden boats to',
  'guards an ancient copper bell from',
  'buys salted herring every winter off',
  'once rebuilt the granite harbour beside',
  'envies those marble stairs inside',
  'teaches young weavers sent by',
  'borrowed ladders and lanterns from',
  'shares its narrow orchard with',
  'quarrels about drained meadows near',
  'sings evening hymns alongside',
  'paints signboards ordered by',
  'measures flood water above',
];

/** The names of a topic; no two topics share one. */
export function namesOf(topic: number): string[] {
  return ENDS.map((end) => `${STEMS[topic]}${end}`);
}

/** The note on a topic: twelve names in a ring, each related to the next two, in sentences that are all different. */
export function topicNote(topic: number, { first = '' }: { first?: string } = {}): SourceFile {
  const names = namesOf(topic);
  const sentences = names.flatMap((name, at) =>
    [1, 2].map((step) => {
      const saying = SAYINGS[(at * step + topic) % SAYINGS.length];
      return `${name} ${saying} ${names[(at + step) % names.length]}.`;
    }),
  );
  return sourceFile(`topics/${STEMS[topic]?.toLowerCase()}.md`, `${first}${sentences.join(' ')}\n`);
}

/** One note a topic: each becomes a community of its own at the top. */
export function topicNotes(count: number): SourceFile[] {
  return Array.from({ length: count }, (_, topic) => topicNote(topic));
}

const DAYS = ['rain', 'fog', 'wind', 'sun', 'snow'];

/**
 * Some 2,700 tokens that name nothing: reports may be told 0.45 tokens for a token that was read, and with so many there is room for those of
 * all topics.
 */
export const LONG_NOTE: SourceFile = sourceFile(
  'long.md',
  DAYS.flatMap((one) =>
    DAYS.map(
      (other) =>
        `after ${one} came ${other}, ${SAYINGS.map((saying) => `nobody ${saying} anybody`).join(', ')}.`,
    ),
  ).join('\n\n'),
);

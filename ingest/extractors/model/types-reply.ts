import { z } from 'zod';
import type { FoundType, FoundTypes } from '../../../domain/ontology.ts';
import { compareText } from '../../ordering.ts';
import { findSurface } from './find-surface.ts';
import { type ChunkPack, toPassage } from './pack-chunks.ts';
import { typeName } from './type-name.ts';

/** Most types of each kind. */
const MOST_TYPES = 20;

const ReplyType = z.object({
  t: z.string(),
  c: z.coerce.number().int().min(1).catch(1),
  n: z.string(),
  s: z.coerce.number().int().catch(0),
});
type ReplyType = z.infer<typeof ReplyType>;

const Envelope = z.object({ entities: z.array(z.unknown()), relationships: z.array(z.unknown()).nullish() });

/** What one call found. */
export type TypesInPack = Omit<FoundTypes, 'sample'>;

export const NO_TYPES: Readonly<FoundTypes> = {
  entityTypes: [],
  relationshipTypes: [],
  dropped: 0,
  sample: { documents: 0, chunks: 0, tokens: 0 },
};

interface ShownSentence {
  number: number;
  text: string;
  source: string;
}

/**
 * Reads a reply record by record. Each example is looked for in the sentence that it names, then in the others: a type whose example stands in
 * none is dropped, for nothing shows it.
 *
 * @returns null when the reply has not the outer shape
 */
export function readTypesReply(value: unknown, pack: ChunkPack): TypesInPack | null {
  const envelope = Envelope.safeParse(value);
  if (!envelope.success) return null;
  const shown = pack.members.flatMap((member) =>
    toPassage(member).sentences.map((sentence) => ({ ...sentence, source: member.document.source })),
  );
  let dropped = 0;
  const read = (records: readonly unknown[]): FoundType[] =>
    records.flatMap((record) => {
      const parsed = ReplyType.safeParse(record);
      const type = parsed.success ? foundType(parsed.data, shown) : null;
      if (!type) dropped++;
      return type ?? [];
    });
  const entityTypes = mostSeen(read(envelope.data.entities));
  const relationshipTypes = mostSeen(read(envelope.data.relationships ?? []));
  return { entityTypes, relationshipTypes, dropped };
}

/** What was found so far with what one more call found. */
export function mergeTypes(found: FoundTypes, more: TypesInPack): FoundTypes {
  return {
    ...found,
    entityTypes: mostSeen([...found.entityTypes, ...more.entityTypes]),
    relationshipTypes: mostSeen([...found.relationshipTypes, ...more.relationshipTypes]),
    dropped: found.dropped + more.dropped,
  };
}

function foundType({ t, c, n, s }: ReplyType, shown: readonly ShownSentence[]): FoundType | null {
  const type = typeName(t);
  const named = shown.find(({ number }) => number === s);
  const holds = ({ text }: ShownSentence): boolean => findSurface(text, n).length > 0;
  const place = named && holds(named) ? named : shown.find(holds);
  if (type === '' || !place) return null;
  const sentence = place.text.replace(/\s+/g, ' ').trim();
  const example = { words: n.trim(), sentence, source: place.source };
  return { type, count: Math.min(c, shown.length), example };
}

/** One of each type, its counts summed up, the first example kept; most often seen first. */
function mostSeen(types: readonly FoundType[]): FoundType[] {
  const byType = new Map<string, FoundType>();
  for (const found of types) {
    const known = byType.get(found.type);
    byType.set(found.type, known ? { ...known, count: known.count + found.count } : found);
  }
  return [...byType.values()]
    .sort((one, other) => other.count - one.count || compareText(one.type, other.type))
    .slice(0, MOST_TYPES);
}

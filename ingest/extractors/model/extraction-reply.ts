import { z } from 'zod';

/** Models write numbers as words of digits. Nothing else is taken for one: null or an empty text would name the first entity of the list. */
const wholeNumber = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\s*-?\d+(\.0+)?\s*$/)
      .transform(Number),
  ])
  .pipe(z.int());
/** Lists that are empty are left out, or are something else that is empty. */
const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((value) => value ?? []);
const names = z.union([list(z.string()), z.string().transform((name) => (name === '' ? [] : [name]))]);
/** One type in a list is meant; of several the first. */
const typeWord = z.union([z.string(), z.array(z.string()).transform(([first]) => first ?? '')]).nullish();

/** Where an entity stands is not asked: it is looked up in the text. */
const ReplyEntity = z.object({ n: z.string(), t: typeWord, a: names });

const ReplyRelationship = z.object({
  f: wholeNumber,
  o: wholeNumber,
  t: typeWord.transform((type) => type ?? ''),
  d: z.string().nullish().catch(null),
  s: z.union([wholeNumber, z.array(wholeNumber).transform(([first]) => first ?? -1)]),
});

const Envelope = z.object({ entities: z.array(z.unknown()), relationships: list(z.unknown()) });

export type ReplyEntity = z.infer<typeof ReplyEntity>;
export type ReplyRelationship = z.infer<typeof ReplyRelationship> & {
  /** Set where the sentence is not the one that the reply cites. */
  isMoved?: true;
};

/** What a reply holds; an entity that is no entity keeps its place as null, because relationships count by it. */
export interface ExtractionReply {
  entities: (ReplyEntity | null)[];
  relationships: ReplyRelationship[];
  /** Things that stand in no place of the list: no relationship counts by them. */
  loose: ReplyEntity[];
  /** Records that do not have the agreed shape. */
  malformed: number;
}

/** Reads a reply leniently, record by record. @returns null when it has not the outer shape, so that nothing in it can be trusted */
export function readExtractionReply(value: unknown): ExtractionReply | null {
  const envelope = Envelope.safeParse(value);
  if (!envelope.success) return null;
  let malformed = 0;
  const readOne = <T>(schema: z.ZodType<T>, record: unknown): T | null => {
    const parsed = schema.safeParse(record);
    if (!parsed.success) malformed++;
    return parsed.success ? parsed.data : null;
  };
  const entities = envelope.data.entities.map((record) => readOne(ReplyEntity, record));
  const relationships = envelope.data.relationships
    .map((record) => readOne(ReplyRelationship, record))
    .filter((record) => record !== null);
  return { entities, relationships, loose: [], malformed };
}

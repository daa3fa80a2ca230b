import { z } from 'zod';

/** Models write numbers as words of digits, and leave lists out that are empty. */
const wholeNumber = z.coerce.number().int();
const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((value) => value ?? []);

const ReplyEntity = z.object({
  n: z.string(),
  t: z.string().nullish(),
  a: list(z.string()),
  s: list(wholeNumber),
});

const ReplyRelationship = z.object({
  f: wholeNumber,
  o: wholeNumber,
  t: z.string(),
  d: z.string().nullish(),
  s: z.union([wholeNumber, z.array(wholeNumber).transform(([first]) => first ?? -1)]),
});

const Envelope = z.object({ entities: z.array(z.unknown()), relationships: list(z.unknown()) });

export type ReplyEntity = z.infer<typeof ReplyEntity>;
export type ReplyRelationship = z.infer<typeof ReplyRelationship>;

/** What a reply holds; an entity that is no entity keeps its place as null, because relationships count by it. */
export interface ExtractionReply {
  entities: (ReplyEntity | null)[];
  relationships: ReplyRelationship[];
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
  return { entities, relationships, malformed };
}

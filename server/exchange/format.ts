import { z } from 'zod';
import { GraphRagError } from '../../domain/errors.ts';

/** Names the format in its first line. */
export const FORMAT = 'orrery-index';
/** The newest version that this Orrery reads, and writes where there are vectors; without them a file is of version 1. */
export const FORMAT_VERSION = 2;

/** Every kind of record, in the order in which a file holds them: what a record names stands before it. */
export const RECORD_KINDS = [
  'document',
  'chunk',
  'community',
  'report',
  'entity',
  'mention',
  'relationship',
  'decision',
  'run',
  'answer',
  'vector',
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** Kinds that a loaded index holds. */
type IndexKind = Exclude<RecordKind, 'run' | 'answer' | 'vector'>;
export const INDEX_KINDS = RECORD_KINDS.filter(
  (kind): kind is IndexKind => kind !== 'run' && kind !== 'answer' && kind !== 'vector',
);

const count = z.number().int().min(0);

/** What the first line holds under `header`: what the file is, and how many records of each kind follow. */
export const Header = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal([1, FORMAT_VERSION]),
  counts: z.strictObject({
    ...(Object.fromEntries(RECORD_KINDS.map((kind) => [kind, count])) as Record<RecordKind, typeof count>),
    vector: count.optional(),
  }),
});
export type Header = z.infer<typeof Header>;

/** What the last line holds under `trailer`: the number of lines between it and the header, and SHA-256 (hex) of all bytes before it. */
export const Trailer = z.strictObject({
  records: count,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** A file that cannot be taken in: cut off, damaged, of a newer version, or not an export at all. */
export function unreadableExport(message: string, hint: string, cause?: unknown): GraphRagError {
  return new GraphRagError('document-unreadable', message, cause === undefined ? { hint } : { hint, cause });
}

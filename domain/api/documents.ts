import { z } from 'zod';
import { UNREADABLE_CODES } from '../document.ts';
import { pageOf } from './common.ts';

const summary = {
  id: z.string(),
  source: z.string(),
  title: z.string(),
  language: z.enum(['zh', 'en', 'other']),
  mediaType: z.string(),
  contentHash: z.string(),
  length: z.number().int().describe('UTF-16 code units of its text'),
  readBy: z
    .enum(['offline', 'model'])
    .nullable()
    .describe('Who found what is in it; null: nobody yet, or it has nothing to read'),
};

export const DocumentSummaryResponse = z.object(summary);
export type DocumentSummaryResponse = z.infer<typeof DocumentSummaryResponse>;
export const DocumentListResponse = pageOf(DocumentSummaryResponse);
export type DocumentListResponse = z.infer<typeof DocumentListResponse>;

export const DocumentResponse = z.object({
  ...summary,
  text: z.string().describe('The plain text that every offset counts in'),
  pages: z.array(z.number().int()).optional(),
});
export type DocumentResponse = z.infer<typeof DocumentResponse>;

/** What the sender could not even turn into bytes: it goes into the report, and does not count as vanished. */
export const FailedSources = z
  .array(
    z.object({
      source: z.string().min(1).max(1000),
      code: z.enum(UNREADABLE_CODES),
      message: z.string().max(2000),
    }),
  )
  .max(10_000);

/**
 * Text sent as JSON; files go as multipart/form-data, a part named `files` each, its filename the source, and before them, as
 * JSON, a field named `failed`.
 */
export const AddDocumentsRequest = z.object({
  documents: z
    .array(
      z.object({
        source: z.string().min(1).max(1000),
        title: z.string().min(1).max(500).optional(),
        text: z.string(),
        mediaType: z.string().max(100).optional(),
        asRead: z
          .object({ pages: z.array(z.number().int().min(0)).max(100_000).optional() })
          .optional()
          .describe(
            'Present when `text` is what GET /api/documents/{id} gave: taken as it is, with its pages, whatever it was read from',
          ),
      }),
    )
    .max(10_000),
  failed: FailedSources.optional(),
});
export type AddDocumentsRequest = z.infer<typeof AddDocumentsRequest>;

/** A query parameter that may come once, several times, or not at all. */
function oneOrMore(item: z.ZodString) {
  return z
    .union([item, z.array(item).max(10_000)])
    .transform((value) => (Array.isArray(value) ? value : [value]))
    .default([]);
}

const types = oneOrMore(z.string().min(1).max(60)).refine((list) => list.length <= 100, 'At most 100');

/** Options of adding, as query parameters, so that JSON and files share them. */
export const AddDocumentsQuery = z.object({
  extractor: z.enum(['auto', 'offline', 'model']).default('auto'),
  budget: z.coerce.number().positive().optional().describe('US dollars that models may take'),
  batch: z
    .stringbool()
    .default(false)
    .describe("Reads through the provider's batch API: half the price, up to a day"),
  rebuild: z.stringbool().default(false),
  prune: z.stringbool().default(false),
  root: oneOrMore(z.string()).describe('Folders that were given whole'),
  types: z
    .enum(['kept', 'any', 'find'])
    .default('kept')
    .describe(
      'What a model may find when no types are given: the types that the index has, anything, or what a sample shows (for an index that has none)',
    ),
  entityType: types.describe(
    'Types of entities that a model may find; any, when only the other ones are given',
  ),
  relationshipType: types.describe('Types of relationships that a model may find; as with entityType'),
});

/** Who reads documents of the index again, and for how much. */
export const ReadAgainQuery = AddDocumentsQuery.pick({ extractor: true, budget: true, batch: true });

/** Documents that are in the index, several at once: to remove them, or to read them again. */
export const DocumentSources = z.object({
  sources: z.array(z.string().min(1).max(1000)).min(1).max(10_000).describe('Sources or document ids'),
});

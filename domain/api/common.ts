import { z } from 'zod';

/** `limit` 1-500 and `cursor`, on every list. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(1000).optional(),
});

/** The shape of every list. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    total: z.number().int().min(0),
    nextCursor: z.string().optional(),
  });
}

/** Every failure, whatever the route. `code` is one of `domain/errors.ts`. */
export const ErrorResponse = z.object({
  error: z.object({ code: z.string(), message: z.string(), hint: z.string().optional() }),
});

export const IdParams = z.object({ id: z.string().min(1).max(500) });

export const EvidenceResponse = z.object({
  documentId: z.string(),
  chunkId: z.string(),
  start: z.number().int().min(0),
  end: z.number().int().min(0),
  quote: z.string().describe('The characters of the document from start to end'),
  verified: z.boolean(),
  source: z.string().optional().describe('Source of the document'),
});
export type EvidenceResponse = z.infer<typeof EvidenceResponse>;

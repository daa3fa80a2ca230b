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

/** A `Reason` (domain/reason.ts). */
export const ReasonResponse = z.object({
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.number())])).optional(),
  get because() {
    return z.array(ReasonResponse).optional();
  },
});

/** Present where a program can tell the message in words of its own. */
export const reason = ReasonResponse.optional();

/** A failure in English words: what failed, and what to do. `code` is one of `domain/errors.ts`. */
export const FailureResponse = z.object({
  code: z.string(),
  message: z.string(),
  hint: z.string().optional(),
  reason,
});

/** Every failure, whatever the route. */
export const ErrorResponse = z.object({ error: FailureResponse });

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

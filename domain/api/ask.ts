import { z } from 'zod';
import { ANSWER_MODES } from '../answer.ts';
import { pageOf } from './common.ts';

export const AskRequest = z.object({
  question: z.string().trim().min(1).max(2000),
  mode: z.enum(ANSWER_MODES).default('auto'),
  /** Most passages to read. */
  limit: z.number().int().min(1).max(50).default(8),
  /** Only find passages: ends after `context`. */
  retrieveOnly: z.boolean().default(false),
});
export type AskRequest = z.infer<typeof AskRequest>;

export const PassageResponse = z.object({
  document: z.object({ id: z.string(), source: z.string(), title: z.string() }),
  chunkId: z.string(),
  start: z.number().int(),
  end: z.number().int(),
  text: z.string(),
  score: z.number(),
});
export type PassageResponse = z.infer<typeof PassageResponse>;

export const CitationResponse = z.object({
  number: z.number().int(),
  documentId: z.string(),
  source: z.string(),
  start: z.number().int(),
  end: z.number().int(),
  quote: z.string(),
  entityIds: z.array(z.string()),
});
export type CitationResponse = z.infer<typeof CitationResponse>;

const entityRef = z.object({ id: z.string(), name: z.string() });

/** What each server-sent event of an answer carries, by event name, in the order in which they come. */
export const AskEvents = {
  plan: z.object({
    mode: z.enum(['basic', 'local']),
    why: z.string().describe('Why this mode, in the language of the question'),
    language: z.enum(['zh', 'en']),
    kind: z.string().describe('Kind of question: definition, comparison, list, who, when, why, how, other'),
  }),
  seeds: z.object({ entities: z.array(entityRef.extend({ surface: z.string() })) }),
  expand: z.object({
    steps: z
      .array(
        z.object({ fromChunkId: z.string(), toChunkId: z.string(), through: entityRef, score: z.number() }),
      )
      .describe('From passage to passage through a shared name, strongest first'),
    entities: z.array(entityRef.extend({ score: z.number() })),
  }),
  context: z.object({ passages: z.array(PassageResponse), tokens: z.number().int() }),
  text: z.object({ text: z.string() }),
  citation: CitationResponse,
  audit: z.object({
    sentences: z.array(
      z.object({
        text: z.string(),
        support: z.enum(['quoted', 'report', 'none']),
        citations: z.array(z.number()),
      }),
    ),
  }),
  usage: z.object({
    inputTokens: z.number(),
    outputTokens: z.number(),
    cost: z.number(),
    milliseconds: z.number(),
  }),
  done: z.object({ answerId: z.string().nullable(), answered: z.boolean() }),
  error: z.object({ code: z.string(), message: z.string(), hint: z.string().optional() }),
} as const;
export type AskEventName = keyof typeof AskEvents;
export type AskEvent = {
  [Name in AskEventName]: { event: Name; data: z.infer<(typeof AskEvents)[Name]> };
}[AskEventName];

export const AnswerResponse = z.object({
  id: z.string(),
  question: z.string(),
  mode: z.enum(['basic', 'local']),
  answered: z.boolean(),
  text: z.string(),
  citations: z.array(CitationResponse),
  trace: z.array(z.object({ event: z.string(), data: z.unknown() })),
  at: z.string(),
  milliseconds: z.number(),
});
export type AnswerResponse = z.infer<typeof AnswerResponse>;
export const AnswerListResponse = pageOf(AnswerResponse.omit({ trace: true }));
export type AnswerListResponse = z.infer<typeof AnswerListResponse>;

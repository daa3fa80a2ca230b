import { z } from 'zod';
import { ANSWER_MODES, ANSWERERS } from '../answer.ts';
import { FailureResponse, pageOf, reason } from './common.ts';

export const AskRequest = z.object({
  question: z.string().trim().min(1).max(2000),
  mode: z.enum(ANSWER_MODES).default('auto'),
  answerer: z
    .enum(ANSWERERS)
    .default('auto')
    .describe('Who answers: the model, or quotes alone; auto is the model when one is configured'),
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

const answeredMode = z.enum(ANSWER_MODES).exclude(['auto']);

/**
 * What each server-sent event of an answer carries, by event name, in the order in which they come. Saved answers are read by it too: a field
 * that those of old lack has a default.
 */
export const AskEvents = {
  plan: z.object({
    mode: answeredMode,
    why: z.string().describe('Why this mode, in the language of the question'),
    language: z.enum(['zh', 'en']),
    kind: z.string().describe('Kind of question: definition, comparison, list, who, when, why, how, other'),
    answerer: z.enum(ANSWERERS).exclude(['auto']).default('extractive'),
    model: z.string().nullable().default(null).describe('The model that writes the answer'),
  }),
  seeds: z.object({ entities: z.array(entityRef.extend({ surface: z.string() })) }),
  expand: z.object({
    steps: z
      .array(
        z.object({ fromChunkId: z.string(), toChunkId: z.string(), through: entityRef, score: z.number() }),
      )
      .describe('From passage to passage through a shared name, strongest first'),
    entities: z.array(entityRef.extend({ score: z.number() })),
    vectors: z
      .object({
        model: z.string(),
        passages: z.number().int(),
        reports: z.number().int().optional(),
        failure: z.string().optional(),
      })
      .optional()
      .describe(
        'Passages or reports found that are near in meaning, or why the question has no vector; absent where there are no vectors',
      ),
  }),
  context: z.object({
    passages: z.array(PassageResponse),
    reports: z
      .array(
        z.object({
          communityId: z.string(),
          title: z.string(),
          level: z.number().int(),
          score: z.number(),
        }),
      )
      .default([])
      .describe('Community reports read, best first; only in global mode'),
    tokens: z.number().int(),
  }),
  text: z.object({
    text: z.string(),
    refusal: z
      .literal(true)
      .optional()
      .describe('It says that the documents do not answer; other text of such an answer has no source'),
  }),
  citation: CitationResponse,
  audit: z.object({
    sentences: z.array(
      z.object({
        text: z.string(),
        support: z
          .enum(['quoted', 'report', 'none'])
          .describe('By a sentence of a document, by a finding of a report, or by nothing that was cited'),
        citations: z.array(z.number()),
        start: z.number().int().optional().describe('Offset into the whole text of the answer'),
        end: z.number().int().optional(),
      }),
    ),
    struckOut: z
      .number()
      .int()
      .default(0)
      .describe('Citations of what was not in the context, taken out of the text'),
    cutOff: z.boolean().default(false).describe('True when the model was cut off before its end'),
    unread: z
      .object({ titles: z.array(z.string()), message: z.string(), reason })
      .optional()
      .describe('Reports that were to be read and were not, because the model failed, and why'),
  }),
  usage: z.object({
    inputTokens: z.number(),
    outputTokens: z.number(),
    cost: z.number().nullable().describe('US dollars; null when the price of the model is not known'),
    calls: z.number().int().default(0).describe('Model calls made'),
    cachedCalls: z
      .number()
      .int()
      .default(0)
      .describe('Model calls answered from what was remembered; they took no tokens'),
    milliseconds: z.number(),
  }),
  done: z.object({ answerId: z.string().nullable(), answered: z.boolean() }),
  error: FailureResponse,
} as const;
export type AskEventName = keyof typeof AskEvents;
export type AskEvent = {
  [Name in AskEventName]: { event: Name; data: z.infer<(typeof AskEvents)[Name]> };
}[AskEventName];

export const AnswerResponse = z.object({
  id: z.string(),
  question: z.string(),
  mode: answeredMode,
  model: z
    .string()
    .nullable()
    .default(null)
    .describe('The model that wrote it; null when it is made of quotes'),
  answered: z.boolean(),
  text: z.string().describe('Where the documents do not answer, what says so and nothing else'),
  citations: z.array(CitationResponse),
  trace: z.array(z.object({ event: z.string(), data: z.unknown() })),
  at: z.string(),
  milliseconds: z.number(),
});
export type AnswerResponse = z.infer<typeof AnswerResponse>;
export const AnswerListResponse = pageOf(AnswerResponse.omit({ trace: true }));
export type AnswerListResponse = z.infer<typeof AnswerListResponse>;

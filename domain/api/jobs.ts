import { z } from 'zod';
import { JOB_STAGES } from '../job.ts';
import { FailureResponse, pageOf, reason } from './common.ts';
import { FoundTypesResponse, OntologyResponse } from './ontology.ts';

const counts = z.object({
  documents: z.number(),
  chunks: z.number(),
  entities: z.number(),
  mentions: z.number(),
  relationships: z.number(),
  communities: z.number(),
  reports: z.number(),
});

/** What became, or would become, of each document: sources, because people read them. */
export const DocumentOutcomes = z.object({
  added: z.array(z.string()),
  changed: z.array(z.string()),
  removed: z.array(z.string()),
  unchanged: z.number().int(),
  failed: z.array(z.object({ source: z.string(), code: z.string(), message: z.string(), reason })),
  vanished: z.array(z.string()),
  more: z
    .partialRecord(z.enum(['added', 'changed', 'removed', 'failed', 'vanished']), z.number().int())
    .optional()
    .describe(
      'How many more of each there were; only in the record of a run, which tells the first thousand',
    ),
});

const cost = z.number().nullable().describe('US dollars; null when the price of the model is not known');

export const EstimateCorrectionResponse = z
  .object({ input: z.number(), output: z.number(), runs: z.number().int() })
  .describe('What earlier runs took for what was counted before them');

export const StageEstimateResponse = z.object({
  purpose: z.string(),
  calls: z.number().int(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  cost,
  inCircles: z
    .literal(true)
    .optional()
    .describe('Present where the model repeats itself in lists: its replies are expected to be cut'),
  isRough: z
    .literal(true)
    .optional()
    .describe('The prompts are not known before the run: a measured share of the text'),
  correction: EstimateCorrectionResponse.optional().describe('Of this stage, where it has its own'),
});

const SpendingResponse = z.object({ input: z.number().int(), output: z.number().int(), cost });

const ModelWorkResponse = z.object({
  name: z.string(),
  estimate: z.object({ stages: z.array(StageEstimateResponse), correction: EstimateCorrectionResponse }),
  receipts: z.array(
    z.object({
      purpose: z.string(),
      model: z.string(),
      calls: z.number().int(),
      failedCalls: z.number().int(),
      cachedCalls: z.number().int(),
      inputTokens: z.number().int(),
      outputTokens: z.number().int(),
      cachedInputTokens: z.number().int(),
      cost,
      lost: z
        .object({ inputTokens: z.number().int(), outputTokens: z.number().int() })
        .optional()
        .describe(
          'Of these tokens, what calls without a reply are taken to have used: counted by Orrery, of replies that broke off',
        ),
    }),
  ),
  facts: z
    .object({
      cited: z.number().int(),
      found: z.number().int(),
      unverified: z.number().int(),
      dropped: z.number().int(),
    })
    .describe('What became of the facts that the model told when each was held against the text'),
  ontology: OntologyResponse.nullable()
    .optional()
    .describe('Types that it might find, kept for later runs; null: anything'),
  found: FoundTypesResponse.optional().describe('Present when the types were found in a sample, in this run'),
  reports: z
    .object({
      written: z.number().int(),
      findings: z
        .object({ kept: z.number().int(), dropped: z.number().int() })
        .describe('Findings whose cited sentences hold them, and those that were left out'),
      failed: z
        .array(
          z.object({
            communityId: z.string(),
            title: z.string(),
            code: z.string(),
            message: z.string(),
            reason,
          }),
        )
        .describe('Communities that keep what was taken from the text; a later run asks for them again'),
    })
    .optional()
    .describe('Reports that a model was to write; absent when none was'),
  remembered: z
    .object({ chunks: z.number().int(), reports: z.number().int() })
    .optional()
    .describe('What had been told of the same before, so that nothing was asked for it'),
  silent: z
    .array(z.object({ source: z.string(), chunks: z.array(z.number().int()) }))
    .optional()
    .describe('Chunks, numbered from 1, in which it named nothing though names plainly stand there'),
  budget: z.number().optional().describe('US dollars that the run was allowed; absent: any'),
  before: SpendingResponse.optional().describe(
    'What was taken before the job was interrupted, or gone on with: in the tokens and cost of the report, in none of the receipts',
  ),
});

const LeftOutResponse = FailureResponse.extend({ count: z.number().int() });

const EmbeddingWorkResponse = z.object({
  model: z.string(),
  written: z.number().int(),
  kept: z.number().int(),
  deleted: z.number().int(),
  missing: LeftOutResponse.optional().describe(
    'Texts that are without a vector, and why; a later run asks for them',
  ),
  published: z.number().int().optional().describe("Vectors copied to the store's own index"),
  unpublished: LeftOutResponse.optional(),
});

export const IngestReportResponse = z.object({
  documents: DocumentOutcomes,
  written: counts,
  deleted: counts,
  chunks: z.object({ read: z.number(), kept: z.number() }),
  tokens: z.object({ input: z.number(), output: z.number() }),
  cost,
  model: ModelWorkResponse.optional().describe('What a model did; absent when none was asked'),
  embeddings: EmbeddingWorkResponse.optional().describe(
    'What became of vectors; absent when no embedding model is set',
  ),
  milliseconds: z.number(),
  stages: z.partialRecord(z.enum(JOB_STAGES), z.number()),
});

export const JobResponse = z.object({
  id: z.string(),
  kind: z.enum(['ingest', 'remove', 'rebuild', 'import', 'report']),
  state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled', 'interrupted']),
  stage: z.enum(JOB_STAGES).nullable(),
  progress: z.object({
    done: z.number(),
    total: z.number(),
    spent: SpendingResponse.optional().describe('Tokens and money that models took so far'),
  }),
  interruptions: z.number().int(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  report: IngestReportResponse.optional(),
  error: FailureResponse.optional(),
  canGoOn: z
    .literal(true)
    .optional()
    .describe(
      'It was cancelled or failed, and what it was asked to do is still kept: POST /api/jobs/{id}/again goes on',
    ),
});
export type JobResponse = z.infer<typeof JobResponse>;

/** 202 of everything that changes the index. */
export const JobAccepted = z.object({ jobId: z.string() });
export type JobAccepted = z.infer<typeof JobAccepted>;

export const JobListResponse = pageOf(JobResponse);
export type JobListResponse = z.infer<typeof JobListResponse>;

import { z } from 'zod';
import { JobResponse } from './jobs.ts';

export const StatusResponse = z.object({
  version: z.string().describe('Version of Orrery'),
  store: z.object({
    kind: z.enum(['embedded', 'neo4j']),
    name: z.string(),
    version: z.string(),
    notes: z.array(z.string()).describe('What its Cypher lacks, what to know'),
  }),
  index: z.object({
    version: z.number().int(),
    documents: z.number().int(),
    chunks: z.number().int(),
    entities: z.number().int(),
    relationships: z.number().int(),
    communities: z.number().int(),
    reports: z.number().int(),
  }),
  models: z.object({ extractor: z.string(), chat: z.string().nullable(), embedding: z.string().nullable() }),
  vectors: z
    .object({ made: z.number().int(), texts: z.number().int() })
    .optional()
    .describe(
      'Texts that are searched by meaning, and those of them that have a vector; absent without an embedding model',
    ),
  job: JobResponse.nullable().describe('The job that runs or waits now'),
  samples: z.boolean().optional().describe('True while documents of the samples are in the index'),
});
export type StatusResponse = z.infer<typeof StatusResponse>;

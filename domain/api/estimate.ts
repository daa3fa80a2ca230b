import { z } from 'zod';
import { DocumentOutcomes, EstimateCorrectionResponse, StageEstimateResponse } from './jobs.ts';
import { OntologyResponse } from './ontology.ts';

/** `POST /api/estimate`: what the same request to `/api/documents` would do and take. */
export const EstimateResponse = z.object({
  documents: DocumentOutcomes,
  chunks: z.object({ read: z.number().int(), kept: z.number().int() }),
  model: z
    .string()
    .nullable()
    .describe('The model that would be asked; null: everything is read offline, for nothing'),
  embeddingModel: z
    .string()
    .nullable()
    .describe('The embedding model that would be asked; null: no vectors would be made'),
  stages: z.array(StageEstimateResponse),
  tokens: z.object({ input: z.number().int(), output: z.number().int() }),
  cost: z.number().nullable().describe('US dollars; null when the price of the model is not known'),
  pricesListed: z
    .string()
    .nullable()
    .describe(
      'Year and month of the list that the prices stand in; null: given by a person, unknown, or nothing to pay',
    ),
  tokenizer: z
    .object({
      name: z.string(),
      error: z.number().describe('Share by which counts may be off for this model'),
    })
    .nullable(),
  correction: EstimateCorrectionResponse.nullable(),
  ontology: OntologyResponse.nullable().describe(
    'Types that would limit what is found; null: anything, or types that are yet to be found',
  ),
});
export type EstimateResponse = z.infer<typeof EstimateResponse>;

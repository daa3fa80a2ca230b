import type { IngestReport } from './job.ts';
import type { Ontology } from './ontology.ts';
import type { EstimateCorrection, StageEstimate } from './stage-estimate.ts';

/** What a change of the index would do and take, told before anything is asked or written. */
export interface Estimate {
  /** What would become of each document. */
  documents: IngestReport['documents'];
  /** Chunks that would be read, and chunks whose reading is there already or remembered from elsewhere. */
  chunks: { read: number; kept: number };
  /** The model that would be asked; null when none would be: then everything is read offline, for nothing. */
  model: string | null;
  /** The embedding model that would be asked; null when none would be. */
  embeddingModel: string | null;
  /** By purpose, ascending; empty where no model is asked. What is remembered is not in it. */
  stages: StageEstimate[];
  tokens: { input: number; output: number };
  /** US dollars; null when the price of the model is not known. */
  cost: number | null;
  /** Year and month of the list that the prices stand in; null where a person gave them, none is known or none is paid. */
  pricesListed: string | null;
  /** How tokens were counted, and the share by which that may be off for this model; null without a model. */
  tokenizer: { name: string; error: number } | null;
  /** Null without a model. */
  correction: EstimateCorrection | null;
  /** Types that would limit what is found; null: anything, or types that are yet to be found. */
  ontology: Ontology | null;
}

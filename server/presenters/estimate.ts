import type { EstimateResponse } from '../../domain/api/estimate.ts';
import type { Estimate } from '../../domain/estimate.ts';
import { presentCorrection, presentOutcomes, presentStage } from './job.ts';
import { presentOntology } from './ontology.ts';

export function presentEstimate(estimate: Estimate): EstimateResponse {
  const { tokenizer, correction, ontology } = estimate;
  return {
    documents: presentOutcomes(estimate.documents),
    chunks: { read: estimate.chunks.read, kept: estimate.chunks.kept },
    model: estimate.model,
    embeddingModel: estimate.embeddingModel,
    stages: estimate.stages.map(presentStage),
    tokens: { input: estimate.tokens.input, output: estimate.tokens.output },
    cost: estimate.cost,
    pricesListed: estimate.pricesListed,
    tokenizer: tokenizer && { name: tokenizer.name, error: tokenizer.error },
    correction: correction && presentCorrection(correction),
    ontology: ontology && presentOntology(ontology),
  };
}

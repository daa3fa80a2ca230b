import type { z } from 'zod';
import type {
  FoundTypesResponse,
  OntologyResponse,
  TypeProposalResponse,
} from '../../domain/api/ontology.ts';
import type { FoundType, FoundTypes, Ontology } from '../../domain/ontology.ts';
import type { TypeProposal } from '../../domain/ports/index-builder.ts';

export function presentOntology({
  entityTypes,
  relationshipTypes,
}: Ontology): z.infer<typeof OntologyResponse> {
  return { entityTypes: [...entityTypes], relationshipTypes: [...relationshipTypes] };
}

export function presentFoundTypes({
  entityTypes,
  relationshipTypes,
  ...rest
}: FoundTypes): FoundTypesResponse {
  const { documents, chunks, tokens } = rest.sample;
  return {
    entityTypes: entityTypes.map(presentType),
    relationshipTypes: relationshipTypes.map(presentType),
    dropped: rest.dropped,
    sample: { documents, chunks, tokens },
  };
}

export function presentProposal({ types, spent }: TypeProposal): TypeProposalResponse {
  const { input, output, cost } = spent;
  return { types: presentFoundTypes(types), spent: { input, output, cost } };
}

function presentType({ type, count, example }: FoundType): FoundType {
  const { words, sentence, source } = example;
  return { type, count, example: { words, sentence, source } };
}

import { z } from 'zod';

const types = z
  .array(z.string().trim().min(1).max(60))
  .max(100)
  .nullish()
  .transform((list) => list ?? []);

/** What a person's file of types may hold; anything else in it is a mistake that would otherwise go unseen. */
export const OntologyFile = z
  .strictObject({ entityTypes: types, relationshipTypes: types })
  .refine(({ entityTypes, relationshipTypes }) => entityTypes.length + relationshipTypes.length > 0, {
    message: 'it lists nothing',
  });

export const OntologyResponse = z.object({
  entityTypes: z.array(z.string()),
  relationshipTypes: z.array(z.string()),
});

const foundTypes = z.array(
  z.object({
    type: z.string(),
    count: z.number().int().describe('Sentences of the sample that show it, as the model counts'),
    example: z
      .object({ words: z.string(), sentence: z.string(), source: z.string() })
      .describe('Words that stand in a sentence of a document'),
  }),
);

export const FoundTypesResponse = z.object({
  entityTypes: foundTypes,
  relationshipTypes: foundTypes,
  dropped: z.number().int().describe('Types whose example stands nowhere in the sample'),
  sample: z.object({
    documents: z.number().int(),
    chunks: z.number().int(),
    tokens: z.number().int(),
  }),
});
export type FoundTypesResponse = z.infer<typeof FoundTypesResponse>;

/** `POST /api/ontology`: types that a model proposes for documents. */
export const TypeProposalResponse = z.object({
  types: FoundTypesResponse,
  spent: z.object({
    input: z.number().int(),
    output: z.number().int(),
    cost: z.number().nullable().describe('US dollars; null when the price of the model is not known'),
  }),
});
export type TypeProposalResponse = z.infer<typeof TypeProposalResponse>;

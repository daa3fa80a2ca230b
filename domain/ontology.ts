/** Types and relationships that a person wants found, in UPPER_SNAKE; an empty list leaves the model free. */
export interface Ontology {
  entityTypes: readonly string[];
  relationshipTypes: readonly string[];
}

/**
 * What a model may find in a run: these types, anything, or what it finds in a sample first (once: an index that has types keeps them).
 * Absent, wherever it is asked for, means the types that the index has.
 */
export type OntologyChoice = Ontology | 'any' | 'find';

/** A type that a model found in a sample of the documents. */
export interface FoundType {
  /** UPPER_SNAKE */
  type: string;
  /** Sentences of the sample that show it, as the model counts. */
  count: number;
  /** Words that stand in a sentence of a document, both copied from it. */
  example: { words: string; sentence: string; source: string };
}

/** Types that a model found in a sample: most often seen first, at most 20 of each kind, none twice. */
export interface FoundTypes {
  entityTypes: FoundType[];
  relationshipTypes: FoundType[];
  /** Types that it told with an example which stands nowhere in the sample: they are in neither list. */
  dropped: number;
  /** How much was shown to it. */
  sample: { documents: number; chunks: number; tokens: number };
}

/** The types alone. */
export function ontologyOf({ entityTypes, relationshipTypes }: FoundTypes): Ontology {
  return {
    entityTypes: entityTypes.map(({ type }) => type),
    relationshipTypes: relationshipTypes.map(({ type }) => type),
  };
}

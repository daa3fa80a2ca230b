/** Types and relationships that a person wants found, in UPPER_SNAKE; an empty list leaves the model free. */
export interface Ontology {
  entityTypes: readonly string[];
  relationshipTypes: readonly string[];
}

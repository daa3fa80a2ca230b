import type { SchemaResponse } from '../../domain/api/cypher.ts';
import type { GraphSchema } from '../../domain/ports/graph-store.ts';

export function presentSchema(schema: GraphSchema): SchemaResponse {
  return {
    labels: schema.labels.map(({ name, count, properties }) => ({ name, count, properties })),
    relationshipTypes: schema.relationshipTypes.map(({ name, count, properties, from, to }) => ({
      name,
      count,
      properties,
      from,
      to,
    })),
  };
}

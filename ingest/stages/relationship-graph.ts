import { type CompressedGraph, createCompressedGraph } from '../../algorithms/compressed-graph.ts';
import type { Entity } from '../../domain/entity.ts';
import type { Relationship } from '../../domain/relationship.ts';

/** The undirected graph of relationships; a node is an entity's place in the list, weights of several relationships add up. */
export function relationshipGraph(
  entities: readonly Entity[],
  relationships: readonly Relationship[],
): CompressedGraph {
  const placeOf = new Map(entities.map((entity, place) => [entity.id, place]));
  const sources = new Int32Array(relationships.length);
  const targets = new Int32Array(relationships.length);
  const weights = new Float64Array(relationships.length);
  relationships.forEach((relationship, at) => {
    sources[at] = placeOf.get(relationship.sourceId) ?? -1;
    targets[at] = placeOf.get(relationship.targetId) ?? -1;
    weights[at] = relationship.weight;
  });
  return createCompressedGraph(entities.length, sources, targets, weights);
}

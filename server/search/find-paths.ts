import { type CompressedGraph, createCompressedGraph } from '../../algorithms/compressed-graph.ts';
import { kShortestPaths } from '../../algorithms/k-shortest-paths.ts';
import type { Entity } from '../../domain/entity.ts';
import type { Relationship } from '../../domain/relationship.ts';
import type { IndexSnapshot } from '../snapshot.ts';

/** One step of a path; the relationships lead either way, stated ones first, each with its evidence. */
interface PathHop {
  from: Entity;
  to: Entity;
  /** At least one. */
  relationships: readonly Relationship[];
}

/** A chain of entities that relationships connect. */
export interface EntityPath {
  entities: readonly Entity[];
  /** One fewer than entities. */
  hops: readonly PathHop[];
  /** Smaller is better. */
  cost: number;
}

/** A step that only co-occurrence supports costs so much more than one that a sentence states. */
const CO_OCCURRENCE_COST = 1;
/** A way through an entity that is connected to everything says little. */
const HUB_COST = 0.25;

/**
 * The best chains between two entities, best first: few steps, stated rather than co-occurring, not through hubs. Empty
 * when an entity is unknown, both are one, or nothing connects them.
 *
 * @param count most paths to return
 */
export function findPaths(
  snapshot: IndexSnapshot,
  fromId: string,
  toId: string,
  count: number,
): EntityPath[] {
  const { entities, numberOf, graph, costs } = pathGraphOf(snapshot);
  const source = numberOf.get(fromId);
  const target = numberOf.get(toId);
  if (source === undefined || target === undefined || source === target) return [];
  return kShortestPaths(graph, source, target, count, (arc) => costs[arc]!).map(({ nodes, cost }) => {
    const chain = nodes.map((node) => entities[node]!);
    const hops = chain.slice(1).map((to, at) => hopBetween(snapshot, chain[at]!, to));
    return { entities: chain, hops, cost };
  });
}

interface PathGraph {
  entities: readonly Entity[];
  numberOf: ReadonlyMap<string, number>;
  graph: CompressedGraph;
  /** By arc of the graph. */
  costs: Float64Array;
}

const graphs = new WeakMap<IndexSnapshot, PathGraph>();

/** The entities as a graph; made once a snapshot. */
function pathGraphOf(snapshot: IndexSnapshot): PathGraph {
  let known = graphs.get(snapshot);
  if (!known) {
    known = makeGraph(snapshot);
    graphs.set(snapshot, known);
  }
  return known;
}

/** An edge's weight is 1 when only co-occurrence supports it and 2 or more when a sentence states it. */
function makeGraph({ index }: IndexSnapshot): PathGraph {
  const { entities } = index;
  const numberOf = new Map(entities.map(({ id }, number) => [id, number]));
  const ends = index.relationships.flatMap(({ sourceId, targetId, origin }) => {
    const source = numberOf.get(sourceId);
    const target = numberOf.get(targetId);
    if (source === undefined || target === undefined) return [];
    return [{ source, target, weight: origin === 'co-occurrence' ? 1 : 2 }];
  });
  const graph = createCompressedGraph(
    entities.length,
    ends.map(({ source }) => source),
    ends.map(({ target }) => target),
    ends.map(({ weight }) => weight),
  );
  return { entities, numberOf, graph, costs: arcCosts(graph) };
}

function arcCosts({ nodeCount, offsets, targets, weights }: CompressedGraph): Float64Array {
  const hub = Float64Array.from({ length: nodeCount }, (_, node) => {
    const degree = offsets[node + 1]! - offsets[node]!;
    return HUB_COST * Math.log(1 + degree);
  });
  const costs = new Float64Array(targets.length);
  for (let node = 0; node < nodeCount; node += 1) {
    for (let arc = offsets[node]!; arc < offsets[node + 1]!; arc += 1) {
      const isStated = weights[arc]! >= 2;
      costs[arc] = 1 + (isStated ? 0 : CO_OCCURRENCE_COST) + (hub[node]! + hub[targets[arc]!]!) / 2;
    }
  }
  return costs;
}

function hopBetween(snapshot: IndexSnapshot, from: Entity, to: Entity): PathHop {
  const relationships = snapshot
    .relationshipsOf(from.id)
    .filter(({ sourceId, targetId }) => sourceId === to.id || targetId === to.id);
  return { from, to, relationships };
}

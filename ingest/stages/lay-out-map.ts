import type { CompressedGraph } from '../../algorithms/compressed-graph.ts';
import type { Community } from '../../domain/community.ts';
import type { Entity } from '../../domain/entity.ts';
import type { GraphIndex } from '../../domain/graph-index.ts';
import { round } from '../ordering.ts';
import type { CommunityTree } from './community-tree.ts';

export interface LayoutInput {
  /** Ordered by id. */
  entities: readonly Entity[];
  graph: CompressedGraph;
  tree: CommunityTree;
  /** The present index, from whose positions the new ones start; null starts from nothing. */
  previous: Pick<GraphIndex, 'entities' | 'communities'> | null;
}

export interface PlacedMap {
  entities: Entity[];
  communities: Community[];
}

const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** Gives every entity its place on the map and the community it belongs to, every community its centre and radius. */
export function layOutMap({ entities, tree }: LayoutInput): PlacedMap {
  const x = new Float64Array(entities.length);
  const y = new Float64Array(entities.length);
  const order = Array.from(entities.keys()).sort(
    (one, other) => tree.leaves[one]! - tree.leaves[other]! || one - other,
  );
  order.forEach((place, at) => {
    x[place] = Math.sqrt(at) * Math.cos(at * GOLDEN_ANGLE);
    y[place] = Math.sqrt(at) * Math.sin(at * GOLDEN_ANGLE);
  });
  return {
    entities: entities.map((entity, place) => ({
      ...entity,
      x: round(x[place]!, 2),
      y: round(y[place]!, 2),
      communityId: tree.communities[tree.leaves[place]!]?.id ?? null,
    })),
    communities: tree.communities.map((community, place) => {
      const members = tree.members[place]!;
      const mean = (values: Float64Array) =>
        members.reduce((sum, member) => sum + values[member]!, 0) / members.length;
      const [centreX, centreY] = [mean(x), mean(y)];
      const reach = members.reduce(
        (most, member) => Math.max(most, Math.hypot(x[member]! - centreX, y[member]! - centreY)),
        0,
      );
      return { ...community, x: round(centreX, 2), y: round(centreY, 2), radius: round(reach + 0.5, 2) };
    }),
  };
}

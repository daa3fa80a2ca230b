import type { CanonicalGraph } from './canonical-graph.ts';

/** Depths of the tree that are laid out; what lies deeper is merged into its ancestor. */
export const DEPTHS = 3;

/** A region of the map: either a leaf with members, or at least two children and no members of its own. */
interface TreeNode {
  readonly parent: number;
  readonly depth: number;
  readonly children: number[];
  /** Nodes of the graph, ascending; empty unless a leaf. */
  members: number[];
}

export interface CommunityTree {
  /** Parents before children. */
  readonly nodes: readonly TreeNode[];
  /** Those of depth 0. */
  readonly roots: readonly number[];
  /** Leaf of each node of the graph, -1 on the belt. */
  readonly leafOf: Int32Array;
  /** For each tree node its ancestors of depth 0, 1 and 2, itself standing in where it is not that deep; `DEPTHS` a node. */
  readonly ancestors: Int32Array;
  /** 1 for nodes of the graph that joined a neighbour's community for want of one. */
  readonly stray: Uint8Array;
}

/**
 * Makes a proper tree of the communities: chains of one child are collapsed, deeper ones merged upwards, members of a community that are
 * in none of its children get a child of their own. Isolated entities and small components are left out.
 *
 * @param beltMax components of at most so many nodes are left out, unless they are the largest
 */
export function communityTree(graph: CanonicalGraph, beltMax: number): CommunityTree {
  const { stray, home } = homes(graph, beltMax);
  const { communities } = graph;
  const own = new Map<number, number[]>();
  for (let node = 0; node < graph.nodeCount; node++) {
    const community = home[node]!;
    if (community === OUTSIDE) continue;
    const members = own.get(community);
    if (members) members.push(node);
    else own.set(community, [node]);
  }
  const childrenOf = new Map<number, number[]>();
  const roots = liveRoots(own, communities, childrenOf);

  const nodes: TreeNode[] = [];
  const build = (start: number, parent: number, depth: number): number => {
    let community = start;
    while (!own.has(community) && childrenOf.get(community)!.length === 1)
      community = childrenOf.get(community)![0]!;
    const index = nodes.length;
    const node: TreeNode = { parent, depth, children: [], members: [] };
    nodes.push(node);
    const children = childrenOf.get(community) ?? [];
    const members = own.get(community) ?? [];
    if (children.length === 0) {
      node.members = members;
      return index;
    }
    for (const child of children) node.children.push(build(child, index, depth + 1));
    if (members.length > 0) {
      node.children.push(nodes.length);
      nodes.push({ parent: index, depth: depth + 1, children: [], members });
    }
    return index;
  };
  const treeRoots = roots.map((root) => build(root, -1, 0));
  return {
    nodes,
    roots: treeRoots,
    leafOf: leaves(nodes, graph.nodeCount),
    ancestors: ancestorsOf(nodes),
    stray,
  };
}

const OUTSIDE = -1;

/** The community that each node lies in: its deepest one of the depths laid out, a neighbour's, or one made up for its component. */
function homes(graph: CanonicalGraph, beltMax: number): { home: Int32Array; stray: Uint8Array } {
  const { nodeCount, communities, components } = graph;
  const home = new Int32Array(nodeCount).fill(OUTSIDE);
  const inside = coreNodes(graph, beltMax);
  communities.forEach(({ level, members }, index) => {
    if (level >= DEPTHS) return;
    for (let place = 0; place < members.length; place++) {
      if (inside[members[place]!] === 1) home[members[place]!] = index;
    }
  });
  const stray = new Uint8Array(nodeCount);
  const known: number[] = [];
  for (let node = 0; node < nodeCount; node++) if (home[node] !== OUTSIDE) known.push(node);
  // Breadth first from everything that has a home, in the order of nodes.
  const { offsets, targets } = graph.graph;
  for (const node of known) {
    for (let arc = offsets[node]!; arc < offsets[node + 1]!; arc++) {
      const other = targets[arc]!;
      if (home[other] !== OUTSIDE) continue;
      home[other] = home[node]!;
      stray[other] = 1;
      known.push(other);
    }
  }
  for (let node = 0; node < nodeCount; node++) {
    if (inside[node] === 1 && home[node] === OUTSIDE)
      home[node] = communities.length + components.labels[node]!;
  }
  return { home, stray };
}

/** 1 for nodes with an edge in a component that is large enough, or the largest. */
function coreNodes({ nodeCount, components }: CanonicalGraph, beltMax: number): Uint8Array {
  let largest = 0;
  for (let component = 1; component < components.count; component++) {
    if (components.sizes[component]! > components.sizes[largest]!) largest = component;
  }
  const inside = new Uint8Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) {
    const component = components.labels[node]!;
    const size = components.sizes[component]!;
    inside[node] = size > beltMax || (component === largest && size > 1) ? 1 : 0;
  }
  return inside;
}

/** Communities of depth 0 that hold anybody, ascending; fills `childrenOf` with the children that do. */
function liveRoots(
  own: ReadonlyMap<number, number[]>,
  communities: CanonicalGraph['communities'],
  childrenOf: Map<number, number[]>,
): number[] {
  const alive = new Set<number>();
  for (const community of own.keys()) {
    for (let at = community; at >= 0 && !alive.has(at); at = communities[at]?.parent ?? -1) alive.add(at);
  }
  const roots: number[] = [];
  for (const community of Array.from(alive).sort((left, right) => left - right)) {
    const parent = communities[community]?.parent ?? -1;
    if (parent < 0) roots.push(community);
    else if (childrenOf.has(parent)) childrenOf.get(parent)!.push(community);
    else childrenOf.set(parent, [community]);
  }
  return roots;
}

function leaves(nodes: readonly TreeNode[], nodeCount: number): Int32Array {
  const leafOf = new Int32Array(nodeCount).fill(-1);
  nodes.forEach(({ members }, index) => {
    for (const member of members) leafOf[member] = index;
  });
  return leafOf;
}

function ancestorsOf(nodes: readonly TreeNode[]): Int32Array {
  const ancestors = new Int32Array(nodes.length * DEPTHS);
  nodes.forEach(({ parent, depth }, index) => {
    for (let level = 0; level < DEPTHS; level++) {
      ancestors[index * DEPTHS + level] = level < depth ? ancestors[parent * DEPTHS + level]! : index;
    }
  });
  return ancestors;
}

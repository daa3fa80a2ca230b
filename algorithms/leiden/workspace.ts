import type { Random } from '../random.ts';

/** One level of the graph while Leiden runs: compressed rows without self loops, whose weight only lives on in `strengths`. */
export interface LevelGraph {
  nodeCount: number;
  /** At least `nodeCount + 1` long; pooled arrays may be longer than what is in use. */
  offsets: Int32Array;
  targets: Int32Array;
  weights: Float64Array;
  strengths: Float64Array;
}

/**
 * Scratch arrays for graphs of up to `capacity` nodes, made once and used by every run. Between uses nothing in it is relied upon, except
 * that `weightTo` is all 0.
 */
export interface Workspace {
  readonly capacity: number;
  /** Sum of strengths and number of nodes of each community. */
  readonly communityStrength: Float64Array;
  readonly communitySize: Int32Array;
  /** Ring of nodes waiting to be looked at, and whether a node is in it. */
  readonly queue: Int32Array;
  readonly waiting: Uint8Array;
  /** Weight from the present node to each community, 0 where untouched, and the communities touched. */
  readonly weightTo: Float64Array;
  readonly touched: Int32Array;
  /** Communities without a node, as a stack. */
  readonly vacant: Int32Array;
  /** Nodes grouped by community: `grouped[groupStart[c]]` up to `grouped[groupStart[c + 1] - 1]`. */
  readonly grouped: Int32Array;
  readonly groupStart: Int32Array;
  readonly cursor: Int32Array;
  /** Refinement: weight from each refined community to the rest of its macro community, and candidates with their gains. */
  readonly outward: Float64Array;
  readonly gains: Float64Array;
  readonly candidateWeight: Float64Array;
  readonly macroStrength: Float64Array;
  /** New number of each label while renumbering. */
  readonly numbers: Int32Array;
  /** Labels of one run: macro and refined per node of the level, the next level's start, and each first-level node's place. */
  readonly macro: Int32Array;
  readonly refined: Int32Array;
  readonly nextMacro: Int32Array;
  readonly place: Int32Array;
  /** Graphs of the levels above the first, grown on demand. */
  readonly levels: LevelGraph[];
}

/** What stays the same through one run over all levels. */
export interface Run {
  /** Resolution over total strength: times both strengths, the weight that chance would put between two communities. */
  readonly factor: number;
  /** Gains closer than this are equal: rounding must not keep a node wandering. */
  readonly tie: number;
  /** Refinement takes or leaves gains as small as this almost evenly; in the unit of weights, above 0. */
  readonly randomness: number;
  readonly random: Random;
  readonly workspace: Workspace;
}

/** Makes the scratch for graphs of at most `capacity` nodes. */
export function createWorkspace(capacity: number): Workspace {
  const integers = () => new Int32Array(capacity + 1);
  const floats = () => new Float64Array(capacity + 1);
  return {
    capacity,
    communityStrength: floats(),
    communitySize: integers(),
    queue: integers(),
    waiting: new Uint8Array(capacity + 1),
    weightTo: floats(),
    touched: integers(),
    vacant: integers(),
    grouped: integers(),
    groupStart: integers(),
    cursor: integers(),
    outward: floats(),
    gains: floats(),
    candidateWeight: floats(),
    macroStrength: floats(),
    numbers: integers(),
    macro: integers(),
    refined: integers(),
    nextMacro: integers(),
    place: integers(),
    levels: [],
  };
}

/** A pooled graph with room for `nodeCount` nodes and `arcCount` arcs; what it held before is lost. */
export function levelGraph(
  workspace: Workspace,
  level: number,
  nodeCount: number,
  arcCount: number,
): LevelGraph {
  const { levels } = workspace;
  const known = levels[level];
  if (known && known.strengths.length >= nodeCount && known.targets.length >= arcCount) {
    known.nodeCount = nodeCount;
    return known;
  }
  // Half as much again: a row of growing graphs then allocates a few times, not each time.
  const nodes = Math.ceil(nodeCount * 1.5);
  const arcs = Math.ceil(arcCount * 1.5);
  const made = {
    nodeCount,
    offsets: new Int32Array(nodes + 1),
    targets: new Int32Array(arcs),
    weights: new Float64Array(arcs),
    strengths: new Float64Array(nodes),
  };
  levels[level] = made;
  return made;
}

/** Renames labels to 0, 1, 2, … in the order in which nodes first show them. Returns how many there are. */
export function renumber(labels: Int32Array, count: number, numbers: Int32Array): number {
  numbers.fill(-1, 0, count);
  let next = 0;
  for (let node = 0; node < count; node++) {
    const label = labels[node]!;
    let number = numbers[label]!;
    if (number < 0) {
      number = next++;
      numbers[label] = number;
    }
    labels[node] = number;
  }
  return next;
}

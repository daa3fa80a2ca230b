/**
 * An undirected, weighted graph in compressed rows. Every edge stands in the rows of both its ends; the neighbours of node `n` are
 * `targets[offsets[n]]` up to `targets[offsets[n + 1] - 1]`, ascending, each once.
 */
export interface CompressedGraph {
  readonly nodeCount: number;
  /** Length `nodeCount + 1`. */
  readonly offsets: Int32Array;
  /** Neighbours; length `offsets[nodeCount]`, twice the number of edges without self loops. */
  readonly targets: Int32Array;
  /** Parallel to `targets`; all above 0. */
  readonly weights: Float64Array;
  /** Weight of each node's loops onto itself, 0 where there is none. */
  readonly selfLoops: Float64Array;
  /** Sum of each node's edge weights; a self loop counts twice, as in modularity. */
  readonly strengths: Float64Array;
  /** Sum of `strengths`: twice the weight of all edges. */
  readonly totalStrength: number;
}

/**
 * Builds the graph from parallel arrays of edges. Parallel edges add up, whichever way round they are given; edges of weight 0 are left
 * out. The result does not depend on the order of the edges, not even in its last bit.
 *
 * @param weights 1 each when left out
 * @throws RangeError on an end outside 0 to `nodeCount - 1`, or a weight that is negative or not finite
 */
export function createCompressedGraph(
  nodeCount: number,
  sources: ArrayLike<number>,
  targets: ArrayLike<number>,
  weights?: ArrayLike<number>,
): CompressedGraph {
  checkEdges(nodeCount, sources, targets, weights);
  const rows = scatter(nodeCount, sources, targets, weights);
  const sorted = transpose(nodeCount, rows);
  return withStrengths(
    nodeCount,
    mergeParallel(nodeCount, sorted),
    sumSelfLoops(nodeCount, sources, targets, weights),
  );
}

/** What a graph is made of before its sums are known; see `CompressedGraph`. */
export interface Rows {
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  readonly weights: Float64Array;
}

function checkEdges(
  nodeCount: number,
  sources: ArrayLike<number>,
  targets: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
): void {
  if (sources.length !== targets.length || (weights && weights.length !== sources.length)) {
    throw new RangeError('sources, targets and weights must have one entry for each edge');
  }
  for (let edge = 0; edge < sources.length; edge++) {
    const source = sources[edge]!;
    const target = targets[edge]!;
    if (!(source >= 0 && source < nodeCount && target >= 0 && target < nodeCount)) {
      throw new RangeError(`Edge ${edge} joins ${source} and ${target}; nodes are 0 to ${nodeCount - 1}`);
    }
    const weight = weights ? weights[edge]! : 1;
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`Edge ${edge} weighs ${weight}; weights are finite and not negative`);
    }
  }
}

function scatter(
  nodeCount: number,
  sources: ArrayLike<number>,
  targets: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
): Rows {
  const offsets = new Int32Array(nodeCount + 1);
  const counts = (edge: number) => sources[edge] !== targets[edge] && !(weights && weights[edge] === 0);
  for (let edge = 0; edge < sources.length; edge++) {
    if (!counts(edge)) continue;
    offsets[sources[edge]! + 1]!++;
    offsets[targets[edge]! + 1]!++;
  }
  for (let node = 0; node < nodeCount; node++) offsets[node + 1]! += offsets[node]!;
  const next = offsets.slice(0, nodeCount);
  const rows = new Int32Array(offsets[nodeCount]!);
  const rowWeights = new Float64Array(rows.length);
  for (let edge = 0; edge < sources.length; edge++) {
    if (!counts(edge)) continue;
    const source = sources[edge]!;
    const target = targets[edge]!;
    const weight = weights ? weights[edge]! : 1;
    const forth = next[source]!++;
    rows[forth] = target;
    rowWeights[forth] = weight;
    const back = next[target]!++;
    rows[back] = source;
    rowWeights[back] = weight;
  }
  return { offsets, targets: rows, weights: rowWeights };
}

/** Turns rows into columns. The graph is symmetric, so that is the same graph, with every row in ascending order. */
function transpose(nodeCount: number, rows: Rows): Rows {
  const next = rows.offsets.slice(0, nodeCount);
  const targets = new Int32Array(rows.targets.length);
  const weights = new Float64Array(rows.targets.length);
  for (let node = 0; node < nodeCount; node++) {
    for (let arc = rows.offsets[node]!; arc < rows.offsets[node + 1]!; arc++) {
      const place = next[rows.targets[arc]!]!++;
      targets[place] = node;
      weights[place] = rows.weights[arc]!;
    }
  }
  return { offsets: rows.offsets, targets, weights };
}

function mergeParallel(nodeCount: number, rows: Rows): Rows {
  const { targets, weights } = rows;
  const offsets = new Int32Array(nodeCount + 1);
  let kept = 0;
  for (let node = 0; node < nodeCount; node++) {
    const end = rows.offsets[node + 1]!;
    for (let arc = rows.offsets[node]!; arc < end; ) {
      const target = targets[arc]!;
      let after = arc + 1;
      while (after < end && targets[after] === target) after++;
      const weight = after === arc + 1 ? weights[arc]! : sumSorted(weights.subarray(arc, after));
      targets[kept] = target;
      weights[kept++] = weight;
      arc = after;
    }
    offsets[node + 1] = kept;
  }
  if (kept === targets.length) return rows;
  return { offsets, targets: targets.slice(0, kept), weights: weights.slice(0, kept) };
}

/** Smallest first, so that the sum does not depend on the order in which the weights came. */
function sumSorted(values: Float64Array): number {
  values.sort();
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

function sumSelfLoops(
  nodeCount: number,
  sources: ArrayLike<number>,
  targets: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
): Float64Array {
  const selfLoops = new Float64Array(nodeCount);
  const parallel = new Map<number, number[]>();
  for (let edge = 0; edge < sources.length; edge++) {
    const node = sources[edge]!;
    if (node !== targets[edge]) continue;
    const known = parallel.get(node);
    const weight = weights ? weights[edge]! : 1;
    if (known) known.push(weight);
    else parallel.set(node, [weight]);
  }
  for (const [node, loops] of parallel) selfLoops[node] = sumSorted(Float64Array.from(loops));
  return selfLoops;
}

/** Completes rows to a graph. */
export function withStrengths(nodeCount: number, rows: Rows, selfLoops: Float64Array): CompressedGraph {
  const strengths = new Float64Array(nodeCount);
  let totalStrength = 0;
  for (let node = 0; node < nodeCount; node++) {
    let strength = 2 * selfLoops[node]!;
    for (let arc = rows.offsets[node]!; arc < rows.offsets[node + 1]!; arc++) strength += rows.weights[arc]!;
    strengths[node] = strength;
    totalStrength += strength;
  }
  return { nodeCount, ...rows, selfLoops, strengths, totalStrength };
}

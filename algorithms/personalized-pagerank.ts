import type { CompressedGraph } from './compressed-graph.ts';

interface PageRankOptions {
  /** Chance to walk on at each step rather than to return to a seed, 0 up to 1; 0.5 when absent. */
  damping?: number;
  /**
   * What is left at a node is passed on while it is at least so much for each unit of its strength (of a mean edge's weight). Smaller is
   * more exact and slower; 1e-6 when absent.
   */
  epsilon?: number;
}

/** Parallel arrays, by descending score, ties by node; nodes that no walk reached are absent. Scores are above 0 and sum to at most 1. */
interface PageRankResult {
  readonly nodes: Int32Array;
  readonly scores: Float64Array;
}

/** Answers one question after another over one graph, without clearing arrays of its size in between. */
export interface PageRank {
  /**
   * @param seeds where walks start
   * @param weights how often, relative to each other; 1 each when absent, 0 leaves a seed out
   * @throws RangeError on a seed that is not a node, or a weight that is negative or not finite
   */
  rank(seeds: ArrayLike<number>, weights?: ArrayLike<number>, options?: PageRankOptions): PageRankResult;
}

/**
 * Personalised PageRank by pushing probability along edges from the seeds until little is left to push: its cost depends on what the
 * question reaches, not on the size of the graph. What was not pushed is missing from the scores.
 *
 * @see Andersen, Chung, Lang 2006, "Local graph partitioning using PageRank vectors", section 3
 */
export function createPageRank(graph: CompressedGraph): PageRank {
  const { nodeCount, offsets, targets, weights: edgeWeights, selfLoops, strengths } = graph;
  const arcs = targets.length + selfLoops.reduce((count, loop) => count + (loop > 0 ? 2 : 0), 0);
  const meanWeight = arcs === 0 ? 1 : graph.totalStrength / arcs;
  const score = new Float64Array(nodeCount);
  const rest = new Float64Array(nodeCount);
  const waiting = new Uint8Array(nodeCount);
  const seen = new Uint8Array(nodeCount);
  const queue = new Int32Array(nodeCount);
  const touched = new Int32Array(nodeCount);

  return {
    rank(seeds, weights, { damping = 0.5, epsilon = 1e-6 } = {}) {
      const threshold = epsilon / meanWeight;
      let reached = 0;
      let count = 0;
      let head = 0;
      const enqueue = (node: number): void => {
        waiting[node] = 1;
        let tail = head + count++;
        if (tail >= nodeCount) tail -= nodeCount;
        queue[tail] = node;
      };
      const total = checkSeeds(nodeCount, seeds, weights);
      for (let index = 0; index < seeds.length; index++) {
        const weight = weights ? weights[index]! : 1;
        if (weight === 0) continue;
        const node = seeds[index]!;
        rest[node]! += weight / total;
        if (seen[node] === 0) {
          seen[node] = 1;
          touched[reached++] = node;
        }
        if (waiting[node] === 0) enqueue(node);
      }

      while (count > 0) {
        const node = queue[head]!;
        if (++head === nodeCount) head = 0;
        count--;
        waiting[node] = 0;
        const amount = rest[node]!;
        rest[node] = 0;
        const strength = strengths[node]!;
        if (strength === 0) {
          // Nowhere to go: the walk ends where it is.
          score[node]! += amount;
          continue;
        }
        score[node]! += (1 - damping) * amount;
        const spread = (damping * amount) / strength;
        const loop = 2 * selfLoops[node]!;
        if (loop > 0) {
          rest[node] = spread * loop;
          if (rest[node]! >= threshold * strength) enqueue(node);
        }
        for (let arc = offsets[node]!; arc < offsets[node + 1]!; arc++) {
          const other = targets[arc]!;
          if (seen[other] === 0) {
            seen[other] = 1;
            touched[reached++] = other;
          }
          const left = rest[other]! + spread * edgeWeights[arc]!;
          rest[other] = left;
          if (waiting[other] === 0 && left >= threshold * strengths[other]!) enqueue(other);
        }
      }
      return collect(score, rest, seen, touched, reached);
    },
  };
}

function checkSeeds(
  nodeCount: number,
  seeds: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
): number {
  let total = 0;
  for (let index = 0; index < seeds.length; index++) {
    const seed = seeds[index]!;
    if (!(seed >= 0 && seed < nodeCount))
      throw new RangeError(`Seed ${seed} is not a node; nodes are 0 to ${nodeCount - 1}`);
    const weight = weights ? weights[index]! : 1;
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`Seed ${seed} weighs ${weight}; weights are finite and not negative`);
    }
    total += weight;
  }
  return total;
}

/** Takes the scores out and leaves all scratch 0. */
function collect(
  score: Float64Array,
  rest: Float64Array,
  seen: Uint8Array,
  touched: Int32Array,
  reached: number,
): PageRankResult {
  const nodes = touched
    .slice(0, reached)
    .filter((node) => score[node]! > 0)
    .sort((left, right) => score[right]! - score[left]! || left - right);
  const scores = Float64Array.from(nodes, (node) => score[node]!);
  for (let index = 0; index < reached; index++) {
    const node = touched[index]!;
    score[node] = 0;
    rest[node] = 0;
    seen[node] = 0;
  }
  return { nodes, scores };
}

import type { Links } from './canonical-graph.ts';

/**
 * The links between groups: weights of all links between two groups add up, links inside one vanish.
 *
 * @param groupOf group of each node, 0 to `groupCount - 1`, or -1 for nodes that do not count
 * @returns each pair once, smaller group first, in the order of their first link
 */
export function quotientLinks(links: Links, groupOf: Int32Array, groupCount: number): Links {
  const placeOf = new Map<number, number>();
  const pairs: number[] = [];
  const sums: number[] = [];
  for (let link = 0; link < links.sources.length; link++) {
    const a = groupOf[links.sources[link]!]!;
    const b = groupOf[links.targets[link]!]!;
    if (a < 0 || b < 0 || a === b) continue;
    const pair = Math.min(a, b) * groupCount + Math.max(a, b);
    const place = placeOf.get(pair);
    if (place === undefined) {
      placeOf.set(pair, pairs.length);
      pairs.push(pair);
      sums.push(links.weights[link]!);
    } else {
      sums[place]! += links.weights[link]!;
    }
  }
  return {
    sources: Int32Array.from(pairs, (pair) => Math.floor(pair / groupCount)),
    targets: Int32Array.from(pairs, (pair) => pair % groupCount),
    weights: Float64Array.from(sums),
  };
}

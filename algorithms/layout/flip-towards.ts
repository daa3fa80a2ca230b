import type { CanonicalGraph } from './canonical-graph.ts';
import type { PreviousLayout } from './layout-types.ts';

/**
 * Mirrors a layout made from nothing, left to right and top to bottom, as it fits the old places best: then at least the sides are those
 * that people know. It stays as wide and as high as it is.
 *
 * @param x position of each node, around 0; changed in place
 */
export function flipTowards(
  graph: CanonicalGraph,
  x: Float64Array,
  y: Float64Array,
  previous: PreviousLayout,
): void {
  const nodeOf = new Map(graph.ids.map((id, node) => [id, node]));
  const known = Array.from(previous.entityIds.keys()).filter(
    (index) =>
      nodeOf.has(previous.entityIds[index]!) &&
      Number.isFinite(previous.x[index]) &&
      Number.isFinite(previous.y[index]),
  );
  const nodes = known.map((index) => nodeOf.get(previous.entityIds[index]!)!);
  const flip = (values: Float64Array, old: ArrayLike<number>): void => {
    const mean = (numbers: readonly number[]) =>
      numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
    const now = nodes.map((node) => values[node]!);
    const before = known.map((index) => old[index]!);
    const meanNow = mean(now);
    const meanBefore = mean(before);
    const agreement = now.reduce(
      (sum, value, place) => sum + (value - meanNow) * (before[place]! - meanBefore),
      0,
    );
    if (agreement >= 0) return;
    for (let node = 0; node < values.length; node++) values[node] = -values[node]!;
  };
  flip(x, previous.x);
  flip(y, previous.y);
}

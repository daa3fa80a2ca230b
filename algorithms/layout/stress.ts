/** Points to be placed so that their distances come close to the wanted ones. */
export interface StressProblem {
  /** Moved in place. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Wanted distance of each pair, a full square matrix by rows; above 0 off the diagonal. */
  readonly distances: Float64Array;
  /** A place that pulls each point, and how hard, in the same unit as 1 / distance². */
  readonly anchorX: Float64Array;
  readonly anchorY: Float64Array;
  readonly anchorWeight: Float64Array;
}

/**
 * Lowers the stress of a small set of points: each goes to the weighted mean of where the others would have it.
 *
 * @see Gansner, Koren, North 2004, "Graph drawing by stress majorization", section 2.3
 */
export function majoriseStress(problem: StressProblem, sweeps: number): void {
  const { x, y, distances, anchorX, anchorY, anchorWeight } = problem;
  const count = x.length;
  const nextX = new Float64Array(count);
  const nextY = new Float64Array(count);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (let point = 0; point < count; point++) {
      let weight = anchorWeight[point]!;
      let sumX = weight * anchorX[point]!;
      let sumY = weight * anchorY[point]!;
      const row = point * count;
      for (let other = 0; other < count; other++) {
        if (other === point) continue;
        const wanted = distances[row + other]!;
        const pull = 1 / (wanted * wanted);
        const dx = x[point]! - x[other]!;
        const dy = y[point]! - y[other]!;
        const stretch = wanted / (Math.sqrt(dx * dx + dy * dy) + 1e-9);
        sumX += pull * (x[other]! + dx * stretch);
        sumY += pull * (y[other]! + dy * stretch);
        weight += pull;
      }
      nextX[point] = sumX / weight;
      nextY[point] = sumY / weight;
    }
    x.set(nextX);
    y.set(nextY);
  }
}

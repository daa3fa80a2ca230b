/** From where each of a set of things is pulled by its links to things outside its group. */
export interface Pulls {
  /** Mean direction, length at most 1. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Share of its link weight that goes outside, 0 to 1. */
  readonly weight: Float64Array;
  addInside(source: number, target: number, weight: number): void;
  /** `dx`, `dy`: from the source's place to the target's. */
  addOutside(source: number, target: number, weight: number, dx: number, dy: number): void;
  /** Turns sums into means; call once, after all links. */
  finish(): void;
}

export function createPulls(count: number): Pulls {
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  const weight = new Float64Array(count);
  const inside = new Float64Array(count);
  return {
    x,
    y,
    weight,
    addInside(source, target, amount) {
      inside[source]! += amount;
      inside[target]! += amount;
    },
    addOutside(source, target, amount, dx, dy) {
      const length = Math.sqrt(dx * dx + dy * dy) + 1e-9;
      const pullX = (amount * dx) / length;
      const pullY = (amount * dy) / length;
      x[source]! += pullX;
      y[source]! += pullY;
      weight[source]! += amount;
      x[target]! -= pullX;
      y[target]! -= pullY;
      weight[target]! += amount;
    },
    finish() {
      for (let index = 0; index < count; index++) {
        const outside = weight[index]!;
        if (outside === 0) continue;
        x[index]! /= outside;
        y[index]! /= outside;
        weight[index] = outside / (outside + inside[index]!);
      }
    },
  };
}

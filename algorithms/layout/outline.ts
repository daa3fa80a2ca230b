/** How far the map reaches in each direction from its origin. */
export interface Outline {
  /** Distance at which the belt begins in the direction of `angle`, in radians. */
  at(angle: number): number;
}

const DIRECTIONS = 72;

/**
 * The smoothed outline of the stars.
 *
 * @param margin kept free around them
 */
export function outlineOf(x: Float64Array, y: Float64Array, radii: Float64Array, margin: number): Outline {
  const reach = new Float64Array(DIRECTIONS);
  for (let star = 0; star < x.length; star++) {
    const distance = Math.sqrt(x[star]! ** 2 + y[star]! ** 2) + radii[star]!;
    const direction = Math.floor(position(Math.atan2(y[star]!, x[star]!)));
    for (let step = -2; step <= 2; step++) {
      const near = (direction + step + DIRECTIONS) % DIRECTIONS;
      if (distance > reach[near]!) reach[near] = distance;
    }
  }
  let smooth: Float64Array = reach;
  for (let pass = 0; pass < 3; pass++) smooth = blur(smooth, [1, 1, 1, 1, 1]);
  smooth = blur(
    smooth.map((distance, direction) => Math.max(distance, reach[direction]!)),
    [0, 1, 2, 1, 0],
  );
  return {
    at(angle) {
      const place = position(angle) - 0.5 + DIRECTIONS;
      const before = Math.floor(place);
      const share = place - before;
      return smooth[before % DIRECTIONS]! * (1 - share) + smooth[(before + 1) % DIRECTIONS]! * share + margin;
    },
  };
}

function position(angle: number): number {
  const turns = (angle + Math.PI) / (2 * Math.PI);
  return (turns - Math.floor(turns)) * DIRECTIONS;
}

function blur(values: Float64Array, kernel: readonly number[]): Float64Array {
  const total = kernel.reduce((sum, weight) => sum + weight, 0);
  return values.map((_, direction) => {
    let sum = 0;
    kernel.forEach((weight, index) => {
      sum += weight * values[(direction + index - 2 + DIRECTIONS) % DIRECTIONS]!;
    });
    return sum / total;
  });
}

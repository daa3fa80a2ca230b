import type { Discs } from './discs.ts';

/** Turns all discs around their centre of mass until their longest axis lies flat, and stretches them a little along it. */
export function turnToHorizontal({ count, x, y, radii }: Discs): void {
  let meanX = 0;
  let meanY = 0;
  let mass = 0;
  for (let disc = 0; disc < count; disc++) {
    const weight = radii[disc]! ** 2;
    meanX += weight * x[disc]!;
    meanY += weight * y[disc]!;
    mass += weight;
  }
  meanX /= mass;
  meanY /= mass;
  let alongX = 0;
  let across = 0;
  let alongY = 0;
  for (let disc = 0; disc < count; disc++) {
    const weight = radii[disc]! ** 2;
    const dx = x[disc]! - meanX;
    const dy = y[disc]! - meanY;
    alongX += weight * dx * dx;
    across += weight * dx * dy;
    alongY += weight * dy * dy;
  }
  const angle = -0.5 * Math.atan2(2 * across, alongX - alongY);
  const cosine = Math.cos(angle);
  const sine = Math.sin(angle);
  for (let disc = 0; disc < count; disc++) {
    const dx = x[disc]! - meanX;
    const dy = y[disc]! - meanY;
    x[disc] = (cosine * dx - sine * dy) * 1.06;
    y[disc] = (sine * dx + cosine * dy) * 0.94;
  }
}

import { DEPTHS } from './community-tree.ts';
import type { Discs } from './discs.ts';
import type { RelaxOptions } from './relax-options.ts';

/** Pulls discs towards the middle of their communities, hubs more than others, and whole regions to the origin; adds to the steps. */
export function createCohesion(
  discs: Discs,
  options: RelaxOptions,
  stepX: Float64Array,
  stepY: Float64Array,
): (warmth: number) => void {
  const { count, x, y, radii, ancestors, mobility } = discs;
  const { cohesion, regionRadii, hubs, gravity, aspect } = options;
  const centreX = new Float64Array(regionRadii.length);
  const centreY = new Float64Array(regionRadii.length);
  const mass = new Float64Array(regionRadii.length);

  const findCentres = (depth: number): void => {
    centreX.fill(0);
    centreY.fill(0);
    mass.fill(0);
    for (let disc = 0; disc < count; disc++) {
      const node = ancestors[disc * DEPTHS + depth]!;
      const weight = radii[disc]! * radii[disc]!;
      centreX[node]! += x[disc]! * weight;
      centreY[node]! += y[disc]! * weight;
      mass[node]! += weight;
    }
    for (let node = 0; node < mass.length; node++) {
      if (mass[node] === 0) continue;
      centreX[node]! /= mass[node]!;
      centreY[node]! /= mass[node]!;
    }
  };

  const gather = (depth: number, strength: number): void => {
    for (let disc = 0; disc < count; disc++) {
      if (mobility[disc] === 0) continue;
      const node = ancestors[disc * DEPTHS + depth]!;
      const dx = centreX[node]! - x[disc]!;
      const dy = centreY[node]! - y[disc]!;
      const distance = Math.sqrt(dx * dx + dy * dy) + 1e-9;
      const beyond = distance - 0.9 * regionRadii[node]!;
      let pull = beyond > 0 ? (strength * beyond) / distance : 0;
      if (hubs) pull += 4 * strength * hubs[disc]!;
      stepX[disc]! += pull * dx;
      stepY[disc]! += pull * dy;
    }
  };

  /** Whole regions fall to the origin; the step is capped, or large regions would be pulled over small ones. */
  const fall = (warmth: number): void => {
    const strength = warmth * gravity;
    for (let disc = 0; disc < count; disc++) {
      const node = ancestors[disc * DEPTHS]!;
      let dx = (strength * centreX[node]!) / aspect;
      let dy = strength * aspect * centreY[node]!;
      const length = Math.sqrt(dx * dx + dy * dy);
      const most = 0.16 * warmth * radii[disc]!;
      if (length > most) {
        dx *= most / length;
        dy *= most / length;
      }
      stepX[disc]! -= dx;
      stepY[disc]! -= dy;
    }
  };

  return (warmth) => {
    for (let depth = 0; depth < DEPTHS; depth++) {
      const strength = warmth * cohesion[depth]!;
      if (strength === 0 && depth > 0) continue;
      findCentres(depth);
      if (strength > 0) gather(depth, strength);
      if (depth === 0 && gravity > 0) fall(warmth);
    }
  };
}

import { createCohesion } from './cohesion.ts';
import { createCollider } from './collide.ts';
import type { Bonds, Discs } from './discs.ts';
import { createLinkPull } from './link-pull.ts';
import type { Hold, RelaxOptions } from './relax-options.ts';

/** Few discs are pushed apart several times a sweep, and always with the wide gaps. */
const FEW = 1500;

/** Moves the discs until links are short, communities hold together and nothing overlaps. */
export function relax(discs: Discs, bonds: Bonds, options: RelaxOptions): void {
  const { count } = discs;
  const { sweeps, heat, cooling, hold } = options;
  const collider = createCollider(discs, options.gaps);
  const few = count < FEW;
  const wideEvery = few ? 1 : count > 20_000 ? 4 : count > 5000 ? 3 : 2;
  const stepX = new Float64Array(count);
  const stepY = new Float64Array(count);
  const pullToAncestors = createCohesion(discs, options, stepX, stepY);
  const pullLinks = createLinkPull(discs, bonds, options, stepX, stepY);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const warmth = heat * (1 - sweep / sweeps) ** cooling;
    pullToAncestors(warmth);
    pullLinks(warmth);
    step(discs, stepX, stepY, options.maxStep);
    if (hold) pullBack(discs, hold);
    const strength = sweep > sweeps * 0.8 ? 0.9 : 0.7;
    for (let pass = few ? 6 : 1; pass > 0; pass--) collider.push(strength, sweep % wideEvery === 0);
  }
  for (let pass = 0; pass < options.settlePasses; pass++) {
    if (collider.push(options.settleStrength, few || pass % 3 === 0) < 0.002 * count) break;
  }
}

/** Takes the steps, shortened so that nobody jumps over a neighbour, and forgets them. */
function step(discs: Discs, stepX: Float64Array, stepY: Float64Array, maxStep: number): void {
  const { count, x, y, radii, mobility } = discs;
  for (let disc = 0; disc < count; disc++) {
    const mobile = mobility[disc]!;
    if (mobile > 0) {
      const dx = stepX[disc]!;
      const dy = stepY[disc]!;
      const length = Math.sqrt(dx * dx + dy * dy);
      const most = maxStep * radii[disc]!;
      const share = length > most ? (mobile * most) / length : mobile;
      x[disc]! += share * dx;
      y[disc]! += share * dy;
    }
    stepX[disc] = 0;
    stepY[disc] = 0;
  }
}

function pullBack({ count, x, y }: Discs, hold: Hold): void {
  for (let disc = 0; disc < count; disc++) {
    const strength = hold.strength[disc]!;
    if (strength === 0) continue;
    x[disc]! += strength * (hold.x[disc]! - x[disc]!);
    y[disc]! += strength * (hold.y[disc]! - y[disc]!);
  }
}

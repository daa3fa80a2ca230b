import { createCollider } from './collide.ts';
import { DEPTHS } from './community-tree.ts';
import type { Bonds, Discs } from './discs.ts';

/** Few discs are pushed apart several times a sweep, and always with the wide gaps. */
const FEW = 1500;

/**
 * A link pulls no harder when it is longer than this share of the radii of the two communities it joins. Without a limit, thousands of long
 * links together drag small communities out of their region.
 */
const LINK_REACH = 0.3;

/** Places that hold discs back, for a warm start. */
export interface Hold {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Share of the way back that each disc goes a sweep. */
  readonly strength: Float64Array;
}

export interface RelaxOptions {
  readonly sweeps: number;
  /** Strength of everything but collisions at the first sweep; it falls to 0. */
  readonly heat: number;
  /** How fast it falls: exponent over the share of sweeps left. */
  readonly cooling: number;
  /** Strength of a link by the number of ancestors that its ends share. */
  readonly linkPull: readonly number[];
  /** Pull towards the centre of each ancestor, by depth, beyond 0.9 of its radius. */
  readonly cohesion: readonly number[];
  /** Pull of everything to the origin. */
  readonly gravity: number;
  /** Width over height that gravity makes for. */
  readonly aspect: number;
  /** Longest step a sweep, in radii of the disc. */
  readonly maxStep: number;
  /** Most collision passes at the end, and the share of each overlap undone by one. */
  readonly settlePasses: number;
  readonly settleStrength: number;
  readonly gaps: readonly number[];
  /** Radius of each tree node. */
  readonly regionRadii: Float64Array;
  /** How strongly each disc is drawn to the middle of its communities, 0 to 1. */
  readonly hubs?: Float64Array;
  readonly hold?: Hold;
}

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

function createCohesion(
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

function createLinkPull(
  discs: Discs,
  { links, degrees }: Bonds,
  { linkPull, regionRadii }: RelaxOptions,
  stepX: Float64Array,
  stepY: Float64Array,
): (warmth: number) => void {
  const { x, y, radii, ancestors } = discs;
  const { sources, targets, weights } = links;
  const count = sources.length;
  const strengths = new Float64Array(count);
  const sourceShares = new Float64Array(count);
  const longest = new Float64Array(count);
  for (let link = 0; link < count; link++) {
    const source = sources[link]!;
    const target = targets[link]!;
    let shared = 0;
    while (shared < DEPTHS && ancestors[source * DEPTHS + shared] === ancestors[target * DEPTHS + shared])
      shared++;
    const parting = Math.min(shared, DEPTHS - 1);
    longest[link] =
      LINK_REACH *
      (regionRadii[ancestors[source * DEPTHS + parting]!]! +
        regionRadii[ancestors[target * DEPTHS + parting]!]!);
    const pull = linkPull[Math.min(shared, linkPull.length - 1)]!;
    strengths[link] = (pull * weights[link]!) / Math.min(degrees[source]!, degrees[target]!);
    sourceShares[link] = degrees[source]! / (degrees[source]! + degrees[target]!);
  }
  return (warmth) => {
    for (let link = 0; link < count; link++) {
      const source = sources[link]!;
      const target = targets[link]!;
      const dx = x[target]! + stepX[target]! - x[source]! - stepX[source]!;
      const dy = y[target]! + stepY[target]! - y[source]! - stepY[source]!;
      const distance = Math.sqrt(dx * dx + dy * dy);
      const beyond = distance - radii[source]! - radii[target]!;
      if (beyond <= 0) continue;
      const pull = (warmth * strengths[link]! * Math.min(beyond, longest[link]!)) / distance;
      // The end with more links stays; the other comes.
      const share = sourceShares[link]!;
      stepX[target]! -= dx * pull * share;
      stepY[target]! -= dy * pull * share;
      stepX[source]! += dx * pull * (1 - share);
      stepY[source]! += dy * pull * (1 - share);
    }
  };
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

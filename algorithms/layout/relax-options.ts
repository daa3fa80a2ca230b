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

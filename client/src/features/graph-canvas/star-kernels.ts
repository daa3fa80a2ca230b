/** The stamp of one star: alpha by pixel, `2 * reach + 1` on each side. */
export interface StarKernel {
  reach: number;
  side: number;
  alpha: Uint8Array;
}

/** Sub-pixel positions each way; more would not be seen, fewer make slow pans twitch. */
export const PHASES = 2;
/** How far the glow goes, in radii. */
const GLOW_REACH = 3.6;

/**
 * Round, anti-aliased stamps of one star at every sub-pixel position, its glow included.
 *
 * @param radius pixels; below 0.5 the star gets fainter instead of smaller
 * @param strength 0..1
 * @param glow 0..1, 0 for none
 * @returns by `phaseY * PHASES + phaseX`
 */
export function starKernels(radius: number, strength: number, glow: number): StarKernel[] {
  const glowReach = glow > 0 ? radius * GLOW_REACH : radius + 1;
  const reach = Math.ceil(glowReach + 0.5);
  const side = 2 * reach + 1;
  const body = radius < 0.5 ? radius * 2 : 1;
  const kernels: StarKernel[] = [];
  for (let phaseY = 0; phaseY < PHASES; phaseY++) {
    for (let phaseX = 0; phaseX < PHASES; phaseX++) {
      const centreX = reach + (phaseX + 0.5) / PHASES - 0.5;
      const centreY = reach + (phaseY + 0.5) / PHASES - 0.5;
      const alpha = new Uint8Array(side * side);
      for (let at = 0; at < alpha.length; at++) {
        const distance = Math.hypot((at % side) - centreX, Math.floor(at / side) - centreY);
        const disc = Math.min(1, Math.max(0, radius + 0.5 - distance)) * body;
        const halo = glow > 0 ? 1.6 * glow * Math.max(0, 1 - distance / glowReach) ** 3 : 0;
        alpha[at] = Math.round(255 * Math.min(1, Math.max(disc, halo)) * strength);
      }
      kernels.push({ reach, side, alpha });
    }
  }
  return kernels;
}

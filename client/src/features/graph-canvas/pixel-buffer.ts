import type { Rgb } from '../../theme/oklch.ts';
import { PHASES, type StarKernel } from './star-kernels.ts';

/**
 * Pixels as `ImageData` keeps them, one 32-bit word each: alpha, blue, green, red from the top (little-endian), not premultiplied.
 * So "over" must compute the alpha of the pair, and each word goes through `>>> 0` before it is stored and compared.
 */
export interface PixelBuffer {
  width: number;
  height: number;
  words: Uint32Array;
}

/** A colour without alpha, as the low 24 bits of a word. */
export function packColour([red, green, blue]: Rgb): number {
  return (blue << 16) | (green << 8) | red;
}

/** Stamps a star at (x, y), in pixels. The stronger of the two colours wins: mixing hues would turn crowds grey. */
export function stampStar(
  buffer: PixelBuffer,
  x: number,
  y: number,
  kernels: readonly StarKernel[],
  colour: number,
): void {
  const { width, height, words } = buffer;
  const column = Math.floor(x);
  const row = Math.floor(y);
  const kernel = kernels[Math.floor((y - row) * PHASES) * PHASES + Math.floor((x - column) * PHASES)];
  if (!kernel) return;
  const { reach, side, alpha } = kernel;
  const left = Math.max(0, column - reach);
  const right = Math.min(width - 1, column + reach);
  const bottom = Math.min(height - 1, row + reach);
  for (let atRow = Math.max(0, row - reach); atRow <= bottom; atRow++) {
    let pixel = atRow * width + left;
    let inKernel = (atRow - row + reach) * side + (left - column + reach);
    for (let atColumn = left; atColumn <= right; atColumn++, pixel++, inKernel++) {
      const source = alpha[inKernel] as number;
      if (source === 0) continue;
      const below = words[pixel] as number;
      const belowAlpha = below >>> 24;
      if (belowAlpha === 0 || source > 250) {
        words[pixel] = (colour | (source << 24)) >>> 0;
      } else {
        const both = source + belowAlpha - ((source * belowAlpha + 255) >> 8);
        words[pixel] = ((source >= belowAlpha ? colour : below & 0xffffff) | (both << 24)) >>> 0;
      }
    }
  }
}

/** Links never get denser than this, however many cross: the map must not turn into hay. */
const MOST_LINK_ALPHA = 140;

function blend(words: Uint32Array, pixel: number, colour: number, alpha: number): void {
  const below = words[pixel] as number;
  const belowAlpha = below >>> 24;
  if (belowAlpha === 0) {
    words[pixel] = (colour | (alpha << 24)) >>> 0;
    return;
  }
  const both = Math.min(MOST_LINK_ALPHA, alpha + belowAlpha - ((alpha * belowAlpha) >> 8));
  words[pixel] = ((below & 0xffffff) | (both << 24)) >>> 0;
}

/**
 * Draws an anti-aliased hairline, two pixels a step along the longer axis.
 *
 * @param alpha 0..255
 * @param dotted draws three pixels, leaves three out
 * @see Xiaolin Wu, "An efficient antialiasing technique", 1991
 */
export function drawHairline(
  buffer: PixelBuffer,
  from: readonly [x: number, y: number],
  to: readonly [x: number, y: number],
  line: { colour: number; alpha: number; dotted: boolean },
): void {
  const { width, height, words } = buffer;
  const steep = Math.abs(to[1] - from[1]) > Math.abs(to[0] - from[0]);
  const along = steep ? 1 : 0;
  const across = steep ? 0 : 1;
  const [first, last] = from[along] <= to[along] ? [from, to] : [to, from];
  const run = last[along] - first[along];
  const slope = run === 0 ? 0 : (last[across] - first[across]) / run;
  const alongLimit = steep ? height : width;
  const acrossLimit = (steep ? width : height) - 1;
  const stride = steep ? 1 : width;
  const begin = Math.max(0, Math.ceil(first[along]));
  const end = Math.min(alongLimit - 1, Math.floor(last[along]));
  let offset = first[across] + (begin - first[along]) * slope;
  for (let at = begin; at <= end; at++, offset += slope) {
    const lane = Math.floor(offset);
    if (lane < 0 || lane >= acrossLimit || (line.dotted && at % 6 >= 3)) continue;
    const share = offset - lane;
    const pixel = steep ? at * width + lane : lane * width + at;
    blend(words, pixel, line.colour, (line.alpha * (1 - share)) | 0);
    blend(words, pixel + stride, line.colour, (line.alpha * share) | 0);
  }
}

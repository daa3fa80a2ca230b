import { describe, expect, it } from 'vitest';
import {
  drawHairline,
  type PixelBuffer,
  packColour,
  stampStar,
} from '../../../../client/src/features/graph-canvas/pixel-buffer.ts';
import { starKernels } from '../../../../client/src/features/graph-canvas/star-kernels.ts';

const width = 40;
const height = 30;
const aBuffer = (): PixelBuffer => ({ width, height, words: new Uint32Array(width * height) });
const alphaAt = (buffer: PixelBuffer, x: number, y: number): number =>
  (buffer.words[y * width + x] as number) >>> 24;
const blue = packColour([10, 20, 250]);

describe('a star', () => {
  it('covers its disc whole, fades at the rim and leaves the rest', () => {
    const buffer = aBuffer();
    stampStar(buffer, 20.5, 15.5, starKernels(4, 1, 0), blue);
    expect(alphaAt(buffer, 20, 15)).toBe(255);
    expect(alphaAt(buffer, 20, 12)).toBe(255);
    expect(alphaAt(buffer, 20, 8)).toBe(0);
    expect((buffer.words[15 * width + 20] as number) & 0xffffff).toBe(blue);
  });

  it('has no holes where bright stars lie over each other', () => {
    const buffer = aBuffer();
    const kernels = starKernels(4, 0.97, 0.3);
    for (let time = 0; time < 12; time++) stampStar(buffer, 20.5 + (time % 3) * 0.4, 15.5, kernels, blue);
    expect(alphaAt(buffer, 20, 15)).toBeGreaterThan(240);
    expect(alphaAt(buffer, 21, 15)).toBeGreaterThan(240);
  });

  it('may stand over any border of the picture', () => {
    for (const [x, y] of [
      [-2, -2],
      [39.9, 29.9],
      [-30, 10],
      [20, 60],
    ] as const)
      expect(() => stampStar(aBuffer(), x, y, starKernels(5, 1, 0.3), blue)).not.toThrow();
  });

  it('gets fainter instead of smaller under half a pixel', () => {
    const strongest = (radius: number) => Math.max(...(starKernels(radius, 1, 0)[0]?.alpha ?? []));
    expect(strongest(0.2)).toBeLessThan(strongest(0.4));
  });
});

describe('a hairline', () => {
  it('is without gaps from end to end, whichever way it runs', () => {
    for (const [from, to] of [
      [
        [5, 5],
        [35, 20],
      ],
      [
        [35, 20],
        [5, 5],
      ],
      [
        [10, 2],
        [14, 27],
      ],
    ] as const) {
      const buffer = aBuffer();
      drawHairline(buffer, from, to, { colour: blue, alpha: 120, dotted: false });
      const steep = Math.abs(to[1] - from[1]) > Math.abs(to[0] - from[0]);
      const [first, last] = steep ? [from[1], to[1]] : [from[0], to[0]];
      for (let at = Math.min(first, last); at <= Math.max(first, last); at++) {
        const across = Array.from({ length: steep ? width : height }, (_, lane) =>
          steep ? alphaAt(buffer, lane, at) : alphaAt(buffer, at, lane),
        );
        expect(across.reduce((sum, alpha) => sum + alpha, 0)).toBeGreaterThan(100);
      }
    }
  });

  it('leaves gaps when it is dotted', () => {
    const buffer = aBuffer();
    drawHairline(buffer, [0, 10], [39, 10], { colour: blue, alpha: 120, dotted: true });
    const lit = Array.from({ length: width }, (_, x) => alphaAt(buffer, x, 10) > 0);
    expect(lit.filter(Boolean).length).toBeGreaterThan(10);
    expect(lit.filter((on) => !on).length).toBeGreaterThan(10);
  });

  it('never makes the map opaque, however many cross', () => {
    const buffer = aBuffer();
    for (let time = 0; time < 200; time++)
      drawHairline(buffer, [0, 10], [39, 10], { colour: blue, alpha: 40, dotted: false });
    expect(Math.max(...buffer.words.map((word) => word >>> 24))).toBeLessThanOrEqual(140);
  });
});

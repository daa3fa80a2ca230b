import { hasCjk } from '../../text/characters.ts';
import type { PdfPage, PdfRun } from './pdf-line.ts';

/** A piece of text as pdf.js gives it. */
export interface TextItem {
  str: string;
  /** A matrix [a, b, c, d, x, y] from text to the page as it lies in the file. */
  transform: readonly number[];
  width: number;
  fontName: string;
}

/** A page as it is looked at: pdf.js turns its coordinates by this matrix. */
export interface PageView {
  height: number;
  transform: readonly number[];
}

/**
 * The horizontal runs of a page; what stands sideways in its margins is left out.
 *
 * @param styles what pdf.js tells of each font, by its name
 */
export function pageRuns(
  items: Iterable<TextItem>,
  view: PageView,
  styles: Readonly<Record<string, { fontFamily: string }>>,
): PdfPage {
  const runs: PdfRun[] = [];
  for (const { str, transform, width, fontName } of items) {
    const placed = multiply(view.transform, transform);
    const [a, b, c, d, x, y] = placed;
    if (Math.abs(b) > 0.2 * Math.abs(a) || a <= 0) continue;
    const last = runs.at(-1);
    if (str.trim() === '') {
      if (str !== '' && last) last.spaceAfter = true;
      continue;
    }
    const size = Math.hypot(c, d);
    const text = plainCharacters(str);
    // Chinese characters have one width in any font.
    const isMono = styles[fontName]?.fontFamily === 'monospace' && !hasCjk(text);
    runs.push({ text, x0: x, x1: x + width, y, size, spaceAfter: /\s$/.test(text), isMono });
  }
  return { height: view.height, runs };
}

type Matrix = readonly [number, number, number, number, number, number];

function multiply(outer: readonly number[], inner: readonly number[]): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = outer;
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = inner;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

/** Some printers write 一 as the sign for its radical (U+2F00), and letters as ligatures: these become the characters people write. */
function plainCharacters(text: string): string {
  return text
    .replace(/[\u2e80-\u2fdf\ufb00-\ufb06]/g, (character) => character.normalize('NFKC'))
    .replace(/\p{Cc}/gu, ' ');
}

import { FONT_FAMILY } from '../../theme/typography.ts';

export interface TextStyle {
  /** Pixels. */
  size: number;
  weight: number;
  italic: boolean;
  /** Letter spacing, as a share of the size. */
  spacing: number;
}

/** Width of one line of text, in pixels. */
export type TextMeasure = (text: string, style: TextStyle) => number;

const WIDE = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]/;
/** True when the text has Chinese, Japanese or Korean letters. */
export const isWide = (text: string): boolean => WIDE.test(text);

/** As the canvas wants it. */
export function fontOf(style: TextStyle): string {
  return `${style.italic ? 'italic ' : ''}${style.weight} ${style.size}px ${FONT_FAMILY}`;
}

/** Texts remembered before starting anew. */
const MOST_REMEMBERED = 6000;
const REFERENCE_SIZE = 100;

/** Measures once per text and weight, at a large size, and scales. Without a canvas (in tests) it estimates. */
export function createTextMeasure(): TextMeasure {
  const context = document.createElement('canvas').getContext('2d');
  const widths = new Map<string, number>();
  const measureAtReference = (text: string, style: TextStyle): number => {
    if (!context)
      return REFERENCE_SIZE * Array.from(text).reduce((sum, letter) => sum + (isWide(letter) ? 1 : 0.55), 0);
    context.font = fontOf({ ...style, size: REFERENCE_SIZE });
    return context.measureText(text).width;
  };
  return (text, style) => {
    const key = `${style.weight}${style.italic ? 'i' : ''} ${text}`;
    let width = widths.get(key);
    if (width === undefined) {
      width = measureAtReference(text, style);
      if (widths.size >= MOST_REMEMBERED) widths.clear();
      widths.set(key, width);
    }
    return (width * style.size) / REFERENCE_SIZE + style.spacing * style.size * text.length;
  };
}

import type { Rgb } from '../../../../client/src/theme/oklch.ts';

const relativeLuminance = (colour: Rgb): number => {
  const [red, green, blue] = colour.map((channel) => {
    const encoded = channel / 255;
    return encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** Contrast of two colours, 1..21. @see WCAG 2.2, "contrast ratio" */
export function contrastRatio(left: Rgb, right: Rgb): number {
  const [darker, lighter] = [relativeLuminance(left), relativeLuminance(right)].sort((a, b) => a - b) as [
    number,
    number,
  ];
  return (lighter + 0.05) / (darker + 0.05);
}

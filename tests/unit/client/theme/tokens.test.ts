import { describe, expect, it } from 'vitest';
import { cssVariables } from '../../../../client/src/theme/css-variables.ts';
import { cssColour, mixColours, oklch, parseHexColour } from '../../../../client/src/theme/oklch.ts';
import { type ColorScheme, themeTokens } from '../../../../client/src/theme/tokens.ts';
import { contrastRatio } from './contrast-ratio.ts';

const schemes: ColorScheme[] = ['light', 'dark'];

describe('oklch', () => {
  it('gives white, black and grey exactly', () => {
    expect(oklch(1, 0, 0)).toEqual([255, 255, 255]);
    expect(oklch(0, 0, 0)).toEqual([0, 0, 0]);
    const [red, green, blue] = oklch(0.6, 0, 120);
    expect(red).toBe(green);
    expect(green).toBe(blue);
  });

  it('gives the primary red of sRGB for its published coordinates', () => {
    const [red, green, blue] = oklch(0.62796, 0.25768, 29.234);
    expect(red).toBeGreaterThanOrEqual(254);
    expect(green).toBeLessThanOrEqual(2);
    expect(blue).toBeLessThanOrEqual(2);
  });

  it('mixes and writes colours', () => {
    expect(mixColours([0, 0, 0], [255, 100, 10], 0.5)).toEqual([128, 50, 5]);
    expect(cssColour(parseHexColour('#0B1020'))).toBe('rgb(11, 16, 32)');
    expect(cssColour([1, 2, 3], 0.5)).toBe('rgba(1, 2, 3, 0.5)');
  });
});

describe.each(schemes)('the %s theme', (scheme) => {
  const tokens = themeTokens(scheme);

  it('has text of at least 4.5:1 on every ground it stands on', () => {
    for (const ground of [tokens.background, tokens.surface, tokens.surfaceHover]) {
      expect(contrastRatio(tokens.text, ground)).toBeGreaterThan(4.5);
      expect(contrastRatio(tokens.textMuted, ground)).toBeGreaterThan(4.5);
    }
    expect(contrastRatio(tokens.accentText, tokens.accent)).toBeGreaterThan(4.5);
    expect(contrastRatio(tokens.text, tokens.highlight)).toBeGreaterThan(4.5);
    expect(contrastRatio(tokens.text, tokens.highlightStrong)).toBeGreaterThan(4.5);
    for (const state of [tokens.accent, tokens.success, tokens.warning, tokens.danger])
      expect(contrastRatio(state, tokens.surface)).toBeGreaterThan(4.5);
  });

  it('has region titles of at least 4.5:1 and marks of at least 3:1 for each of twelve hues', () => {
    expect(tokens.hues).toHaveLength(12);
    for (const hue of [...tokens.hues, tokens.noCommunity]) {
      expect(contrastRatio(hue.title, tokens.background)).toBeGreaterThan(4.5);
      expect(contrastRatio(hue.mark, tokens.background)).toBeGreaterThan(3);
    }
  });

  it('gives every hue four shades of six star classes', () => {
    for (const hue of tokens.hues) expect(hue.stars.map((classes) => classes.length)).toEqual([6, 6, 6, 6]);
  });

  it('is whole as CSS variables', () => {
    const variables = cssVariables(scheme);
    for (const name of [
      'background',
      'surface',
      'line',
      'text',
      'text-muted',
      'accent',
      'shadow',
      'hue-11',
      'hue-none',
    ])
      expect(variables[`--orrery-${name}`]).toMatch(/rgb/);
  });
});

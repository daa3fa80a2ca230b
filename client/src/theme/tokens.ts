import { mixColours, oklch, parseHexColour, type Rgb } from './oklch.ts';

export type ColorScheme = 'light' | 'dark';

/** Number of community hues; a hue is an index 0..11. */
export const HUE_COUNT = 12;
/** Shades of one hue, for the children of a community. */
export const SHADE_COUNT = 4;
/** Size classes of stars, 0 the brightest. */
export const STAR_CLASS_COUNT = 6;

/** Colours of everything that carries a community's hue. */
interface HueTokens {
  /** Marks: hull lines, swatches, nodes. At least 3:1 on the background. */
  mark: Rgb;
  /** Region titles. At least 4.5:1 on the background. */
  title: Rgb;
  /** Star colours by shade, then by size class. */
  stars: readonly (readonly Rgb[])[];
}

/** How strongly the layers of the map show. Shares of 1. */
interface MapTokens {
  starAlpha: readonly number[];
  starGlow: number;
  nebula: number;
  hullLine: number;
  hullFill: number;
  backgroundLink: number;
  link: number;
  /** How much stars outside the focus keep of their strength. */
  dimmed: number;
}

/** All colours of one theme. */
export interface ThemeTokens {
  scheme: ColorScheme;
  background: Rgb;
  surface: Rgb;
  /** Under the pointer, pressed, selected rows. */
  surfaceHover: Rgb;
  line: Rgb;
  text: Rgb;
  textMuted: Rgb;
  accent: Rgb;
  /** Text on `accent`. */
  accentText: Rgb;
  /** A quiet ground in the accent's hue. */
  accentSoft: Rgb;
  /** The ground of quoted evidence in a document. */
  highlight: Rgb;
  /** The same for the one that is looked at now. */
  highlightStrong: Rgb;
  success: Rgb;
  warning: Rgb;
  danger: Rgb;
  shadow: Rgb;
  /** Twelve communities, in an order in which neighbours differ. */
  hues: readonly HueTokens[];
  /** What belongs to no community. */
  noCommunity: HueTokens;
  map: MapTokens;
}

/** Degrees: 30 apart, reordered so that neighbours in the list differ. */
const HUE_ANGLES = [255, 75, 345, 165, 285, 45, 195, 15, 225, 105, 315, 135] as const;
/** Lightness and hue of each shade, relative to the community's own. */
const SHADES = [
  { lightness: 0, hue: 0 },
  { lightness: 0.045, hue: 7 },
  { lightness: -0.05, hue: -6 },
  { lightness: 0.02, hue: -12 },
] as const;

interface HueRecipe {
  mark: readonly [lightness: number, chroma: number];
  title: readonly [lightness: number, chroma: number];
  star: readonly [lightness: number, chroma: number];
  /** What bright stars are mixed with, and how much by class. */
  glint: Rgb;
  glintShare: readonly number[];
}

function hueTokens(angle: number, recipe: HueRecipe, chromaScale: number): HueTokens {
  const [markLightness, markChroma] = recipe.mark;
  const [titleLightness, titleChroma] = recipe.title;
  const [starLightness, starChroma] = recipe.star;
  return {
    mark: oklch(markLightness, markChroma * chromaScale, angle),
    title: oklch(titleLightness, titleChroma * chromaScale, angle),
    stars: SHADES.map((shade) => {
      const own = oklch(starLightness + shade.lightness, starChroma * chromaScale, angle + shade.hue);
      return recipe.glintShare.map((share) => mixColours(own, recipe.glint, share));
    }),
  };
}

const hex = parseHexColour;

const NIGHT: HueRecipe = {
  mark: [0.72, 0.13],
  title: [0.85, 0.075],
  star: [0.76, 0.128],
  glint: hex('#FFFCF4'),
  glintShare: [0.55, 0.42, 0.28, 0.12, 0, 0],
};
const PAPER: HueRecipe = {
  mark: [0.58, 0.13],
  title: [0.42, 0.1],
  star: [0.55, 0.13],
  glint: hex('#141828'),
  glintShare: [0.34, 0.26, 0.16, 0.06, 0, 0],
};

/** Night. */
const darkTokens: ThemeTokens = {
  scheme: 'dark',
  background: hex('#0B1020'),
  surface: hex('#121A2E'),
  surfaceHover: hex('#1A243C'),
  line: hex('#243049'),
  text: hex('#E6EAF2'),
  textMuted: hex('#9AA6BF'),
  accent: hex('#7AA2FF'),
  accentText: hex('#0B1020'),
  accentSoft: hex('#1B2A4E'),
  highlight: hex('#3B3620'),
  highlightStrong: hex('#6B5A1E'),
  success: oklch(0.76, 0.13, 155),
  warning: oklch(0.8, 0.13, 80),
  danger: oklch(0.72, 0.15, 22),
  shadow: hex('#04060E'),
  hues: HUE_ANGLES.map((angle) => hueTokens(angle, NIGHT, 1)),
  noCommunity: hueTokens(260, { ...NIGHT, glintShare: [0.2, 0.1, 0, 0, 0, 0], star: [0.62, 0.128] }, 0.2),
  map: {
    starAlpha: [1, 1, 0.95, 0.86, 0.72, 0.52],
    starGlow: 0.3,
    nebula: 0.36,
    hullLine: 0.36,
    hullFill: 0.07,
    backgroundLink: 0.16,
    link: 0.42,
    dimmed: 0.38,
  },
};

/** Paper. */
const lightTokens: ThemeTokens = {
  scheme: 'light',
  background: hex('#FAF8F3'),
  surface: hex('#FFFFFF'),
  surfaceHover: hex('#F4F1E9'),
  line: hex('#E3DDD0'),
  text: hex('#1D2433'),
  textMuted: hex('#5B6475'),
  accent: hex('#2F5BD7'),
  accentText: hex('#FFFFFF'),
  accentSoft: hex('#E6ECFB'),
  highlight: hex('#FBF0C4'),
  highlightStrong: hex('#F6DC7A'),
  success: oklch(0.5, 0.12, 155),
  warning: oklch(0.55, 0.12, 70),
  danger: oklch(0.52, 0.18, 25),
  shadow: hex('#3A3527'),
  hues: HUE_ANGLES.map((angle) => hueTokens(angle, PAPER, 1)),
  noCommunity: hueTokens(80, { ...PAPER, glintShare: [0.2, 0.1, 0, 0, 0, 0], star: [0.64, 0.13] }, 0.16),
  map: {
    starAlpha: [1, 1, 0.96, 0.88, 0.76, 0.6],
    starGlow: 0.12,
    nebula: 0.26,
    hullLine: 0.42,
    hullFill: 0.07,
    backgroundLink: 0.2,
    link: 0.42,
    dimmed: 0.34,
  },
};

/** The tokens of a theme: `dark` is night, `light` is paper. The only place where colours are written. */
export function themeTokens(scheme: ColorScheme): ThemeTokens {
  return scheme === 'dark' ? darkTokens : lightTokens;
}

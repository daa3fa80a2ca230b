/** A colour as the canvas layers need it: red, green, blue, 0..255, whole numbers. */
export type Rgb = readonly [red: number, green: number, blue: number];

const encodeChannel = (linear: number): number => {
  const clipped = Math.min(1, Math.max(0, linear));
  const encoded = clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055;
  return Math.round(255 * encoded);
};

/**
 * OKLCH to sRGB; what lies outside sRGB is clipped channel by channel.
 *
 * @param lightness 0..1
 * @param chroma 0..0.37 or so
 * @param hue degrees
 * @see Björn Ottosson, "A perceptual color space for image processing", 2020
 */
export function oklch(lightness: number, chroma: number, hue: number): Rgb {
  const angle = (hue * Math.PI) / 180;
  const a = chroma * Math.cos(angle);
  const b = chroma * Math.sin(angle);
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encodeChannel(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
    encodeChannel(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
    encodeChannel(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short),
  ];
}

/** The colour `share` of the way from `from` to `to`. */
export function mixColours(from: Rgb, to: Rgb, share: number): Rgb {
  const channel = (at: 0 | 1 | 2): number => Math.round(from[at] + (to[at] - from[at]) * share);
  return [channel(0), channel(1), channel(2)];
}

/** As CSS and the canvas read it. */
export function cssColour([red, green, blue]: Rgb, alpha = 1): string {
  return alpha >= 1 ? `rgb(${red}, ${green}, ${blue})` : `rgba(${red}, ${green}, ${blue}, ${alpha})`;
}

/** Reads `#rrggbb`. */
export function parseHexColour(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

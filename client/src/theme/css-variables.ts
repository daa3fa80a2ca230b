import { cssColour, type Rgb } from './oklch.ts';
import { type ColorScheme, type ThemeTokens, themeTokens } from './tokens.ts';

const PLAIN = [
  'background',
  'surface',
  'surfaceHover',
  'line',
  'text',
  'textMuted',
  'accent',
  'accentText',
  'accentSoft',
  'highlight',
  'highlightStrong',
  'success',
  'warning',
  'danger',
] as const satisfies readonly (keyof ThemeTokens)[];

const kebabCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/**
 * The theme as CSS custom properties: `--orrery-background`, `--orrery-surface`, `--orrery-surface-hover`, `--orrery-line`, `--orrery-text`,
 * `--orrery-text-muted`, `--orrery-accent`, `--orrery-accent-text`, `--orrery-accent-soft`, `--orrery-highlight`, `--orrery-highlight-strong`,
 * `--orrery-success`, `--orrery-warning`, `--orrery-danger`, `--orrery-shadow` (a whole `box-shadow`), `--orrery-hue-0` ... `--orrery-hue-11`,
 * `--orrery-hue-title-0` ... `-11`, `--orrery-hue-none`, `--orrery-hue-title-none`.
 */
export function cssVariables(scheme: ColorScheme): Record<string, string> {
  const tokens = themeTokens(scheme);
  const variables: Record<string, string> = {};
  for (const name of PLAIN) variables[`--orrery-${kebabCase(name)}`] = cssColour(tokens[name] as Rgb);
  const depth = scheme === 'dark' ? 0.5 : 0.14;
  variables['--orrery-shadow'] =
    `0 1px 2px ${cssColour(tokens.shadow, depth)}, 0 6px 20px ${cssColour(tokens.shadow, depth * 0.8)}`;
  for (const [index, hue] of tokens.hues.entries()) {
    variables[`--orrery-hue-${index}`] = cssColour(hue.mark);
    variables[`--orrery-hue-title-${index}`] = cssColour(hue.title);
  }
  variables['--orrery-hue-none'] = cssColour(tokens.noCommunity.mark);
  variables['--orrery-hue-title-none'] = cssColour(tokens.noCommunity.title);
  return variables;
}

/** Puts the theme's variables on an element (the document's root, as a rule). Goes through the CSSOM, which a strict CSP allows. */
export function applyCssVariables(element: HTMLElement, scheme: ColorScheme): void {
  for (const [name, value] of Object.entries(cssVariables(scheme))) element.style.setProperty(name, value);
  element.style.colorScheme = scheme;
}

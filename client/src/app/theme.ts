import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

/** One colour in all ten shades: which ground it stands on decides the theme's variables, not a shade. */
const flat = (variable: string): MantineColorsTuple => {
  const colour = `var(${variable})`;
  return [colour, colour, colour, colour, colour, colour, colour, colour, colour, colour];
};

const variable = (name: string): string => `var(--orrery-${name})`;

/** Mantine's greys of the dark scheme, text to ground; the components pick their surfaces and lines from these. */
const DARK: MantineColorsTuple = [
  variable('text'),
  variable('text'),
  variable('text-muted'),
  variable('text-muted'),
  variable('line'),
  variable('surface-hover'),
  variable('surface'),
  variable('surface'),
  variable('background'),
  variable('background'),
];

/** The same of the light scheme, ground to text. */
const GRAY: MantineColorsTuple = [
  variable('surface-hover'),
  variable('surface-hover'),
  variable('line'),
  variable('line'),
  variable('line'),
  variable('text-muted'),
  variable('text-muted'),
  variable('text'),
  variable('text'),
  variable('text'),
];

const FONTS = '"Inter", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif';
const MONO_FONTS = '"JetBrains Mono", "SF Mono", "Cascadia Code", Consolas, "Noto Sans Mono", monospace';

/** Filled controls wear the text colour that the tokens pair with the accent; the rest is Mantine's own. */
const variantColors: VariantColorsResolver = (input) => {
  const colours = defaultVariantColorsResolver(input);
  if (input.variant !== 'filled') return colours;
  const ground = input.color === 'danger' ? 'var(--orrery-danger)' : 'var(--orrery-accent)';
  return {
    ...colours,
    background: ground,
    hover: `color-mix(in oklab, ${ground} 88%, var(--orrery-text))`,
    color: 'var(--orrery-accent-text)',
  };
};

/** Mantine in the page's tokens: 14 px text, radius 6, quiet borders, one shadow. */
export const mantineTheme = createTheme({
  primaryColor: 'accent',
  colors: {
    accent: flat('--orrery-accent'),
    danger: flat('--orrery-danger'),
    muted: flat('--orrery-text-muted'),
    dark: DARK,
    gray: GRAY,
  },
  variantColorResolver: variantColors,
  fontFamily: FONTS,
  fontFamilyMonospace: MONO_FONTS,
  defaultRadius: 6,
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '16px', xl: '20px' },
  shadows: {
    xs: 'none',
    sm: 'none',
    md: 'var(--orrery-shadow)',
    lg: 'var(--orrery-shadow)',
    xl: 'var(--orrery-shadow)',
  },
  components: {
    Tooltip: {
      defaultProps: { openDelay: 400, fz: 12 },
      styles: { tooltip: { background: variable('text'), color: variable('background') } },
    },
    Popover: { defaultProps: { shadow: 'md' } },
    Menu: { defaultProps: { shadow: 'md' } },
  },
});

const shared = {
  '--mantine-color-body': 'var(--orrery-background)',
  '--mantine-color-text': 'var(--orrery-text)',
  '--mantine-color-bright': 'var(--orrery-text)',
  '--mantine-color-dimmed': 'var(--orrery-text-muted)',
  '--mantine-color-placeholder': 'var(--orrery-text-muted)',
  '--mantine-color-anchor': 'var(--orrery-accent)',
  '--mantine-color-error': 'var(--orrery-danger)',
  '--mantine-color-default': 'var(--orrery-surface)',
  '--mantine-color-default-hover': 'var(--orrery-surface-hover)',
  '--mantine-color-default-color': 'var(--orrery-text)',
  '--mantine-color-default-border': 'var(--orrery-line)',
  '--mantine-color-disabled': 'var(--orrery-surface-hover)',
  '--mantine-color-disabled-color': 'var(--orrery-text-muted)',
  '--mantine-color-disabled-border': 'var(--orrery-line)',
};

/** Quiet grounds of a colour, for hovered and pressed controls. */
function quiet(name: string, token: string): Record<string, string> {
  const share = (percent: number) => `color-mix(in oklab, ${variable(token)} ${percent}%, transparent)`;
  return {
    [`--mantine-color-${name}-light`]: share(14),
    [`--mantine-color-${name}-light-hover`]: share(20),
    [`--mantine-color-${name}-light-color`]: variable(token),
    [`--mantine-color-${name}-outline-hover`]: share(8),
  };
}

const all = {
  ...shared,
  ...quiet('accent', 'accent'),
  ...quiet('danger', 'danger'),
  ...quiet('muted', 'text-muted'),
};

/** Mantine's own variables, taken from the tokens in both schemes. */
export const mantineVariables: CSSVariablesResolver = () => ({ variables: all, light: all, dark: all });

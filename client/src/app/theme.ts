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

const FONTS = '"Inter", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif';
const MONO_FONTS = '"JetBrains Mono", "SF Mono", "Cascadia Code", Consolas, "Noto Sans Mono", monospace';

/** Filled controls wear the text colour that the tokens pair with the accent; the rest is Mantine's own. */
const variantColors: VariantColorsResolver = (input) => {
  const colours = defaultVariantColorsResolver(input);
  if (input.variant !== 'filled') return colours;
  const ground = input.color === 'red' ? 'var(--orrery-danger)' : 'var(--orrery-accent)';
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
  colors: { accent: flat('--orrery-accent'), red: flat('--orrery-danger') },
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
    Tooltip: { defaultProps: { openDelay: 400, fz: 12 } },
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
  '--mantine-color-gray-light': 'var(--orrery-surface-hover)',
  '--mantine-color-gray-light-hover': 'var(--orrery-surface-hover)',
  '--mantine-color-gray-light-color': 'var(--orrery-text)',
  '--mantine-color-gray-text': 'var(--orrery-text-muted)',
  '--mantine-color-gray-outline': 'var(--orrery-text-muted)',
};

/** Mantine's own variables, taken from the tokens in both schemes. */
export const mantineVariables: CSSVariablesResolver = () => ({
  variables: shared,
  light: shared,
  dark: shared,
});

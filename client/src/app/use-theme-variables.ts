import { useComputedColorScheme } from '@mantine/core';
import { useLayoutEffect } from 'react';
import { applyCssVariables } from '../theme/css-variables.ts';
import type { ColorScheme } from '../theme/tokens.ts';

/** Keeps the page's colour variables in step with the colour scheme, and tells which it is. */
export function useThemeVariables(): ColorScheme {
  const scheme = useComputedColorScheme('dark', { getInitialValueInEffect: false });
  useLayoutEffect(() => applyCssVariables(document.documentElement, scheme), [scheme]);
  return scheme;
}

import type { Css, StylesheetJson } from 'cytoscape';
import { cssColour, mixColours } from '../../theme/oklch.ts';
import type { ThemeTokens } from '../../theme/tokens.ts';

/** How Cytoscape draws nodes and links. It writes no labels: the label layer does, for regions, stars and nodes alike. */
export function stylesheet(theme: ThemeTokens, spacing: number): StylesheetJson {
  const width = spacing * 0.035;
  const background = cssColour(theme.background);
  return [
    {
      selector: 'core',
      style: { 'active-bg-opacity': 0 } as unknown as Css.Core,
    },
    {
      selector: 'node',
      style: {
        'background-color': 'data(colour)',
        width: 'data(size)',
        height: 'data(size)',
        shape: 'data(shape)' as 'ellipse',
        'border-width': 'data(border)',
        'border-color': background,
        'border-opacity': 0.75,
        'overlay-opacity': 0,
      },
    },
    {
      selector: 'edge',
      style: {
        width,
        'line-color': 'data(colour)',
        opacity: 'data(opacity)' as unknown as number,
        'curve-style': 'haystack',
        'haystack-radius': 0,
        'overlay-opacity': 0,
        'line-cap': 'round',
        events: 'no',
      },
    },
    { selector: 'edge.touchable', style: { events: 'yes' } },
    ...originStyles(theme, spacing),
    { selector: '.dimmed', style: { opacity: theme.map.dimmed * 0.8 } },
    { selector: 'edge.dimmed', style: { opacity: 'data(dimmed)' as unknown as number } },
    {
      selector: 'edge.focus',
      style: {
        'curve-style': 'bezier',
        'control-point-step-size': spacing * 0.5,
        width: spacing * 0.05,
        opacity: 0.85,
        'line-color': 'data(colour)',
        'target-arrow-color': 'data(colour)',
        'arrow-scale': spacing / 40,
        events: 'yes',
        'z-index': 2,
      },
    },
    { selector: 'edge.directed', style: { 'target-arrow-shape': 'triangle' } },
    {
      selector: 'edge.chosen',
      style: {
        width: spacing * 0.09,
        opacity: 1,
        'line-color': cssColour(mixColours(theme.accent, theme.text, 0.2)),
        'target-arrow-color': cssColour(mixColours(theme.accent, theme.text, 0.2)),
      },
    },
  ];
}

/** Origin tells the line: stated solid, co-occurrence dotted, manual dashed, imported thin double. */
function originStyles(theme: ThemeTokens, spacing: number): StylesheetJson {
  return [
    {
      selector: 'edge.co-occurrence',
      style: {
        'line-style': 'dashed',
        'line-dash-pattern': [spacing * 0.004, spacing * 0.11],
        width: spacing * 0.04,
      },
    },
    {
      selector: 'edge.manual',
      style: { 'line-style': 'dashed', 'line-dash-pattern': [spacing * 0.22, spacing * 0.14] },
    },
    {
      selector: 'edge.imported',
      style: {
        width: spacing * 0.03,
        'line-color': cssColour(theme.background),
        'line-outline-width': spacing * 0.02,
        'line-outline-color': 'data(colour)',
      },
    },
  ];
}

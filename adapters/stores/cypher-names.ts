import { STRUCTURAL_LABELS, STRUCTURAL_TYPES } from '../../domain/reserved.ts';

const MAX_NAME_LENGTH = 120;
const labels: ReadonlySet<string> = new Set(STRUCTURAL_LABELS);
const types: ReadonlySet<string> = new Set(STRUCTURAL_TYPES);

/** Letters, digits and `_` of `text`, anything else as `_`: what may stand between backticks in a query. Never empty. */
function reduce(text: string): string {
  const name = Array.from(text.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}_]+/gu, '_'))
    .slice(0, MAX_NAME_LENGTH)
    .join('');
  return name === '' ? '_' : name;
}

/** The label that an entity type becomes: reduced, a `_` behind names that the graph keeps for itself. */
export function labelName(type: string): string {
  const name = reduce(type);
  return labels.has(name) ? `${name}_` : name;
}

/** The relationship type that a record's type becomes: reduced, a `_` behind names that the graph keeps for itself. */
export function relationshipTypeName(type: string): string {
  const name = reduce(type);
  return types.has(name) ? `${name}_` : name;
}

/**
 * The only way by which a name from data enters a query's text.
 *
 * @param name a label or relationship type, of ours or as it stands in the graph
 */
export function quoteName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

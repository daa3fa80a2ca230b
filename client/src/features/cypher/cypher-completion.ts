import type {
  Completion,
  CompletionContext,
  CompletionResult,
  CompletionSource,
} from '@codemirror/autocomplete';
import type { SchemaResponse } from '../../../../domain/api/cypher.ts';

const KEYWORDS = [
  'MATCH',
  'OPTIONAL MATCH',
  'WHERE',
  'RETURN',
  'WITH',
  'ORDER BY',
  'LIMIT',
  'SKIP',
  'DISTINCT',
  'UNWIND',
  'AS',
  'AND',
  'OR',
  'NOT',
  'IN',
  'STARTS WITH',
  'ENDS WITH',
  'CONTAINS',
  'IS NULL',
  'IS NOT NULL',
  'CASE',
  'WHEN',
  'THEN',
  'ELSE',
  'END',
  'UNION',
  'DESC',
  'ASC',
  'EXISTS',
  'COUNT',
] as const;
const FUNCTIONS = [
  'count',
  'collect',
  'type',
  'labels',
  'size',
  'toLower',
  'toUpper',
  'coalesce',
  'keys',
  'properties',
  'nodes',
  'relationships',
  'length',
  'min',
  'max',
  'sum',
  'avg',
  'head',
  'last',
  'range',
  'round',
  'split',
  'substring',
] as const;

const quoted = (name: string): string => (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `\`${name}\``);

/** What the cursor stands behind: `:` in a node, `:` in a relationship, `.` of a variable, or anything else. */
function place(before: string): 'label' | 'type' | 'property' | 'word' {
  if (/\.\w*$/.test(before)) return 'property';
  if (/\[[^\]]*[:|]\s*!?`?[\p{L}\p{N}_]*$/u.test(before)) return 'type';
  if (/\([^)]*[:|&]\s*!?`?[\p{L}\p{N}_]*$/u.test(before)) return 'label';
  return 'word';
}

function properties(schema: SchemaResponse): Completion[] {
  const names = new Set<string>();
  for (const { properties: own } of [...schema.labels, ...schema.relationshipTypes]) {
    for (const name of own) names.add(name);
  }
  return [...names].map((label) => ({ label, type: 'property' }));
}

function options(kind: ReturnType<typeof place>, schema: SchemaResponse | undefined): Completion[] {
  if (kind === 'label') {
    return (schema?.labels ?? []).map(({ name, count }) => ({
      label: name,
      apply: quoted(name),
      type: 'class',
      detail: String(count),
    }));
  }
  if (kind === 'type') {
    return (schema?.relationshipTypes ?? []).map(({ name, count }) => ({
      label: name,
      apply: quoted(name),
      type: 'type',
      detail: String(count),
    }));
  }
  if (kind === 'property') return schema ? properties(schema) : [];
  return [
    ...KEYWORDS.map((label): Completion => ({ label, type: 'keyword' })),
    ...FUNCTIONS.map((label): Completion => ({ label, apply: `${label}(`, type: 'function' })),
  ];
}

/** Completes labels, types and properties of the live schema, keywords and functions elsewhere. */
export function cypherCompletion(schema: () => SchemaResponse | undefined): CompletionSource {
  return (context: CompletionContext): CompletionResult | null => {
    const line = context.state.sliceDoc(Math.max(0, context.pos - 500), context.pos);
    const kind = place(line);
    const word = context.matchBefore(/[\p{L}\p{N}_]*/u);
    if (kind === 'word' && !context.explicit && (!word || word.from === word.to)) return null;
    return {
      from: word?.from ?? context.pos,
      options: options(kind, schema()),
      validFor: /^[\p{L}\p{N}_]*$/u,
    };
  };
}

import type { QueryPlan } from '../cypher-engine.ts';

/** Reads the engine's EXPLAIN: an operator a line, indented; operators inside expressions as `SomethingOp {`. */
export function parsePlan(text: string): QueryPlan {
  const plain = withoutStrings(text);
  const outer = plain
    .split('\n')
    .flatMap((line) => line.trim().match(/^[A-Za-z]+/)?.[0] ?? (line.trim() === '' ? [] : ['?']));
  const inner = [...plain.matchAll(/\b([A-Z][A-Za-z]*)Op \{/g)].map((match) => match[1] ?? '?');
  const procedures = [...plain.matchAll(/\bCallProcedure \(([^)\s]*)\)/g)].map((match) => match[1] ?? '?');
  return {
    operators: [...new Set([...outer, ...inner])],
    procedures: [...new Set(procedures)],
    text: text.trimEnd(),
    kind: 'unknown',
  };
}

/** The plan with the insides of its string literals gone, so that no text of a query looks like an operator. */
function withoutStrings(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"/gs, '""');
}

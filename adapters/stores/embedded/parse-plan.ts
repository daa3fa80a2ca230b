import type { QueryPlan } from '../cypher-engine.ts';

/**
 * Reads the engine's EXPLAIN: an operator a line, indented; operators inside expressions as `SomethingOp {`. Nothing is skipped as
 * being text: names come unescaped, so quotes in them would hide lines. What text adds to the lists only makes the guard stricter.
 */
export function parsePlan(text: string): QueryPlan {
  const outer = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [firstWord(line)]));
  const inner = [...text.matchAll(/\b([A-Z][A-Za-z]*)Op \{/g)].map((match) => match[1] ?? '?');
  const procedures = [...text.matchAll(/CallProcedure \(([^)\s]*)/g)].map((match) => match[1] ?? '?');
  return {
    operators: [...new Set([...outer, ...inner])],
    procedures: [...new Set(procedures)],
    text: text.trimEnd(),
    kind: 'unknown',
  };
}

function firstWord(line: string): string {
  return /^[A-Za-z]+/.exec(line.trim())?.[0] ?? '?';
}

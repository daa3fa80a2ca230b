import type { Plan, ProfiledPlan } from 'neo4j-driver';
import type { QueryPlan } from '../cypher-engine.ts';

/** The driver's plan and type of query as the guard reads them. */
export function toQueryPlan(plan: Plan | false, queryType: string): QueryPlan {
  const operators = new Set<string>();
  const procedures = new Set<string>();
  const lines: string[] = [];
  const visit = (node: Plan, depth: number) => {
    const name = operatorName(node);
    operators.add(name);
    const details = detailsOf(node);
    if (name === 'ProcedureCall') procedures.add(/^[^(]*/.exec(details)?.[0] ?? '?');
    lines.push(`${'  '.repeat(depth)}${name}${details === '' ? '' : ` (${details})`}`);
    for (const child of node.children) visit(child, depth + 1);
  };
  if (plan) visit(plan, 0);
  return {
    operators: [...operators],
    procedures: [...procedures],
    text: lines.join('\n'),
    kind: kindOf(queryType),
  };
}

/** Where the time of a query went, an operator a line. */
export function profileText(profile: ProfiledPlan | false): string {
  const lines: string[] = [];
  const visit = (node: ProfiledPlan, depth: number) => {
    const details = detailsOf(node);
    const numbers = `rows=${node.rows} hits=${node.dbHits}`;
    lines.push(
      `${'  '.repeat(depth)}${operatorName(node)}${details === '' ? '' : ` (${details})`}  ${numbers}`,
    );
    for (const child of node.children) visit(child, depth + 1);
  };
  if (profile) visit(profile, 0);
  return lines.join('\n');
}

/** `Expand(All)@neo4j` without the name of the database. */
function operatorName(node: { operatorType: string }): string {
  return node.operatorType.replace(/@.*$/, '');
}

function detailsOf(node: { arguments: Record<string, unknown> }): string {
  const { Details: details } = node.arguments;
  return typeof details === 'string' ? details.replaceAll('\n', ' ') : '';
}

function kindOf(queryType: string): QueryPlan['kind'] {
  if (queryType === 'r') return 'read';
  if (queryType === 'w' || queryType === 'rw') return 'write';
  return 'other';
}

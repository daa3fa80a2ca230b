import type { GraphSchema } from '../../../domain/ports/graph-store.ts';
import type { CypherEngine, CypherRow } from '../cypher-engine.ts';
import { number, text, texts } from './properties.ts';

/** One pass over nodes and one over relationships: there are few distinct shapes, however large the graph is. */
const SHAPES = [
  { query: 'MATCH (n) RETURN labels(n) AS labels, keys(n) AS keys, count(*) AS count' },
  {
    query:
      'MATCH (a)-[r]->(b) RETURN type(r) AS type, keys(r) AS keys, labels(a) AS from, labels(b) AS to, count(*) AS count',
  },
];

/** `GraphReader.schema`: what is in the graph now, the most frequent first. */
export async function readSchema(engine: CypherEngine): Promise<GraphSchema> {
  const [nodes = [], relationships = []] = await engine.read(SHAPES);
  return { labels: toLabels(nodes), relationshipTypes: toTypes(relationships) };
}

function toLabels(rows: readonly CypherRow[]): GraphSchema['labels'] {
  const labels = new Map<string, { count: number; properties: Set<string> }>();
  for (const row of rows) {
    for (const name of texts(row.labels)) {
      const label = labels.get(name) ?? { count: 0, properties: new Set() };
      label.count += number(row.count);
      addAll(label.properties, row.keys);
      labels.set(name, label);
    }
  }
  return [...labels]
    .map(([name, { count, properties }]) => ({ name, count, properties: [...properties].sort() }))
    .sort(byCount);
}

function toTypes(rows: readonly CypherRow[]): GraphSchema['relationshipTypes'] {
  const types = new Map<
    string,
    { count: number; properties: Set<string>; from: Set<string>; to: Set<string> }
  >();
  for (const row of rows) {
    const name = text(row.type);
    const type = types.get(name) ?? { count: 0, properties: new Set(), from: new Set(), to: new Set() };
    type.count += number(row.count);
    addAll(type.properties, row.keys);
    addAll(type.from, row.from);
    addAll(type.to, row.to);
    types.set(name, type);
  }
  return [...types]
    .map(([name, { count, properties, from, to }]) => ({
      name,
      count,
      properties: [...properties].sort(),
      from: [...from].sort(),
      to: [...to].sort(),
    }))
    .sort(byCount);
}

function addAll(set: Set<string>, values: unknown): void {
  for (const value of texts(values)) set.add(value);
}

function byCount(a: { name: string; count: number }, b: { name: string; count: number }): number {
  return b.count - a.count || (a.name < b.name ? -1 : 1);
}

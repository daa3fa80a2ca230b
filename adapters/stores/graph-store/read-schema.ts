import type { GraphSchema } from '../../../domain/ports/graph-store.ts';
import type { CypherEngine } from '../cypher-engine.ts';
import { quoteName } from '../cypher-names.ts';
import { number, text, texts } from './properties.ts';

/** `GraphReader.schema`: what is in the graph now, largest first. */
export async function readSchema(engine: CypherEngine): Promise<GraphSchema> {
  const [labels, types] = await Promise.all([readLabels(engine), readTypes(engine)]);
  return { labels, relationshipTypes: types };
}

async function readLabels(engine: CypherEngine): Promise<GraphSchema['labels']> {
  const [rows = []] = await engine.read([
    { query: 'MATCH (n) UNWIND labels(n) AS label RETURN label AS name, count(*) AS count' },
  ]);
  const names = rows.map((row) => text(row.name));
  const keys = await engine.read(
    names.map((name) => ({
      query: `MATCH (n:${quoteName(name)}) UNWIND keys(n) AS key RETURN DISTINCT key AS key`,
    })),
  );
  return rows
    .map((row, index) => ({
      name: text(row.name),
      count: number(row.count),
      properties: (keys[index] ?? []).map(({ key }) => text(key)).sort(),
    }))
    .sort(byCount);
}

async function readTypes(engine: CypherEngine): Promise<GraphSchema['relationshipTypes']> {
  const [rows = []] = await engine.read([
    { query: 'MATCH ()-[r]->() RETURN type(r) AS name, count(r) AS count' },
  ]);
  const results = await engine.read(
    rows.flatMap((row) => {
      const type = quoteName(text(row.name));
      return [
        { query: `MATCH ()-[r:${type}]->() UNWIND keys(r) AS key RETURN DISTINCT key AS key` },
        { query: `MATCH (a)-[:${type}]->() WITH DISTINCT labels(a) AS labels RETURN labels AS labels` },
        { query: `MATCH ()-[:${type}]->(b) WITH DISTINCT labels(b) AS labels RETURN labels AS labels` },
      ];
    }),
  );
  const labelsOf = (index: number) =>
    [...new Set((results[index] ?? []).flatMap((row) => texts(row.labels)))].sort();
  return rows
    .map((row, index) => ({
      name: text(row.name),
      count: number(row.count),
      properties: (results[3 * index] ?? []).map(({ key }) => text(key)).sort(),
      from: labelsOf(3 * index + 1),
      to: labelsOf(3 * index + 2),
    }))
    .sort(byCount);
}

function byCount(a: { name: string; count: number }, b: { name: string; count: number }): number {
  return b.count - a.count || (a.name < b.name ? -1 : 1);
}

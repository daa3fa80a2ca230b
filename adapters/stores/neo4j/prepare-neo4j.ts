import { GraphRagError } from '../../../domain/errors.ts';
import type { CypherEngine, CypherRow } from '../cypher-engine.ts';

/** Nodes that are found by their `id`. */
const KEYED_LABELS = [
  'OrreryIndex',
  'Document',
  'Chunk',
  'Entity',
  'Community',
  'Decision',
  'Run',
  'Answer',
] as const;

/** Full-text indexes for people and other tools; the `cjk` analyser finds Chinese inside a run of text, and words as well. */
const TEXT_INDEXES = [
  { name: 'orrery_entities', label: 'Entity', properties: ['name', 'description'] },
  { name: 'orrery_documents', label: 'Document', properties: ['title', 'text'] },
  { name: 'orrery_communities', label: 'Community', properties: ['title', 'summary'] },
] as const;

/** Constraints before any data (each makes the index that MERGE needs), then what searches text. All are kept when there already. */
export const NEO4J_DEFINITIONS: readonly string[] = [
  ...KEYED_LABELS.map(
    (label) =>
      `CREATE CONSTRAINT orrery_${label.toLowerCase()}_id IF NOT EXISTS FOR (n:${label}) REQUIRE n.id IS UNIQUE`,
  ),
  'CREATE INDEX orrery_entity_name IF NOT EXISTS FOR (e:Entity) ON (e.name)',
  ...TEXT_INDEXES.map(
    ({ name, label, properties }) =>
      `CREATE FULLTEXT INDEX ${name} IF NOT EXISTS FOR (n:${label}) ON EACH [${properties.map((key) => `n.${key}`).join(', ')}] ` +
      "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}",
  ),
  'CALL db.awaitIndexes(60)',
];

/**
 * Refuses a database that others use: always when it has nodes under labels of ours, else unless sharing was agreed to.
 *
 * @throws GraphRagError `conflict`
 */
export async function checkOwnership(engine: CypherEngine, shared: boolean): Promise<void> {
  const results = await engine.read([
    { query: "MATCH (m:OrreryIndex {id: 'index'}) RETURN count(m) AS count" },
    { query: 'MATCH (n) RETURN count(n) AS count' },
    ...KEYED_LABELS.map((label) => ({ query: `MATCH (n:${label}) RETURN count(n) AS count` })),
  ]);
  const [ours = 0, all = 0, ...byLabel] = results.map(countOf);
  if (ours > 0 || all === 0) return;
  const clash = KEYED_LABELS.find((_, index) => (byLabel[index] ?? 0) > 0);
  if (clash !== undefined) {
    throw new GraphRagError(
      'conflict',
      `The database has nodes labelled ${clash} that are not Orrery's; it was left as it is`,
      {
        hint: 'Give Orrery a database of its own: another server, or NEO4J_DATABASE where the edition has several.',
      },
    );
  }
  if (!shared) {
    throw new GraphRagError(
      'conflict',
      `The database holds other data (${all === 1 ? '1 node' : `${all} nodes`}); it was left as it is`,
      {
        hint: 'Give Orrery a database of its own, or pass --shared to keep the index beside that data.',
      },
    );
  }
}

function countOf(rows: CypherRow[]): number {
  return Number(rows[0]?.count ?? 0);
}

import type { IndexInfo } from '../../../domain/graph-index.ts';
import type { CypherEngine, CypherStatement } from '../cypher-engine.ts';
import { number } from './properties.ts';

/** Reads the one node that says which index this is. */
const READ_INDEX_NODE: CypherStatement = {
  query: "MATCH (m:OrreryIndex {id: 'index'}) RETURN m.version AS version, m.unfinished AS unfinished",
};

const COUNTED = ['Document', 'Chunk', 'Entity', 'Community'] as const;

const COUNT_STATEMENTS: CypherStatement[] = [
  READ_INDEX_NODE,
  ...COUNTED.map((label) => ({ query: `MATCH (n:${label}) RETURN count(n) AS count` })),
  { query: 'MATCH (:Entity)-[r]->(:Entity) RETURN count(r) AS count' },
  { query: 'MATCH (c:Community) WHERE c.reportOrigin IS NOT NULL RETURN count(c) AS count' },
];

/** Version and counts as the graph has them now. */
export async function readInfo(engine: CypherEngine): Promise<IndexInfo> {
  const [node, ...counts] = await engine.read(COUNT_STATEMENTS);
  const [documents = 0, chunks = 0, entities = 0, communities = 0, relationships = 0, reports = 0] =
    counts.map((rows) => number(rows[0]?.count));
  return {
    version: number(node?.[0]?.version),
    documents,
    chunks,
    entities,
    relationships,
    communities,
    reports,
  };
}

/** True when a change was cut off between its transactions. */
export async function readUnfinished(engine: CypherEngine): Promise<boolean> {
  const [rows] = await engine.read([READ_INDEX_NODE]);
  return rows?.[0]?.unfinished === true;
}

/** Marks the start of a change that needs several transactions. */
export const MARK_UNFINISHED: CypherStatement = {
  query: "MERGE (m:OrreryIndex {id: 'index'}) SET m.unfinished = true",
};

/** Ends a change: whole, and the next version when it wrote something. */
export function markFinished(wrote: boolean): CypherStatement {
  return {
    query:
      "MERGE (m:OrreryIndex {id: 'index'}) SET m.version = coalesce(m.version, 0) + $step, m.unfinished = false",
    params: { step: wrote ? 1 : 0 },
  };
}

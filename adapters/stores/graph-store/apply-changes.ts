import type { IndexChanges, IndexInfo } from '../../../domain/graph-index.ts';
import type { History } from '../../../domain/ports/graph-store.ts';
import type { CypherEngine, CypherStatement } from '../cypher-engine.ts';
import { inBatches } from './batches.ts';
import { writeHistory } from './history.ts';
import { MARK_UNFINISHED, markFinished, readInfo, readUnfinished } from './index-node.ts';
import { deleteReports, writeCommunities, writeReports } from './write-communities.ts';
import { findKnownChunks, writeDocuments } from './write-documents.ts';
import { writeEntities, writeMentions } from './write-entities.ts';
import { writeRelationships } from './write-relationships.ts';

interface ApplyOptions {
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
  history?: History;
}

/** `GraphWriter.apply` on any engine: one transaction where the engine carries it, else several under a mark. */
export async function applyChanges(
  engine: CypherEngine,
  changes: IndexChanges,
  { signal, onProgress, history = { runs: [], answers: [] } }: ApplyOptions = {},
): Promise<IndexInfo> {
  signal?.throwIfAborted();
  const total = countRecords(changes) + history.runs.length + history.answers.length;
  if (total === 0) {
    // An index marked half-written that needs no change is whole again.
    if (await readUnfinished(engine)) await engine.write([markFinished(false)], { signal });
    return readInfo(engine);
  }
  const statements = [...(await planStatements(engine, changes)), ...writeHistory(history)];
  const finish = markFinished(countRecords(changes) > 0);
  const progressFrom = (before: number) => (done: number) =>
    onProgress?.(Math.round((Math.min(before + done, statements.length) / statements.length) * total), total);
  if (countRows(statements) <= engine.dialect.maxTransactionRows) {
    await engine.write([...statements, finish], { signal, onStatement: progressFrom(0) });
  } else {
    await engine.write([MARK_UNFINISHED], { signal });
    let written = 0;
    for (const part of parts(statements, engine.dialect.maxTransactionRows)) {
      await engine.write(part, { signal, onStatement: progressFrom(written) });
      written += part.length;
    }
    await engine.write([finish], { signal });
  }
  onProgress?.(total, total);
  return readInfo(engine);
}

/** Deletions first, then what others point to before what points to it. */
async function planStatements(engine: CypherEngine, changes: IndexChanges): Promise<CypherStatement[]> {
  const relationships = await writeRelationships(engine, changes);
  const knownChunks = await findKnownChunks(engine, changes);
  return [
    ...relationships.deletes,
    ...deleteNodes('Chunk', changes.chunks.delete),
    ...deleteNodes('Document', changes.documents.delete),
    ...deleteNodes('Entity', changes.entities.delete),
    ...deleteReports(changes),
    ...deleteNodes('Community', changes.communities.delete),
    ...deleteNodes('Decision', changes.decisions.delete),
    ...(await writeDocuments(engine, changes, knownChunks)),
    ...writeCommunities(engine, changes),
    ...writeReports(changes),
    ...(await writeEntities(engine, changes)),
    ...relationships.writes,
    ...writeMentions(changes, knownChunks),
  ];
}

function deleteNodes(label: string, ids: readonly string[]): CypherStatement[] {
  return inBatches(
    `UNWIND $rows AS row MATCH (n:${label} {id: row.id}) DETACH DELETE n`,
    ids.map((id) => ({ id })),
  );
}

function countRecords({ mentions, ...kinds }: IndexChanges): number {
  const records = Object.values(kinds).reduce(
    (sum, { write, delete: ids }) => sum + write.length + ids.length,
    0,
  );
  return records + mentions.length;
}

function countRows(statements: readonly CypherStatement[]): number {
  return statements.reduce(
    (sum, { params }) => sum + (Array.isArray(params?.rows) ? params.rows.length : 1),
    0,
  );
}

/** Statements in runs of at most `maxRows` rows each, at least one statement a run. */
function parts(statements: readonly CypherStatement[], maxRows: number): CypherStatement[][] {
  const runs: CypherStatement[][] = [];
  let run: CypherStatement[] = [];
  for (const statement of statements) {
    if (run.length > 0 && countRows([...run, statement]) > maxRows) {
      runs.push(run);
      run = [];
    }
    run.push(statement);
  }
  if (run.length > 0) runs.push(run);
  return runs;
}

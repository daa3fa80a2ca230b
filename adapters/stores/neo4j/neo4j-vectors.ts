import { vector as driverVector } from 'neo4j-driver';
import { GraphRagError } from '../../../domain/errors.ts';
import type { PublishedRow, VectorPublisher } from '../../../domain/ports/vector-publisher.ts';
import type { CypherEngine, CypherStatement } from '../cypher-engine.ts';
import { inBatches } from '../graph-store/batches.ts';
import { createWriteQueue } from '../write-queue.ts';
import { VECTOR_LABELS, VECTOR_PROPERTIES } from './neo4j-values.ts';
import { atLeast } from './neo4j-version.ts';

/** From here on `CREATE VECTOR INDEX` is there. */
const FIRST_WITH_VECTOR_INDEXES = [5, 15] as const;
/** From here on the driver can send a vector as bytes, less than half the size of a list. Community keeps it as a list all the same. */
const FIRST_WITH_VECTOR_VALUES = [2025, 10] as const;

const INDEXES = VECTOR_LABELS.map((label) => ({ label, name: `orrery_${label.toLowerCase()}_vectors` }));
const LABEL_OF = { chunk: 'Chunk', entity: 'Entity', community: 'Community' } as const;
const [VECTOR, HASH] = VECTOR_PROPERTIES;

const READ_STATE: CypherStatement = {
  query: "MATCH (m:OrreryIndex {id: 'index'}) RETURN m.vectorModel AS model, m.vectorDimension AS dimension",
};
const READ_HASHES: CypherStatement[] = VECTOR_LABELS.map((label) => ({
  query: `MATCH (n:${label}) WHERE n.${HASH} IS NOT NULL RETURN n.id AS id, n.${HASH} AS hash`,
}));
/** While the vectors of one model make way for those of another, there are those of none. */
const FORGET_STATE: CypherStatement = {
  query: "MERGE (m:OrreryIndex {id: 'index'}) REMOVE m.vectorModel, m.vectorDimension",
};
const READ_INDEXES: CypherStatement = {
  query:
    "SHOW VECTOR INDEXES YIELD name, options WHERE name STARTS WITH 'orrery_' " +
    "RETURN name, options.indexConfig['vector.dimensions'] AS dimension",
};

export interface Neo4jVectorsOptions {
  engine: CypherEngine;
  /** Runs one definition by itself. */
  define(definition: string, params: Record<string, unknown>): Promise<void>;
  /** Of the server. */
  version: string;
}

/** Vectors on the nodes of a Neo4j database, under an index for each kind. @returns undefined when the server is too old to index vectors */
export function createNeo4jVectors(options: Neo4jVectorsOptions): VectorPublisher | undefined {
  if (!atLeast(options.version, FIRST_WITH_VECTOR_INDEXES)) return undefined;
  const { engine, version } = options;
  const enqueue = createWriteQueue();
  return {
    async published(model) {
      const [[state] = [], ...hashes] = await engine.read([READ_STATE, ...READ_HASHES]);
      if (state?.model !== model) return new Map();
      return new Map(hashes.flat().map((row) => [String(row.id), String(row.hash)]));
    },

    publish: (model, rows, { signal } = {}) =>
      enqueue(async () => {
        signal?.throwIfAborted();
        await makeReady(options, model, dimensionOf(rows));
        for (const statement of writeRows(rows, version)) await engine.write([statement], { signal });
      }),

    keepOnly: (isKept) =>
      enqueue(async () => {
        const hashes = await engine.read(READ_HASHES);
        for (const [at, label] of VECTOR_LABELS.entries()) {
          const gone = (hashes[at] ?? []).filter(({ id, hash }) => !isKept(String(id), String(hash)));
          await removeVectors(engine, label, gone);
        }
      }),
  };
}

/** @returns null when there are no rows */
function dimensionOf(rows: readonly PublishedRow[]): number | null {
  const dimension = rows[0]?.vector.length ?? null;
  const odd = rows.find(({ vector }) => vector.length !== dimension);
  if (odd) {
    throw new GraphRagError(
      'internal',
      `The vector of "${odd.id}" has ${odd.vector.length} numbers, others have ${dimension}`,
    );
  }
  return dimension;
}

/** Leaves indexes of this length over vectors of this model and no other. Cut off anywhere, it does the rest when it is called again. */
async function makeReady(options: Neo4jVectorsOptions, model: string, dimension: number | null) {
  const { engine } = options;
  const [[state] = [], indexes = []] = await engine.read([READ_STATE, READ_INDEXES]);
  const same = state?.model === model && (dimension === null || state.dimension === dimension);
  if (!same) await takeAway(engine);
  if (dimension === null) return;
  const missing = INDEXES.filter(({ name }) => {
    const present = indexes.find((index) => index.name === name);
    return present?.dimension !== dimension;
  });
  for (const { name, label } of missing) {
    await options.define(`DROP INDEX ${name} IF EXISTS`, {});
    await createIndex(options, name, label, dimension);
  }
  if (same) return;
  await engine.write([
    {
      query: "MERGE (m:OrreryIndex {id: 'index'}) SET m.vectorModel = $model, m.vectorDimension = $dimension",
      params: { model, dimension },
    },
  ]);
}

async function takeAway(engine: CypherEngine): Promise<void> {
  await engine.write([FORGET_STATE]);
  for (const label of VECTOR_LABELS) {
    const [rows = []] = await engine.read([
      {
        query: `MATCH (n:${label}) WHERE n.${VECTOR} IS NOT NULL OR n.${HASH} IS NOT NULL RETURN n.id AS id`,
      },
    ]);
    await removeVectors(engine, label, rows);
  }
}

/** @param rows ids of nodes with this label, under `id` */
async function removeVectors(
  engine: CypherEngine,
  label: string,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const query = `UNWIND $rows AS row MATCH (n:${label} {id: row.id}) REMOVE n.${VECTOR}, n.${HASH}`;
  for (const removal of inBatches(query, rows)) await engine.write([removal]);
}

async function createIndex(
  { define, version }: Neo4jVectorsOptions,
  name: string,
  label: string,
  dimension: number,
): Promise<void> {
  try {
    await define(
      `CREATE VECTOR INDEX ${name} IF NOT EXISTS FOR (n:${label}) ON (n.${VECTOR}) ` +
        "OPTIONS {indexConfig: {`vector.dimensions`: $dimension, `vector.similarity_function`: 'cosine'}}",
      { dimension },
    );
  } catch (cause) {
    if (!(cause instanceof Error) || !cause.message.includes('vector.dimensions')) throw cause;
    throw new GraphRagError(
      'config-invalid',
      `Neo4j ${version} cannot index vectors of ${dimension} numbers: ${cause.message.replace(/^Neo4j failed: /, '')}`,
      {
        hint: 'Choose an embedding model with shorter vectors; everything but queries by vector works without.',
        cause,
      },
    );
  }
}

/** Statements that put vectors on nodes that are there. */
function writeRows(rows: readonly PublishedRow[], version: string): CypherStatement[] {
  const asBytes = atLeast(version, FIRST_WITH_VECTOR_VALUES);
  // A copy: of a view into a larger buffer the driver would send the whole buffer.
  const send = (numbers: Float32Array) => (asBytes ? driverVector(numbers.slice()) : Array.from(numbers));
  return Object.entries(LABEL_OF).flatMap(([kind, label]) =>
    inBatches(
      `UNWIND $rows AS row MATCH (n:${label} {id: row.id}) SET n.${HASH} = row.hash ` +
        `WITH n, row CALL db.create.setNodeVectorProperty(n, '${VECTOR}', row.vector)`,
      rows
        .filter((row) => row.kind === kind)
        .map(({ id, textHash, vector }) => ({ id, hash: textHash, vector: send(vector) })),
    ),
  );
}

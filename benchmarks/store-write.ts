import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import neo4j, { type Driver } from 'neo4j-driver';
import { readConfig } from '../adapters/config.ts';
import { createEmbeddedStore } from '../adapters/stores/embedded/embedded-store.ts';
import { createNeo4jStore } from '../adapters/stores/neo4j/neo4j-store.ts';
import { emptyIndex } from '../domain/empty-index.ts';
import type { GraphIndex, IndexChanges } from '../domain/graph-index.ts';
import { difference } from '../ingest/stages/difference.ts';
import type { Neo4jLine } from '../scripts/neo4j/neo4j-jars.ts';
import { startNeo4j } from '../scripts/neo4j/neo4j-server.ts';
import { importIndex } from '../server/exchange/import-index.ts';
import { planExport } from '../server/exchange/plan-export.ts';
import { readExport } from '../server/exchange/read-export.ts';
import { writeExport } from '../server/exchange/write-export.ts';
import { generateIndex, MILLION_TOKENS } from '../tests/support/generated-index.ts';
import type { BenchmarkResult } from './benchmark-result.ts';
import { writePlainly } from './plain-unwind.ts';

/** Each way of writing so often, turn by turn; the best counts, because the first pays for a cold server. */
const ROUNDS = 3;

/**
 * Writes a whole index of a million tokens into an empty store, and moves it from store to store as a file. Neo4j is the one that
 * `NEO4J_URI` names (its database must be empty), else one of our own where a JDK is found.
 *
 * @param options.input an export to write instead of the generated index
 */
export async function run({ input }: { input?: string }): Promise<BenchmarkResult[]> {
  const index = await indexToWrite(input);
  return [...(await onEmbedded(index)), ...(await onNeo4j(index))];
}

async function indexToWrite(input: string | undefined): Promise<GraphIndex> {
  if (input === undefined) return generateIndex(MILLION_TOKENS);
  return (await readExport(createReadStream(input))).index;
}

async function onEmbedded(index: GraphIndex): Promise<BenchmarkResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'orrery-bench-'));
  const file = join(folder, 'index.jsonl.gz');
  try {
    const store = await createEmbeddedStore({ dataFolder: join(folder, 'one') });
    const seconds = await secondsOf(() => store.apply(whole(index)));
    const exporting = await secondsOf(async () => {
      const plan = await planExport(store, new AbortController().signal);
      await pipeline(writeExport(plan), createWriteStream(file));
    });
    await store.close();
    const other = await createEmbeddedStore({ dataFolder: join(folder, 'two') });
    const importing = await secondsOf(() => importIndex(() => createReadStream(file), other));
    await other.close();
    return [
      { name: 'store-write embedded', figures: writeFigures(index, seconds) },
      {
        name: 'store-write exchange',
        figures: {
          'file MB': (await stat(file)).size / 1e6,
          'export s': exporting,
          'import s': importing,
        },
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function onNeo4j(index: GraphIndex): Promise<BenchmarkResult[]> {
  const { neo4j: given } = readConfig(process.env);
  if (given) return [await besidePlain('store-write neo4j', given, index)];
  const results: BenchmarkResult[] = [];
  for (const line of ['5', '2026'] satisfies Neo4jLine[]) {
    const server = await startNeo4j(line);
    if ('reason' in server) {
      process.stderr.write(`store-write: Neo4j ${line} is not measured: ${server.reason}\n`);
      continue;
    }
    try {
      results.push(await besidePlain(`store-write neo4j ${server.version}`, server, index));
    } finally {
      await server.stop();
    }
  }
  return results;
}

async function besidePlain(
  name: string,
  server: { uri: string; username: string; password: string; database?: string | undefined },
  index: GraphIndex,
): Promise<BenchmarkResult> {
  const store = await createNeo4jStore(server);
  const driver = neo4j.driver(server.uri, neo4j.auth.basic(server.username, server.password), {
    disableLosslessIntegers: true,
  });
  try {
    if ((await store.info()).documents > 0) throw new Error(`${server.uri} is not empty`);
    const [ours, plain]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await secondsOf(() => store.apply(whole(index))));
      await emptyDatabase(driver, server.database);
      plain.push(await plainSeconds(driver, server.database, index));
      await emptyDatabase(driver, server.database);
      process.stderr.write(
        `  ${name}: ours ${ours.at(-1)?.toFixed(1)} s, plain ${plain.at(-1)?.toFixed(1)} s\n`,
      );
    }
    const [best, plainBest] = [Math.min(...ours), Math.min(...plain)];
    return {
      name,
      figures: {
        ...writeFigures(index, best),
        'first s': ours[0] ?? 0,
        'plain s': plainBest,
        'plain first s': plain[0] ?? 0,
        'times plain': best / plainBest,
      },
    };
  } finally {
    await driver.close();
    await store.close();
  }
}

async function plainSeconds(
  driver: Driver,
  database: string | undefined,
  index: GraphIndex,
): Promise<number> {
  const session = driver.session(database === undefined ? {} : { database });
  try {
    return await secondsOf(() => writePlainly(session, index));
  } finally {
    await session.close();
  }
}

/** Everything but the node that holds the store's lease. */
async function emptyDatabase(driver: Driver, database: string | undefined): Promise<void> {
  const session = driver.session(database === undefined ? {} : { database });
  try {
    await session.run(
      'MATCH (n) WHERE n:Document OR n:Chunk OR n:Entity OR n:Community CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS',
    );
    // What was deleted is still being indexed for a while; nobody should pay for it in the next round.
    await session.run('CALL db.awaitIndexes(60)');
  } finally {
    await session.close();
  }
}

function whole(index: GraphIndex): IndexChanges {
  return difference(emptyIndex(), index);
}

function writeFigures(index: GraphIndex, seconds: number): Record<string, number> {
  const rows = Object.values(index).reduce((sum, records) => sum + records.length, 0);
  return { rows, s: seconds, 'rows/s': Math.round(rows / seconds) };
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

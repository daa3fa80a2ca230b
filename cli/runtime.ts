import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Config } from '../adapters/config.ts';
import type { DataFolder } from '../adapters/data-folder.ts';
import { createJobFiles, jobFolder } from '../adapters/job-files.ts';
import { createModelAccess } from '../adapters/models/create-model-access.ts';
import { createEmbeddedStore } from '../adapters/stores/embedded/embedded-store.ts';
import { createNeo4jStore } from '../adapters/stores/neo4j/neo4j-store.ts';
import { createVectorFile } from '../adapters/vector-file.ts';
import type { Answer } from '../domain/answer.ts';
import { GraphRagError } from '../domain/errors.ts';
import type { GraphStore } from '../domain/ports/graph-store.ts';
import type { ModelAccess } from '../domain/ports/model-access.ts';
import { createIndexBuilder } from '../ingest/index-builder.ts';
import { createApp } from '../server/app.ts';
import type { Ask } from '../server/app-deps.ts';
import { withImport } from '../server/exchange/import-index.ts';
import { createJobQueue, type JobQueue } from '../server/jobs/job-queue.ts';
import { answerQuestion } from '../server/search/answer-question.ts';
import { buildSearchIndex, type SearchIndex } from '../server/search/search-index.ts';
import type { MeaningSearches } from '../server/search/vectors/meaning-search.ts';
import {
  createIndexSnapshot,
  type IndexSnapshot,
  type IndexSnapshots,
  withSnapshotRefresh,
} from '../server/snapshot.ts';
import { openMeanings, vectorIdsOf } from './open-meanings.ts';
import { version } from './version.ts';

/** How long the end of a process waits for the job that runs. */
const JOB_PATIENCE_MS = 800;

export interface RuntimeOptions {
  data: DataFolder;
  config: Config;
  storeKind: 'embedded' | 'neo4j';
  /** Agrees to share a Neo4j database with other data. */
  shared: boolean;
  /** Opens an embedded index whose log is damaged with the changes before the damage. */
  salvage: boolean;
  host: string;
  /** 0 takes a free one. */
  port: number;
  logger: Logger;
}

/** Everything that runs while a process holds a data folder: store, jobs, HTTP. */
export interface Runtime {
  store: GraphStore;
  snapshots: IndexSnapshots;
  jobs: JobQueue;
  /** Begins to answer requests and tells other commands where. @returns the address */
  listen(): Promise<string>;
  /** Ends requests, jobs (they go on at the next start) and the store, in this order, and gives the folder back. */
  close(): Promise<void>;
}

/** Opens every adapter and hands them on: the one place where concrete parts meet. */
export async function openRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { data, config, host, port, logger } = options;
  const onTrouble = (error: unknown): void =>
    logger.warn({ error: String(error) }, 'what models tell cannot be remembered');
  const models =
    config.model && (await createModelAccess({ config: config.model, folder: data.folder, onTrouble }));
  const store = await openStore(options);
  const vectors = createVectorFile({ folder: path.join(data.folder, 'vectors') });
  const snapshots = createIndexSnapshot(store);
  const builder = createIndexBuilder({ store, models, vectors });
  const meanings = openMeanings(models ?? null, vectors, logger);
  const refreshing = withSnapshotRefresh(withImport(builder, store, vectors), snapshots);
  const jobs = createJobQueue({
    builder: meanings?.afterRuns(refreshing) ?? refreshing,
    files: createJobFiles({ folder: jobFolder(data.folder) }),
    clock: () => new Date(),
    newId: () => randomUUID(),
    logger,
  });
  const embeddingModel = models?.embeddingModel;
  const app = createApp({
    store,
    snapshots,
    jobs,
    loadVectors: embeddingModel ? () => vectors.load(embeddingModel) : undefined,
    estimator: builder,
    typeFinder: builder,
    ask: asking(store, snapshots, models ?? null, meanings),
    status: {
      version,
      models: {
        extractor: models?.chatModel ? 'model' : 'offline',
        chat: models?.chatModel ?? null,
        embedding: embeddingModel ?? null,
      },
      vectorIds: vectorIdsOf(models ?? null, vectors, logger),
    },
    logger,
    clientFolder: clientFolder(),
    auth: { token: config.token, secret: data.secret, host },
  });
  const server = createServer(app);
  return {
    store,
    snapshots,
    jobs,
    async listen() {
      // Loaded before anyone asks: while a job writes, a first load would have to wait.
      await snapshots.current();
      await listening(server, host, port);
      const address = server.address() as AddressInfo;
      const url = `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
      await data.publish(url);
      return url;
    },
    async close() {
      // A job cut off in the middle goes on at the next start, so nobody has to wait for it.
      await Promise.race([jobs.close(), delay(JOB_PATIENCE_MS)]);
      await closed(server);
      await builder.close();
      await store.close();
      await data.release();
    },
  };
}

async function openStore(options: RuntimeOptions): Promise<GraphStore> {
  const { config, data, logger, shared, salvage } = options;
  if (options.storeKind === 'embedded')
    return createEmbeddedStore({ dataFolder: data.folder, salvage, logger });
  if (!config.neo4j) {
    throw new GraphRagError('config-invalid', 'The store neo4j needs an address', {
      hint: 'Set NEO4J_URI, for example to bolt://127.0.0.1:7687, and NEO4J_USERNAME and NEO4J_PASSWORD.',
    });
  }
  const { id } = await data.readState();
  return createNeo4jStore({ ...config.neo4j, shared, holder: id, logger });
}

/** Answers from the search index of the newest snapshot, made once a snapshot; answers are kept in the store. */
function asking(
  store: GraphStore,
  snapshots: IndexSnapshots,
  models: ModelAccess | null,
  meanings: MeaningSearches | null,
): Ask {
  const indexes = new WeakMap<IndexSnapshot, Promise<SearchIndex>>();
  const indexOf = (snapshot: IndexSnapshot): Promise<SearchIndex> => {
    const known = indexes.get(snapshot);
    if (known) return known;
    // Nobody's signal: whoever asks next waits for the same index.
    const made = buildSearchIndex(snapshot);
    indexes.set(snapshot, made);
    made.catch(() => indexes.delete(snapshot));
    return made;
  };
  return async function* ask(request, { signal }) {
    const index = await indexOf(await snapshots.current());
    const deps = {
      index: (await meanings?.withMeaning(index)) ?? index,
      models,
      newId: () => randomUUID(),
      clock: () => Date.now(),
      saveAnswer: (answer: Answer) => store.saveAnswer(answer),
    };
    yield* answerQuestion(request, deps, { signal });
  };
}

/** The built page beside this file (in `dist/`), or where a build from source puts it; absent when there is none. */
function clientFolder(): string | undefined {
  const here = import.meta.dirname;
  return [path.join(here, '../client'), path.join(here, '../dist/client')].find((folder) =>
    existsSync(path.join(folder, 'index.html')),
  );
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const message =
        error.code === 'EADDRINUSE'
          ? `Port ${port} is in use; choose another with --port`
          : `Cannot listen on ${host}:${port}: ${error.message}`;
      reject(new GraphRagError('conflict', message, { cause: error }));
    });
    server.listen(port, host, resolve);
  });
}

/** Stops accepting, ends idle connections, and gives running requests a second. */
async function closed(server: Server): Promise<void> {
  if (!server.listening) return;
  const ended = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), 1000);
  await ended;
  clearTimeout(timer);
}

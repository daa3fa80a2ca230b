import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createJobFiles } from '../../../adapters/job-files.ts';
import type { GraphIndex, IndexInfo } from '../../../domain/graph-index.ts';
import { createApp } from '../../../server/app.ts';
import type { AppDeps } from '../../../server/app-deps.ts';
import { createJobQueue, type JobQueue } from '../../../server/jobs/job-queue.ts';
import { createIndexSnapshot, withSnapshotRefresh } from '../../../server/snapshot.ts';
import { aNotesIndex, infoOf } from './a-graph-index.ts';
import { createScriptedBuilder, type ScriptedBuilder } from './scripted-builder.ts';

/** What the store of a test server holds; a test may put another index in, with another version. */
interface HeldIndex {
  index: GraphIndex;
  info: IndexInfo;
}

export interface TestServer {
  url: string;
  port: number;
  builder: ScriptedBuilder;
  jobs: JobQueue;
  held: HeldIndex;
  /** Every line logged so far, as text. */
  logs: string[];
  fetch(path: string, init?: RequestInit): Promise<Response>;
  json(path: string, init?: RequestInit): Promise<{ status: number; body: unknown }>;
  /** A request that may carry any header, `Host` among them. */
  raw(path: string, options?: RawOptions): Promise<RawReply>;
  close(): Promise<void>;
}

interface RawOptions {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

interface RawReply {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

export const SECRET = 'the secret of the lock file';

interface ServerOverrides extends Partial<Omit<AppDeps, 'store'>> {
  store?: Partial<AppDeps['store']>;
  index?: GraphIndex;
  /** Where jobs are kept, for a server that is started again; in a folder that goes with the server when absent. */
  jobFolder?: string;
}

/** A listening server over an index in memory, with a builder that the test drives. */
export async function startServer({ jobFolder, ...overrides }: ServerOverrides = {}): Promise<TestServer> {
  const folder = jobFolder ?? (await mkdtemp(join(tmpdir(), 'orrery-server-')));
  const logs: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => void logs.push(line) });
  const index = overrides.index ?? aNotesIndex();
  const held: HeldIndex = { index, info: infoOf(index) };
  const snapshots = createIndexSnapshot({ info: async () => held.info, loadIndex: async () => held.index });
  const builder = createScriptedBuilder();
  let jobCount = 0;
  const jobs = createJobQueue({
    builder: withSnapshotRefresh(builder, snapshots),
    files: createJobFiles({ folder }),
    clock: () => new Date(),
    newId: () => `job-${++jobCount}`,
    logger,
  });
  await jobs.start();
  jobCount = jobs.list().length;
  const app = createApp({
    snapshots,
    jobs,
    estimator: {
      estimate: async () => {
        throw new Error('This test estimates nothing');
      },
    },
    typeFinder: {
      findTypes: async () => {
        throw new Error('This test finds no types');
      },
    },
    ask: async function* () {},
    status: { version: '0.0.0', models: { extractor: 'offline/1', chat: null, embedding: null } },
    logger,
    auth: { secret: SECRET, host: '127.0.0.1' },
    ...overrides,
    store: { ...absentStore(), ...overrides.store },
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const send = (path: string, init?: RequestInit) => fetch(new URL(path, url), init);
  return {
    url,
    port,
    builder,
    jobs,
    held,
    logs,
    fetch: send,
    async json(path, init) {
      const response = await send(path, init);
      return { status: response.status, body: await response.json() };
    },
    raw: (path, options) => rawRequest(port, path, options),
    async close() {
      await jobs.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (jobFolder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A JSON body with its content type, for `fetch`. */
export function jsonBody(body: unknown): { method: string; headers: Record<string, string>; body: string } {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function absentStore(): AppDeps['store'] {
  return {
    kind: 'embedded',
    describe: async () => ({ name: 'scripted', version: '1', notes: [] }),
    schema: async () => ({ labels: [], relationshipTypes: [] }),
    documentsReadBy: async () => new Set(),
    listAnswers: async () => ({ items: [], total: 0 }),
    findAnswer: async () => null,
    listRuns: async () => ({ items: [], total: 0 }),
    loadIndex: async () => aNotesIndex(),
    unfinished: async () => false,
    runCypher: async () => {
      throw new Error('This test runs no Cypher');
    },
  };
}

function rawRequest(port: number, path: string, options: RawOptions = {}): Promise<RawReply> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = options;
    const sent = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (piece: string) => {
        text += piece;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

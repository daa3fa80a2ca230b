import { rm } from 'node:fs/promises';
import { afterAll } from 'vitest';
import type { Chunk } from '../../domain/chunk.ts';
import type { Estimate } from '../../domain/estimate.ts';
import type { IngestReport, ModelSpending } from '../../domain/job.ts';
import type { BuildProgress, BuildRequest, SourceFile } from '../../domain/ports/index-builder.ts';
import type { ModelAccess } from '../../domain/ports/model-access.ts';
import type { VectorStore } from '../../domain/ports/vector-store.ts';
import { createIndexBuilder } from '../../ingest/index-builder.ts';
import { createWorkerPool } from '../../ingest/workers/worker-pool.ts';
import { sourceFile } from './generated-corpus.ts';
import { createMemoryStore, type MemoryStore } from './memory-store.ts';
import type { ChatCallBody, EmbeddingCallBody, ModelCall } from './model-server/model-call.ts';
import { type ModelServer, type ModelServerOptions, startModelServer } from './model-server/model-server.ts';
import { isReportCall, readDiligently } from './scripted-reader.ts';
import { openTestModels, type TestModels } from './test-models.ts';

/** A scripted server, the product's models before it, and an index that they fill. */
export interface ModelIngest {
  server: ModelServer;
  models: TestModels;
  store: MemoryStore;
  build(request: Partial<BuildRequest>, options?: BuildOptions): Promise<IngestReport>;
  estimate(request: Partial<BuildRequest>, access?: ModelAccess, vectors?: VectorStore): Promise<Estimate>;
  /** Calls that ask to read, in order of arrival. */
  readings(): ModelCall[];
  /** Calls that ask for reports, in order of arrival. */
  reportCalls(): ModelCall[];
  /** Prompts of the calls to read since the first `from` of all calls, those that were answered alone. */
  promptsSince(from: number): string[];
  /** Texts that were asked to be embedded since `from`, in answered calls. */
  embeddedSince(from: number): string[];
}

interface BuildOptions {
  /** Otherwise those that were opened first. */
  access?: ModelAccess;
  /** Otherwise the one of this set-up. */
  store?: MemoryStore;
  /** Otherwise none are made. */
  vectors?: VectorStore;
  signal?: AbortSignal;
  onProgress?: (progress: BuildProgress) => void;
  onWritten?: () => Promise<void>;
  spentBefore?: ModelSpending | undefined;
}

const pool = createWorkerPool({ size: 1 });
const opened: { server: ModelServer; models: TestModels }[] = [];
afterAll(async () => {
  await Promise.all(opened.map(({ server }) => server.close()));
  await Promise.all(opened.map(({ models }) => rm(models.folder, { recursive: true, force: true })));
  await pool.close();
});

/** A model that reads diligently, unless the options say otherwise. */
export async function openModelIngest(options: ModelServerOptions = {}): Promise<ModelIngest> {
  const server = await startModelServer({ answer: readDiligently, ...options });
  const models = await openTestModels(server.url);
  opened.push({ server, models });
  const store = createMemoryStore();
  const whole = (request: Partial<BuildRequest>): BuildRequest => ({
    add: [],
    remove: [],
    roots: [],
    prune: false,
    rebuild: false,
    extractor: 'auto',
    ...request,
  });
  return {
    server,
    models,
    store,
    build: (request, { access = models.access, store: other = store, vectors, ...options } = {}) =>
      createIndexBuilder({ store: other, models: access, vectors, pool }).build(whole(request), options),
    estimate: (request, access = models.access, vectors = undefined) =>
      createIndexBuilder({ store, models: access, vectors, pool }).estimate(whole(request)),
    readings: () => server.calls.filter((call) => call.kind === 'chat' && !asksForReports(call)),
    reportCalls: () => server.calls.filter((call) => call.kind === 'chat' && asksForReports(call)),
    promptsSince: (from) =>
      server.calls
        .slice(from)
        .filter((call) => call.kind === 'chat' && call.outcome === 'answered' && !asksForReports(call))
        .map(({ prompt }) => prompt),
    embeddedSince: (from) =>
      server.calls
        .slice(from)
        .filter(({ kind, outcome }) => kind === 'embedding' && outcome === 'answered')
        .flatMap(({ body }) => (body as EmbeddingCallBody).input),
  };
}

/** True for a call that asks for reports. */
export function asksForReports({ body }: Pick<ModelCall, 'body'>): boolean {
  return isReportCall(body as ChatCallBody);
}

const PLACES = ['Amberwick', 'Brindle Hollow', 'Corrow', 'Dunmere', 'Eastermoor', 'Fallow Bridge', 'Garrick'];
const TRADES = [
  'Harrier Guild',
  'Ivory Press',
  'Juniper Bank',
  'Kestrel Works',
  'Lantern House',
  'Marlow Mill',
];

/** Notes of several sections, some 200 tokens each; every sentence names two things. */
export function someNotes(count: number, sections = 4): SourceFile[] {
  return Array.from({ length: count }, (_, note) =>
    sourceFile(
      `notes/note-${note}.md`,
      Array.from({ length: sections }, (_, section) => aSection(note, section)).join('\n\n'),
    ),
  );
}

/** One section under a heading of its own, which makes it one chunk. */
export function aSection(note: number, section: number): string {
  const sentences = Array.from({ length: 12 }, (_, at) => {
    const place = PLACES[(note + section + at) % PLACES.length];
    const trade = TRADES[(note * 5 + section + at) % TRADES.length];
    return `${trade} sent barrel ${note}-${section}-${at} down the old canal to ${place}.`;
  });
  return `## Ledger ${note} part ${section}\n\n${sentences.join(' ')}`;
}

/** True when the model read the chunk and found something. */
export function isReadByModel({ extraction }: Chunk): boolean {
  if (!extraction?.extractor.startsWith('model/')) return false;
  return extraction.candidates.length > 0;
}

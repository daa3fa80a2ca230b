import type { Mention } from '../../domain/entity.ts';
import { GraphRagError } from '../../domain/errors.ts';
import type { GraphIndex, IndexChanges } from '../../domain/graph-index.ts';
import type { IngestReport } from '../../domain/job.ts';
import type { GraphReader, GraphWriter } from '../../domain/ports/graph-store.ts';
import type { BuildProgress, BuildRequest, IndexBuilder } from '../../domain/ports/index-builder.ts';
import { type ExchangeContent, emptyContent, listsOf } from './exchange-content.ts';
import { INDEX_KINDS } from './format.ts';
import { type ImportVectors, importVectors } from './import-vectors.ts';
import { readExport } from './read-export.ts';

/** What an import needs of a store. */
export type ImportStore = Pick<GraphReader, 'loadIndex'> & Pick<GraphWriter, 'apply' | 'unfinished'>;

interface ImportOptions {
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: BuildProgress) => void) | undefined;
  vectors?: ImportVectors | null;
}

/** The builder, which also takes exports in; without a place for vectors these are left out. */
export function withImport(
  builder: IndexBuilder,
  store: ImportStore,
  vectors: ImportVectors | null = null,
): IndexBuilder {
  return {
    build: (request, options) =>
      request.exchange === undefined
        ? builder.build(request, options)
        : importIndex(request.exchange, store, { ...options, vectors }),
  };
}

/**
 * Takes an export in, all of it or nothing. The index must be empty, or hold the beginning of the same file: what an import that was cut
 * off has left is completed.
 *
 * @throws GraphRagError `document-unreadable` for a file that is not right, `conflict` for an index that is not empty
 */
export async function importIndex(
  exchange: NonNullable<BuildRequest['exchange']>,
  store: ImportStore,
  { signal, onProgress, vectors = null }: ImportOptions = {},
): Promise<IngestReport> {
  const started = performance.now();
  const report = (stage: BuildProgress['stage']) => (done: number, total: number) =>
    onProgress?.({ stage, done, total });
  report('read')(0, 1);
  const content = await readExport(exchange(), { signal, onProgress: report('read') });
  const readMs = performance.now() - started;
  const present = await store.loadIndex();
  const isThere = await isWholeAlready(present, content, store);
  signal?.throwIfAborted();
  report('write')(0, 1);
  if (!isThere) await writeWhole(content, store, { signal, onProgress: report('write') });
  // After the index, so that none tells of a record that is not there; the same file again brings those that a kill left out.
  const embeddings = await importVectors(content.vectors, vectors);
  const milliseconds = performance.now() - started;
  return {
    ...reportOf(content, isThere, {
      milliseconds: Math.round(milliseconds),
      stages: { read: Math.round(readMs), write: Math.round(milliseconds - readMs) },
    }),
    ...(embeddings ? { embeddings } : {}),
  };
}

/** True when an import of this very file has ended already, and only the record of its job is missing. @throws GraphRagError `conflict` */
async function isWholeAlready(
  present: GraphIndex,
  content: ExchangeContent,
  store: ImportStore,
): Promise<boolean> {
  if (Object.values(present).every((list) => list.length === 0)) return false;
  const [there, wanted] = [listsOf({ ...emptyContent(), index: present }), listsOf(content)];
  if (INDEX_KINDS.every((kind) => isPartOf(there[kind], wanted[kind]))) {
    if (await store.unfinished()) return false;
    if (INDEX_KINDS.every((kind) => there[kind].length === wanted[kind].length)) return true;
  }
  throw new GraphRagError('conflict', 'The index is not empty, and an import replaces nothing', {
    hint: 'Give a new folder with --data (or an empty database), or remove the documents first.',
  });
}

/** True when every record of `part` is in `whole`, alike in every field. */
function isPartOf(part: readonly object[], whole: readonly object[]): boolean {
  if (part.length > whole.length) return false;
  const known = new Set(whole.map(sorted));
  return part.every((record) => known.has(sorted(record)));
}

/** A record as text that does not depend on the order of its fields. */
function sorted(record: object): string {
  return JSON.stringify(record, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** Writes everything; where that is cut off in the middle, takes away again what stands there. */
async function writeWhole(
  { index, runs, answers }: ExchangeContent,
  store: ImportStore,
  options: { signal: AbortSignal | undefined; onProgress: (done: number, total: number) => void },
): Promise<void> {
  try {
    await store.apply(writing(index), {
      ...(options.signal ? { signal: options.signal } : {}),
      onProgress: options.onProgress,
      history: { runs, answers },
    });
  } catch (error) {
    if (await store.unfinished().catch(() => false)) {
      // Should this fail too, the mark stays, and an import of the same file goes on from here.
      await store.apply(deleting(await store.loadIndex())).catch(() => undefined);
    }
    throw error;
  }
}

function writing(index: GraphIndex): IndexChanges {
  const byChunk = new Map<string, Mention[]>();
  for (const mention of index.mentions) {
    const group = byChunk.get(mention.chunkId);
    if (group) group.push(mention);
    else byChunk.set(mention.chunkId, [mention]);
  }
  const all = <T>(write: T[]) => ({ write, delete: [] });
  return {
    documents: all(index.documents),
    chunks: all(index.chunks),
    entities: all(index.entities),
    mentions: [...byChunk].map(([chunkId, mentions]) => ({ chunkId, mentions })),
    relationships: all(index.relationships),
    communities: all(index.communities),
    reports: all(index.reports),
    decisions: all(index.decisions),
  };
}

function deleting(index: GraphIndex): IndexChanges {
  const all = (records: readonly { id: string }[]) => ({ write: [], delete: records.map(({ id }) => id) });
  return {
    documents: all(index.documents),
    chunks: all(index.chunks),
    entities: all(index.entities),
    mentions: [],
    relationships: all(index.relationships),
    communities: all(index.communities),
    reports: { write: [], delete: index.reports.map(({ communityId }) => communityId) },
    decisions: all(index.decisions),
  };
}

function reportOf(
  { index }: ExchangeContent,
  isThere: boolean,
  times: Pick<IngestReport, 'milliseconds' | 'stages'>,
): IngestReport {
  const sources = index.documents.map(({ source }) => source).sort();
  const none = {
    documents: 0,
    chunks: 0,
    entities: 0,
    mentions: 0,
    relationships: 0,
    communities: 0,
    reports: 0,
  };
  const kinds = Object.keys(none) as (keyof typeof none)[];
  const all = Object.fromEntries(kinds.map((kind) => [kind, index[kind].length])) as typeof none;
  return {
    documents: {
      added: isThere ? [] : sources,
      changed: [],
      removed: [],
      unchanged: isThere ? sources.length : 0,
      failed: [],
      vanished: [],
    },
    written: isThere ? none : all,
    deleted: none,
    chunks: { read: 0, kept: index.chunks.length },
    tokens: { input: 0, output: 0 },
    cost: 0,
    ...times,
  };
}

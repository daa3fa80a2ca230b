import type { Answer } from '../../domain/answer.ts';
import { GraphRagError } from '../../domain/errors.ts';
import type { GraphIndex } from '../../domain/graph-index.ts';
import type { GraphReader, GraphWriter, Page, PageRequest } from '../../domain/ports/graph-store.ts';
import type { VectorTable } from '../../domain/ports/vector-store.ts';
import type { Run } from '../../domain/run.ts';
import { listsOf, parentsFirst } from './exchange-content.ts';
import { FORMAT, FORMAT_VERSION, type Header, INDEX_KINDS, type RecordKind } from './format.ts';
import { RECORD_SCHEMAS, type RecordOf } from './record-schemas.ts';
import { createReferenceCheck } from './reference-check.ts';
import { vectorLines } from './vector-line.ts';

/** What an export reads. */
export type ExportStore = Pick<GraphReader, 'loadIndex' | 'listAnswers' | 'findAnswer' | 'listRuns'> &
  Pick<GraphWriter, 'unfinished'>;

/** An export that can be written: everything that could be wrong with it has been looked at. */
export interface ExportPlan {
  header: Header;
  /** One line a record, without its line end, in the order of the format. To be read once. */
  records(): AsyncGenerator<string, void>;
}

const PAGE = 500;
/** Records looked at without a pause, so that other requests get their turn. */
const STRIDE = 500;

/**
 * Loads the index, checks that what leaves the house could come in again, and counts.
 *
 * @param vectors of the model that is set; null leaves them out
 * @throws GraphRagError `conflict` while the index is half-written, `store-damaged` where a record could not be read back
 */
export async function planExport(
  store: ExportStore,
  signal: AbortSignal,
  vectors: VectorTable | null = null,
): Promise<ExportPlan> {
  if (await store.unfinished()) {
    throw new GraphRagError('conflict', 'The index is half-written and cannot be exported', {
      hint: 'Wait until the running job has ended; where none runs, ingest again.',
    });
  }
  const index = await store.loadIndex();
  const lists = {
    ...listsOf({ index, runs: [], answers: [], vectors: [] }),
    community: parentsFirst(index.communities),
  };
  await checkIndex(lists, signal);
  const runs = await store.listRuns({ limit: PAGE });
  const answers = await store.listAnswers({ limit: PAGE });
  const counts = Object.fromEntries(INDEX_KINDS.map((kind) => [kind, lists[kind].length]));
  const isThere = hasRecord(index);
  const vectorCount = vectors ? vectors.ids.filter(isThere).length : 0;
  const header: Header = {
    format: FORMAT,
    // What holds no vectors is read by those who know none, too.
    version: vectorCount > 0 ? FORMAT_VERSION : 1,
    counts: {
      ...(counts as Header['counts']),
      run: runs.total,
      answer: answers.total,
      ...(vectorCount > 0 ? { vector: vectorCount } : {}),
    },
  };
  return {
    header,
    async *records() {
      for (const kind of INDEX_KINDS) for (const record of lists[kind]) yield encode(kind, record);
      for await (const run of items(runs, (page) => store.listRuns(page))) yield encode('run', run);
      for await (const { id } of items(answers, (page) => store.listAnswers(page))) {
        const answer = await store.findAnswer(id);
        if (answer) yield encode('answer', answer);
      }
      if (vectors) for (const line of vectorLines(vectors, isThere)) yield encode('vector', line);
    },
  };
}

/** Tells whether an id is of a record that may have a vector. */
function hasRecord({ chunks, entities, reports }: GraphIndex): (id: string) => boolean {
  const ids = new Set([
    ...chunks.map(({ id }) => id),
    ...entities.map(({ id }) => id),
    ...reports.map(({ communityId }) => communityId),
  ]);
  return (id) => ids.has(id);
}

/** Fields in the order of the schema: the same record is the same line, wherever it comes from. */
function encode<Kind extends RecordKind>(kind: Kind, record: RecordOf[Kind]): string {
  return JSON.stringify({ [kind]: RECORD_SCHEMAS[kind].parse(record) });
}

async function checkIndex(
  lists: { [Kind in RecordKind]: RecordOf[Kind][] },
  signal: AbortSignal,
): Promise<void> {
  const references = createReferenceCheck();
  let looked = 0;
  for (const kind of INDEX_KINDS) {
    for (const record of lists[kind]) {
      const parsed = RECORD_SCHEMAS[kind].safeParse(record);
      const problem = parsed.success
        ? references.problemOf(kind, record)
        : (parsed.error.issues[0]?.message ?? 'it is malformed');
      if (problem !== null) throw damaged(kind, record, problem);
      if (++looked % STRIDE === 0) await turnOfOthers();
      signal.throwIfAborted();
    }
  }
}

function damaged(kind: RecordKind, record: object, problem: string): GraphRagError {
  const id = 'id' in record ? ` "${record.id}"` : '';
  return new GraphRagError('store-damaged', `The ${kind}${id} cannot be exported: ${problem}`, {
    hint: 'Bring the index in order first: `orrery ingest` the documents again with --rebuild.',
  });
}

/** Everything from the first page on that was there when it was read; what comes later comes before it. */
async function* items<T extends Run | Omit<Answer, 'trace'>>(
  first: Page<T>,
  list: (page: PageRequest) => Promise<Page<T>>,
): AsyncGenerator<T> {
  for (let page = first; ; ) {
    yield* page.items;
    if (page.nextCursor === undefined) return;
    page = await list({ limit: PAGE, cursor: page.nextCursor });
  }
}

function turnOfOthers(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

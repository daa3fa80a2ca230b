import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { AskRequest } from '../domain/api/ask.ts';
import type { SourceFile } from '../domain/ports/index-builder.ts';
import { createIndexBuilder } from '../ingest/index-builder.ts';
import { answerQuestion } from '../server/search/answer-question.ts';
import { createSearchIndex, type SearchIndex } from '../server/search/search-index.ts';
import { snapshotOf } from '../server/snapshot-of.ts';
import { createMemoryStore } from '../tests/support/memory-store.ts';

const ROOT = new URL('../', import.meta.url).pathname;
const ROUNDS = 3;

/**
 * How long answers take, from the question to the last event.
 *
 * @param options.input a folder of documents; the samples otherwise. The questions are those of docs/samples.md
 */
export async function run({
  input = join(ROOT, 'samples'),
}: {
  input?: string;
}): Promise<{ name: string; figures: Record<string, number | string> }[]> {
  const snapshot = await snapshotOfFolder(input);
  const started = performance.now();
  const index = createSearchIndex(snapshot);
  const indexMs = performance.now() - started;
  const questions = readQuestions();
  const first = await timeOf(index, questions[0] ?? '');
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const question of questions) times.push(await timeOf(index, question));
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0;
  return [
    {
      name: 'ask',
      figures: {
        documents: snapshot.index.documents.length,
        passages: index.tables.passages.length,
        questions: questions.length,
        'index ms': indexMs,
        'first ms': first,
        'ms p50': at(0.5),
        'ms p95': at(0.95),
      },
    },
  ];
}

async function timeOf(index: SearchIndex, question: string): Promise<number> {
  const started = performance.now();
  const events = answerQuestion(AskRequest.parse({ question }), {
    index,
    models: null,
    newId: () => 'benchmark',
    clock: () => Date.now(),
    saveAnswer: async () => undefined,
  });
  for await (const event of events) if (event.event === 'done') return performance.now() - started;
  return performance.now() - started;
}

function readQuestions(): string[] {
  const file = join(ROOT, 'tests/gold/sample-questions.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { question: string }[]).map(({ question }) => question);
}

async function snapshotOfFolder(folder: string): Promise<ReturnType<typeof snapshotOf>> {
  const store = createMemoryStore();
  const builder = createIndexBuilder({ store });
  try {
    await builder.build(
      { add: filesBelow(folder), remove: [], roots: [], prune: false, rebuild: false, extractor: 'offline' },
      {},
    );
  } finally {
    await builder.close();
  }
  const index = await store.loadIndex();
  const { documents, chunks, entities, relationships, communities, reports } = index;
  return snapshotOf(
    {
      version: 1,
      documents: documents.length,
      chunks: chunks.length,
      entities: entities.length,
      relationships: relationships.length,
      communities: communities.length,
      reports: reports.length,
    },
    index,
  );
}

function filesBelow(folder: string): SourceFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ source: relative(folder, path), bytes: readFileSync(path) }));
}

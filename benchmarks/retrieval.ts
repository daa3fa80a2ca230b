import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../adapters/config.ts';
import { createModelAccess } from '../adapters/models/create-model-access.ts';
import { createVectorFile } from '../adapters/vector-file.ts';
import type { Document } from '../domain/document.ts';
import { emptyIndex } from '../domain/empty-index.ts';
import { embedTexts } from '../ingest/embed/embed-texts.ts';
import { chunkTexts } from '../ingest/embed/embedding-texts.ts';
import { splitChunks } from '../ingest/stages/split-chunks.ts';
import { rankByWords } from '../server/search/retrieval/rank-by-words.ts';
import type { ScoredPassage } from '../server/search/retrieval/top-passages.ts';
import { walkToPassages } from '../server/search/retrieval/walk.ts';
import { createSearchIndex, type SearchIndex } from '../server/search/search-index.ts';
import { readWords } from '../server/search/text/read-words.ts';
import { fuseRankings, wordsShare } from '../server/search/vectors/fuse-rankings.ts';
import { nearestPassages, passageVectors } from '../server/search/vectors/passage-vectors.ts';
import { snapshotOf } from '../server/snapshot-of.ts';

interface PassageRow {
  id: string;
  title?: string;
  text: string;
}

interface QuestionRow {
  question: string;
  gold: string[];
}

/**
 * How many of the passages that answer multi-hop questions are found, and how fast, beside plain BM25.
 *
 * @param options.input a folder with `passages.jsonl` ({id, title, text}) and `questions.jsonl` ({question, gold: ids})
 */
export async function run({
  input,
}: {
  input?: string;
}): Promise<{ name: string; figures: Record<string, number | string> }[]> {
  if (!input || !existsSync(join(input, 'passages.jsonl'))) {
    return [
      {
        name: 'retrieval',
        figures: { skipped: 'needs --input FOLDER with passages.jsonl, questions.jsonl' },
      },
    ];
  }
  const passages = readRows<PassageRow>(join(input, 'passages.jsonl'));
  const questions = readRows<QuestionRow>(join(input, 'questions.jsonl'));
  const snapshot = snapshotOfRows(passages);
  const started = performance.now();
  const index = createSearchIndex(snapshot);
  const seconds = (performance.now() - started) / 1000;
  const size = { passages: passages.length, chunks: index.tables.passages.length, 'index s': seconds };
  const walk = measure(
    index,
    questions,
    (question) => walkToPassages(index.tables, readWords(question), 30).passages,
  );
  const bm25 = measure(index, questions, (question) =>
    rankByWords(index.tables.terms, readWords(question), 30),
  );
  return [
    { name: 'retrieval walk', figures: { ...size, ...walk } },
    { name: 'retrieval bm25', figures: { ...size, ...bm25 } },
    ...(await measureVectors(index, questions)),
  ];
}

/**
 * The same with vectors, where an embedding model is configured (docs/models.md). Vectors are kept in the folder for temporary files: making them
 * takes longer than all else.
 */
async function measureVectors(
  index: SearchIndex,
  questions: readonly QuestionRow[],
): Promise<{ name: string; figures: Record<string, number | string> }[]> {
  const config = readConfig(process.env).model;
  if (!config?.embeddingModel) return [];
  const folder = join(tmpdir(), 'orrery-bench');
  const model = (await createModelAccess({ config, folder })).open().embedding;
  if (!model) return [];
  const vectors = createVectorFile({ folder: join(folder, 'vectors') });
  const { documents, chunks } = index.snapshot.index;
  const texts = chunkTexts(documents, chunks);
  const table = await vectors.load(model.name);
  const known = new Set(table.ids.map((id, at) => `${id} ${table.textHashes[at]}`));
  const missing = texts.filter(({ id, textHash }) => !known.has(`${id} ${textHash}`));
  const { error } = await embedTexts(missing, { model, vectors, onProgress: () => {} });
  if (error) throw error;
  const passages = passageVectors(index.tables.passages, await vectors.load(model.name));
  const asked = await model.embed(
    questions.map(({ question }) => question),
    { kind: 'query' },
  );
  const vectorOf = new Map(questions.map(({ question }, at) => [question, asked[at]!]));
  const near = (question: string): ScoredPassage[] => nearestPassages(passages, vectorOf.get(question)!, 50);
  const fused = (mode: 'basic' | 'local') => (question: string) => {
    const words = readWords(question);
    const found =
      mode === 'local'
        ? walkToPassages(index.tables, words, 50).passages
        : rankByWords(index.tables.terms, words, 50);
    return fuseRankings(found, near(question), wordsShare(mode, index.tables.terms, words), 30);
  };
  const size = { vectors: texts.length, numbers: passages.dimension };
  return [
    { name: 'retrieval vectors', figures: { ...size, ...measure(index, questions, near) } },
    { name: 'retrieval bm25 + vectors', figures: { ...size, ...measure(index, questions, fused('basic')) } },
    { name: 'retrieval walk + vectors', figures: { ...size, ...measure(index, questions, fused('local')) } },
  ];
}

function readRows<Row>(file: string): Row[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Row);
}

/** An index of rows, as ingest would keep them; without entities, which texts without ideographs do not need. */
function snapshotOfRows(rows: readonly PassageRow[]): ReturnType<typeof snapshotOf> {
  const documents = rows.map(
    ({ id, title, text }): Document => ({
      id,
      source: `passages.jsonl#${id}`,
      title: title ?? `passages.jsonl#${id}`,
      language: 'en',
      mediaType: 'application/jsonl',
      text,
      contentHash: '',
    }),
  );
  const chunks = documents.flatMap(splitChunks);
  const counts = { documents: documents.length, chunks: chunks.length };
  return snapshotOf(
    { version: 1, ...counts, entities: 0, relationships: 0, communities: 0, reports: 0 },
    { ...emptyIndex(), documents, chunks },
  );
}

function measure(
  { tables }: SearchIndex,
  questions: readonly QuestionRow[],
  find: (question: string) => ScoredPassage[],
): Record<string, number> {
  const times: number[] = [];
  const sums = { 'R@2': 0, 'R@5': 0, 'R@10': 0, 'all@10': 0 };
  for (const { question, gold } of questions) {
    find(question);
    const started = performance.now();
    const found = find(question);
    times.push(performance.now() - started);
    const ids = [...new Set(found.map(({ passage }) => tables.passages[passage]?.document.id))];
    const wanted = new Set(gold);
    const recall = (most: number): number =>
      ids.slice(0, most).filter((id) => id !== undefined && wanted.has(id)).length / wanted.size;
    sums['R@2'] += recall(2);
    sums['R@5'] += recall(5);
    sums['R@10'] += recall(10);
    sums['all@10'] += recall(10) === 1 ? 1 : 0;
  }
  times.sort((a, b) => a - b);
  const percent = Object.entries(sums).map(([name, sum]) => [name, (100 * sum) / questions.length] as const);
  return {
    ...Object.fromEntries(percent),
    'ms p50': times[Math.floor(times.length * 0.5)] ?? 0,
    'ms p95': times[Math.floor(times.length * 0.95)] ?? 0,
  };
}

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import type { Document } from '../domain/document.ts';
import { createOfflineExtractor } from '../ingest/extractors/offline/offline-extractor.ts';
import { documentId } from '../ingest/ids.ts';
import { resolveIdentities } from '../ingest/stages/resolve-identities.ts';
import { splitChunks } from '../ingest/stages/split-chunks.ts';
import type { BenchmarkResult } from './benchmark-result.ts';

const SAMPLES = fileURLToPath(new URL('../samples', import.meta.url));
const READABLE = new Set(['.md', '.txt', '.jsonl']);

/**
 * How fast text becomes chunks, readings and entities on one thread, and how much is found.
 *
 * @param options.input a file or folder of Markdown, text or JSONL (`{id, title, text}` a line); the samples without it
 */
export async function run(options: { input?: string }): Promise<BenchmarkResult[]> {
  const root = options.input ?? SAMPLES;
  const documents = listFiles(root).flatMap((file) => readDocuments(file, root));
  const megabytes = documents.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0) / 1e6;
  const extractor = createOfflineExtractor();
  const warm = documents.slice(0, 3).map((document) => ({ document, chunks: splitChunks(document) }));
  await extractor.extract(warm, {});

  const start = performance.now();
  const work = documents.map((document) => ({ document, chunks: splitChunks(document) }));
  const split = performance.now();
  const outcomes = await extractor.extract(work, {});
  const extracted = performance.now();
  const readings = new Map(
    outcomes.flatMap((one) => ('extraction' in one ? [[one.chunkId, one.extraction] as const] : [])),
  );
  const chunks = work.flatMap((each) =>
    each.chunks.map((chunk) => ({ ...chunk, extraction: readings.get(chunk.id) ?? null })),
  );
  const before = performance.now();
  const graph = resolveIdentities({ documents, chunks, decisions: [] });
  const resolved = performance.now();

  const rate = (from: number, to: number): number => round((megabytes * 1000) / (to - from));
  const stored = JSON.stringify(chunks.map(({ extraction }) => extraction)).length / 1e6;
  return [
    {
      name: 'offline extraction',
      figures: {
        documents: documents.length,
        megabytes: round(megabytes),
        'split MB/s': rate(start, split),
        'extract MB/s': rate(split, extracted),
        'resolve MB/s': rate(before, resolved),
        'seconds in all': round((extracted - start + resolved - before) / 1000),
        'stored MB per MB': round(stored / megabytes),
      },
    },
    {
      name: 'offline graph',
      figures: {
        chunks: chunks.length,
        entities: graph.entities.length,
        mentions: graph.mentions.length,
        'typed facts': graph.facts.filter(
          ({ type, confidence }) => type !== 'RELATED_TO' && confidence >= 0.6,
        ).length,
        facts: graph.facts.length,
      },
    },
  ];
}

function listFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => listFiles(join(path, name)))
    .filter((file) => READABLE.has(extname(file)));
}

function readDocuments(file: string, root: string): Document[] {
  const text = readFileSync(file, 'utf8').replace(/\r\n?/g, '\n');
  const source = relative(root, file) || file;
  if (extname(file) !== '.jsonl')
    return [toDocument(source, text, extname(file) === '.md' ? 'text/markdown' : 'text/plain')];
  return text
    .split('\n')
    .filter(Boolean)
    .map((line, index) =>
      toDocument(
        `${source}#${index}`,
        String((JSON.parse(line) as { text?: unknown }).text ?? ''),
        'text/plain',
      ),
    );
}

function toDocument(source: string, text: string, mediaType: string): Document {
  return { id: documentId(source), source, title: '', language: 'other', mediaType, text, contentHash: '' };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

import { expect, it } from 'vitest';
import type { Chunk } from '../../../../domain/chunk.ts';
import type { Document } from '../../../../domain/document.ts';
import { sampleChunks } from '../../../../ingest/stages/sample-chunks.ts';

function aDocument(name: string): Document {
  const fields = { id: `d-${name}`, source: `${name}.md`, title: name, mediaType: 'text/markdown' };
  return { ...fields, language: 'en', text: '', contentHash: '' };
}

function chunksOf(document: Document, count: number, tokenCount = 200): Chunk[] {
  return Array.from({ length: count }, (_, position) => ({
    id: `c-${document.source}-${position}`,
    documentId: document.id,
    position,
    start: 0,
    end: 1,
    tokenCount,
    headingPath: [],
    sentences: [0, 1],
    extraction: null,
  }));
}

const documents = Array.from({ length: 100 }, (_, at) => aDocument(`note-${String(at).padStart(2, '0')}`));

it('covers a few documents evenly, each from its beginning to its end', () => {
  const few = documents.slice(0, 4);
  const sample = sampleChunks(
    few,
    few.flatMap((one) => chunksOf(one, 64)),
    4000,
  );
  for (const one of few) {
    const positions = sample.filter(({ document }) => document === one).map(({ chunk }) => chunk.position);
    expect(positions).toHaveLength(5);
    expect(positions.some((at) => at < 21) && positions.some((at) => at >= 42)).toBe(true);
  }
});

it('takes from documents spread over all of them where there are more than it can show', () => {
  const sample = sampleChunks(
    documents,
    documents.flatMap((one) => chunksOf(one, 3)),
    4000,
  );
  const places = sample.map(({ document }) => documents.indexOf(document));
  expect(new Set(places).size).toBe(20);
  for (let from = 0; from < 100; from += 10)
    expect(places.filter((at) => at >= from && at < from + 10).length).toBeGreaterThan(0);
});

it('never shows more than it may, nor what has no sentence', () => {
  const [first, second] = documents as [Document, Document];
  const silent = chunksOf(second, 3).map((chunk) => ({ ...chunk, sentences: [] }));
  const chunks = [...chunksOf(first, 1, 9000), ...chunksOf(first, 40, 300).slice(1), ...silent];
  const sample = sampleChunks([first, second], chunks, 4000);
  expect(sample.reduce((sum, { chunk }) => sum + chunk.tokenCount, 0)).toBe(3900);
  expect(new Set(sample.map(({ document }) => document.id))).toEqual(new Set([first.id]));
});

it('is the same in whatever order documents and chunks come', () => {
  const chunks = documents.flatMap((one) => chunksOf(one, 5, 150));
  const sample = sampleChunks(documents, chunks, 4000);
  const byDocument = documents.toReversed().flatMap((one) => chunksOf(one, 5, 150));
  expect(sampleChunks(documents.toReversed(), byDocument, 4000)).toEqual(sample);
});

it('shows all of little', () => {
  const [only] = documents as [Document];
  expect(sampleChunks([only], chunksOf(only, 7), 4000)).toHaveLength(7);
  expect(sampleChunks([], [], 4000)).toEqual([]);
});

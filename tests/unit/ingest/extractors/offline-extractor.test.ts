import { describe, expect, it } from 'vitest';
import type { Chunk } from '../../../../domain/chunk.ts';
import type { Document } from '../../../../domain/document.ts';
import type { ExtractionWork } from '../../../../domain/ports/extractor.ts';
import { createOfflineExtractor } from '../../../../ingest/extractors/offline/offline-extractor.ts';
import { splitChunks } from '../../../../ingest/stages/split-chunks.ts';
import { aDocument } from '../read-corpus.ts';

const TEXT = '# LoRA\n\nLoRA 由 Hu 等人提出。\n\n# 缺点\n\n- 表达能力：受秩的限制。\n';

/** The document with its chunks, as the pipeline would hand them on after an earlier reading. */
async function kept(document: Document): Promise<ExtractionWork> {
  const chunks = splitChunks(document);
  const outcomes = await createOfflineExtractor().extract([{ document, chunks }], {});
  const readings = new Map(
    outcomes.flatMap((outcome) => ('extraction' in outcome ? [[outcome.chunkId, outcome.extraction]] : [])),
  );
  return {
    document,
    chunks: chunks.map((chunk): Chunk => ({ ...chunk, extraction: readings.get(chunk.id) ?? null })),
  };
}

/** Hands what was read in an earlier version to the chunks of a later one, by id. */
function rewritten(earlier: ExtractionWork, text: string): ExtractionWork {
  const document = aDocument(text);
  const known = new Map(earlier.chunks.map((chunk) => [chunk.id, chunk.extraction]));
  return {
    document,
    chunks: splitChunks(document).map((chunk) => ({ ...chunk, extraction: known.get(chunk.id) ?? null })),
  };
}

describe('the offline extractor', () => {
  it('reads nothing again while the readings hold', async () => {
    const work = await kept(aDocument(TEXT));
    expect(await createOfflineExtractor().extract([work], {})).toEqual([]);
  });

  it('reads only the chunk whose text changed', async () => {
    const work = rewritten(await kept(aDocument(TEXT)), TEXT.replace('Hu 等人', '微软'));
    const outcomes = await createOfflineExtractor().extract([work], {});
    expect(outcomes.map(({ chunkId }) => chunkId)).toEqual([work.chunks[0]?.id]);
  });

  it('reads a chunk again when the document made one of its words a term elsewhere', async () => {
    const text = '# 甲\n\n反向传播算法很老。\n\n# 乙\n\n没有别的。\n';
    const work = rewritten(await kept(aDocument(text)), text.replace('没有别的。', '**反向传播算法**'));
    const outcomes = await createOfflineExtractor().extract([work], {});
    expect(outcomes.map(({ chunkId }) => chunkId)).toEqual(work.chunks.map(({ id }) => id));
  });

  it('reads a chunk the same whether or not its neighbours are read with it', async () => {
    const work = await kept(aDocument(TEXT));
    const alone = {
      ...work,
      chunks: work.chunks.map((chunk, index) => (index === 1 ? { ...chunk, extraction: null } : chunk)),
    };
    const [outcome] = await createOfflineExtractor().extract([alone], {});
    expect(outcome).toEqual({ chunkId: work.chunks[1]?.id, extraction: work.chunks[1]?.extraction });
  });

  it('gives surfaces that stand in the chunk at the offsets it names', async () => {
    const { document, chunks } = await kept(aDocument(TEXT));
    for (const chunk of chunks)
      for (const { surface, starts } of chunk.extraction?.candidates ?? [])
        for (const start of starts)
          expect(document.text.slice(chunk.start + start, chunk.start + start + surface.length)).toBe(
            surface,
          );
  });

  it('counts chunks while it reads, and stops with the signal’s own error', async () => {
    const works = await Promise.all([kept(aDocument(TEXT)), kept(aDocument(TEXT, { source: 'notes/b.md' }))]);
    const seen: [number, number][] = [];
    await createOfflineExtractor().extract(works, { onProgress: (done, total) => seen.push([done, total]) });
    expect(seen).toEqual([
      [2, 4],
      [4, 4],
    ]);
    const reason = new Error('enough');
    await expect(createOfflineExtractor().extract(works, { signal: AbortSignal.abort(reason) })).rejects.toBe(
      reason,
    );
  });

  it('keeps a word of the glossary whole', async () => {
    const document = aDocument('我们用云原生弹性伸缩来省钱。');
    const [outcome] = await createOfflineExtractor({
      glossary: [['云原生弹性伸缩', 'cloud-native autoscaling']],
    }).extract([{ document, chunks: splitChunks(document) }], {});
    const surfaces =
      outcome && 'extraction' in outcome ? outcome.extraction.candidates.map(({ surface }) => surface) : [];
    expect(surfaces).toContain('云原生弹性伸缩');
  });
});

import { afterAll, describe, expect, it } from 'vitest';
import { readSource } from '../../../../ingest/readers/read-source.ts';
import { splitChunks } from '../../../../ingest/stages/split-chunks.ts';
import { createIngestWorkers } from '../../../../ingest/workers/ingest-workers.ts';
import { createWorkerExtractor } from '../../../../ingest/workers/worker-extractor.ts';
import { createWorkerPool } from '../../../../ingest/workers/worker-pool.ts';
import { sourceFile } from '../../../support/generated-corpus.ts';

const pool = createWorkerPool({ size: 2 });
const workers = createIngestWorkers(pool);
afterAll(() => pool.close());

const files = Array.from({ length: 40 }, (_, at) =>
  sourceFile(
    `notes/${at}.md`,
    `# Note ${at}\n\nLoRA（低秩适配）是一种微调方法，编号 ${at}。\n\n${'这一句用来占位。'.repeat(600)}`,
  ),
);
const read = (await Promise.all(files.map(readSource))).flatMap(({ documents }) => documents);

describe('the threads of ingest', () => {
  it('read as this thread would, each file once, and tell how far they are', async () => {
    const progress: number[] = [];
    const result = await workers.readFiles([...files, sourceFile('empty.md', '')], {
      onProgress: (done) => progress.push(done),
    });
    const bySource = (one: { source: string }, other: { source: string }) =>
      one.source < other.source ? -1 : 1;
    expect(result.documents.sort(bySource)).toEqual([...read].sort(bySource));
    expect(result.failed).toMatchObject([{ source: 'empty.md', code: 'empty' }]);
    expect(progress[0]).toBe(0);
    expect(progress.at(-1)).toBe(files.length + 1);
    expect(progress).toEqual([...progress].sort((one, other) => one - other));
  });

  it('split as this thread would, in the order of documents and text', async () => {
    const chunks = await workers.splitDocuments(read, { onProgress: () => {} });
    const inOrder = [...read].sort((one, other) => (one.id < other.id ? -1 : 1)).flatMap(splitChunks);
    expect(chunks).toEqual(inOrder);
  });

  it('read chunks once, and not again while their readings hold', async () => {
    const extractor = createWorkerExtractor(pool);
    const work = read.slice(0, 3).map((document) => ({ document, chunks: splitChunks(document) }));
    const outcomes = await extractor.extract(work, {});
    const count = work.reduce((sum, { chunks }) => sum + chunks.length, 0);
    const readings = new Map(
      outcomes.map((outcome) => [outcome.chunkId, 'extraction' in outcome ? outcome.extraction : null]),
    );
    expect(readings.size).toBe(count);
    expect([...readings.values()].some((reading) => reading && reading.candidates.length > 0)).toBe(true);
    const known = work.map(({ document, chunks }) => ({
      document,
      chunks: chunks.map((chunk) => ({ ...chunk, extraction: readings.get(chunk.id) ?? null })),
    }));
    expect(await extractor.extract(known, {})).toEqual([]);
  });

  it('end with the reason of the signal when cancelled, at once or midway, and serve the next task', async () => {
    const reason = new Error('enough');
    const signal = AbortSignal.abort(reason);
    await expect(workers.splitDocuments(read, { signal, onProgress: () => {} })).rejects.toBe(reason);
    const midway = new AbortController();
    const cancelled = workers.splitDocuments(read, {
      signal: midway.signal,
      onProgress: (done) => {
        if (done > 0) midway.abort(reason);
      },
    });
    await expect(cancelled).rejects.toBe(reason);
    const [document] = read;
    await expect(workers.splitDocuments([document!], { onProgress: () => {} })).resolves.toEqual(
      splitChunks(document!),
    );
  });

  it('fail the task when no thread can start, and leave the process alone', async () => {
    const broken = createWorkerPool({ size: 1, entry: new URL('./no-such-worker.mjs', import.meta.url) });
    await expect(broken.run('splitDocuments', [read[0]!], () => {})).rejects.toThrow(/no-such-worker/);
    await broken.close();
  });

  it('pass on what goes wrong in a thread, and what goes wrong with a piece', async () => {
    const broken = { ...read[0]!, text: null as unknown as string };
    await expect(pool.run('splitDocuments', [broken], () => {})).rejects.toThrow(TypeError);
    const failing = pool.run('splitDocuments', [read[0]!], () => {
      throw new RangeError('no room');
    });
    await expect(failing).rejects.toThrow('no room');
  });
});

import { afterAll, describe, expect, it } from 'vitest';
import { readFiles } from '../../../../ingest/workers/read-files.ts';
import { createWorkerPool, type WorkerPool } from '../../../../ingest/workers/worker-pool.ts';
import { documentFixture } from '../../../support/document-fixture.ts';
import { sourceFile } from '../../../support/generated-corpus.ts';

const pool = createWorkerPool({ size: 2 });
afterAll(() => pool.close());

const bySource = (one: { source: string }, other: { source: string }) => (one.source < other.source ? -1 : 1);

/** A pool in which reading one file never ends, until its signal says so. */
function stuckAt(source: string): WorkerPool {
  return {
    ...pool,
    async run(name, pieces, onPiece, options) {
      const items = [...pieces];
      const isStuck = items.some((item) => 'source' in item && item.source === source);
      if (!isStuck) return pool.run(name, items, onPiece, options);
      options?.signal?.throwIfAborted();
      return new Promise((_, reject) => {
        options?.signal?.addEventListener('abort', () => reject(options.signal?.reason));
      });
    },
  };
}

describe('readFiles', () => {
  it('reads files of all kinds in other threads, and tells how far it is', async () => {
    const names = ['lights.pdf', 'tide-mills.docx', 'tide-mills.epub', 'article.htm', 'notes.csv'];
    const files = [
      sourceFile('a.md', '# A'),
      ...names.map((name) => documentFixture(name)),
      documentFixture('locked.pdf'),
    ];
    const progress: number[] = [];
    const { documents, failed } = await readFiles(pool, files, { onProgress: (done) => progress.push(done) });
    expect(documents.sort(bySource).map(({ source }) => source)).toEqual([
      'a.md',
      'article.htm',
      'lights.pdf',
      'notes.csv#3',
      'notes.csv#n1',
      'notes.csv#n2',
      'tide-mills.docx',
      'tide-mills.epub',
    ]);
    expect(documents.find(({ source }) => source === 'lights.pdf')?.pages).toHaveLength(3);
    expect(failed).toMatchObject([{ source: 'locked.pdf', code: 'password-protected' }]);
    expect(progress).toEqual([...progress].sort((one, other) => one - other));
    expect(progress.at(-1)).toBe(files.length);
  });

  it('gives a file up that takes too long, and reads the others', async () => {
    const files = [
      documentFixture('scan.pdf', 'stuck.pdf'),
      documentFixture('notes.csv'),
      sourceFile('a.md', '# A'),
    ];
    const { documents, failed } = await readFiles(stuckAt('stuck.pdf'), files, {
      onProgress: () => {},
      timeoutMs: 1,
    });
    expect(documents.map(({ source }) => source)).toContain('a.md');
    expect(failed.find(({ source }) => source === 'stuck.pdf')).toMatchObject({ code: 'timed-out' });
  });

  it('ends with the reason of the signal when it is cancelled while a file is parsed', async () => {
    const reason = new Error('enough');
    const controller = new AbortController();
    const reading = readFiles(stuckAt('stuck.pdf'), [documentFixture('scan.pdf', 'stuck.pdf')], {
      onProgress: () => {},
      signal: controller.signal,
    });
    controller.abort(reason);
    await expect(reading).rejects.toBe(reason);
  });
});

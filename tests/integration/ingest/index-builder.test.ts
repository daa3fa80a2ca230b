import { afterAll, describe, expect, it } from 'vitest';
import { emptyIndex } from '../../../domain/empty-index.ts';
import type { JobStage } from '../../../domain/job.ts';
import type { BuildRequest, IndexBuilder } from '../../../domain/ports/index-builder.ts';
import { createIndexBuilder } from '../../../ingest/index-builder.ts';
import { difference } from '../../../ingest/stages/difference.ts';
import { createWorkerPool } from '../../../ingest/workers/worker-pool.ts';
import { sourceFile } from '../../support/generated-corpus.ts';
import { INDEX_STAGES } from '../../support/index-stages.ts';
import { factsOf } from '../../support/ingest-properties.ts';
import { brokenInvariants } from '../../support/invariants.ts';
import { createMemoryStore } from '../../support/memory-store.ts';

const pool = createWorkerPool({ size: 2 });
afterAll(() => pool.close());

const LORA = sourceFile(
  'notes/lora.md',
  '# LoRA\n\n低秩适配（LoRA，Low-Rank Adaptation）是一种参数高效微调方法。LoRA 由 Hu 等人提出。\n\n## 优点\n\n- **省显存**：只训练两个低秩矩阵。\n',
);
const QLORA = sourceFile(
  'notes/qlora.md',
  '# QLoRA\n\nQLoRA is a variant of LoRA. QLoRA combines LoRA with quantization.\n',
);
const ROWS = sourceFile(
  'faq.jsonl',
  '{"id":"rag","title":"RAG","text":"检索增强生成（RAG）基于向量检索。"}\n{"id":"bad"}\n',
);
const NOTES = [LORA, QLORA, ROWS];

function build(builder: IndexBuilder, request: Partial<BuildRequest>, signal?: AbortSignal) {
  const stages: JobStage[] = [];
  const whole = {
    add: [],
    remove: [],
    roots: [],
    prune: false,
    rebuild: false,
    extractor: 'auto' as const,
    ...request,
  };
  const report = builder.build(whole, {
    ...(signal ? { signal } : {}),
    onProgress: ({ stage, done, total }) => {
      expect(done).toBeLessThanOrEqual(total);
      if (stages.at(-1) !== stage) stages.push(stage);
    },
  });
  return { report, stages };
}

describe('the index builder', () => {
  it('tells all that was not read, and keeps a record of the run that every store can hold', async () => {
    const store = createMemoryStore();
    const lines = sourceFile('broken.jsonl', 'x\n'.repeat(5000));
    const { documents } = await build(createIndexBuilder({ store, pool }), { add: [LORA, lines] }).report;
    expect(documents.failed).toHaveLength(5000);
    expect(documents.more).toBeUndefined();
    const kept = store.runs.at(-1)!.report.documents;
    expect(kept).toMatchObject({ added: ['notes/lora.md'], more: { failed: 4000 } });
    expect(kept.failed).toEqual(documents.failed.slice(0, 1000));
  });

  it('reads, maps and reports, stage by stage, and keeps a record of the run', async () => {
    const store = createMemoryStore();
    const { report, stages } = build(createIndexBuilder({ store, pool }), { add: NOTES, roots: ['notes'] });
    const { documents, written, chunks, milliseconds, stages: spent } = await report;
    expect(documents).toMatchObject({
      added: ['faq.jsonl#rag', 'notes/lora.md', 'notes/qlora.md'],
      failed: [{ source: 'faq.jsonl#2', code: 'malformed' }],
      unchanged: 0,
    });
    expect(stages).toEqual([...INDEX_STAGES]);
    expect(Object.keys(spent).sort()).toEqual([...INDEX_STAGES].sort());
    expect(milliseconds).toBeGreaterThan(0);

    const index = await store.loadIndex();
    expect(written).toMatchObject({ documents: 3, chunks: chunks.read, entities: index.entities.length });
    expect(brokenInvariants(index)).toEqual([]);
    const lora = index.entities.find(({ aliases }) => aliases.includes('LoRA'))!;
    expect(lora.aliases).toEqual(expect.arrayContaining(['LoRA', 'Low-Rank Adaptation']));
    expect(lora.x).not.toBeNull();
    expect(store.runs).toHaveLength(1);
    expect(store.runs[0]).toMatchObject({ kind: 'ingest', report: { written } });
  });

  it('reads a document that changed again, and no other', async () => {
    const store = createMemoryStore();
    const builder = createIndexBuilder({ store, pool });
    await build(builder, { add: NOTES }).report;
    const edited = sourceFile(QLORA.source, `${new TextDecoder().decode(QLORA.bytes)}\nQLoRA uses NF4.\n`);
    const { report, stages } = build(builder, { add: [LORA, edited] });
    const { documents, chunks } = await report;
    expect(stages).toEqual([...INDEX_STAGES]);
    expect(documents).toMatchObject({ added: [], changed: ['notes/qlora.md'], unchanged: 1 });
    expect(chunks.read).toBe(1);
    expect(brokenInvariants(await store.loadIndex())).toEqual([]);
  });

  it('forgets what only a removed document said, and finds the same ids when it comes back', async () => {
    const store = createMemoryStore();
    const builder = createIndexBuilder({ store, pool });
    await build(builder, { add: NOTES }).report;
    const before = await store.loadIndex();
    const { documents } = await build(builder, { remove: ['notes/qlora.md'] }).report;
    expect(documents.removed).toEqual(['notes/qlora.md']);
    const names = (await store.loadIndex()).entities.flatMap(({ aliases }) => aliases);
    expect(names).toContain('LoRA');
    expect(names).not.toContain('QLoRA');
    await build(builder, { add: [QLORA] }).report;
    expect(factsOf(await store.loadIndex())).toEqual(factsOf(before));
  });

  it('lists what vanished from a folder, and prunes it when asked to', async () => {
    const store = createMemoryStore();
    const builder = createIndexBuilder({ store, pool });
    await build(builder, { add: NOTES, roots: ['notes'] }).report;
    const listed = await build(builder, { add: [LORA], roots: ['notes'] }).report;
    expect(listed.documents).toMatchObject({ vanished: ['notes/qlora.md'], removed: [] });
    const pruned = await build(builder, { add: [LORA], roots: ['notes'], prune: true }).report;
    expect(pruned.documents).toMatchObject({ removed: ['notes/qlora.md'] });
    expect((await store.loadIndex()).documents.map(({ source }) => source).sort()).toEqual([
      'faq.jsonl#rag',
      'notes/lora.md',
    ]);
  });

  it('makes a whole index of one that was cut off while it was written', async () => {
    const whole = createMemoryStore();
    const builder = createIndexBuilder({ store: whole, pool });
    await build(builder, { add: NOTES }).report;
    const wanted = await whole.loadIndex();

    const half = createMemoryStore();
    const changes = difference(emptyIndex(), wanted);
    changes.chunks.write.splice(1);
    changes.mentions.splice(1);
    changes.entities.write.splice(2);
    changes.relationships.write = [];
    changes.communities.write = [];
    await half.apply(changes);
    half.cutOff();
    await build(createIndexBuilder({ store: half, pool }), { add: NOTES }).report;
    expect(await half.loadIndex()).toEqual(wanted);
    expect(await half.unfinished()).toBe(false);
  });

  it('writes nothing when it is cancelled before it writes, whatever stage it is in', async () => {
    for (const when of INDEX_STAGES.slice(0, -1)) {
      const store = createMemoryStore();
      const controller = new AbortController();
      const reason = new Error(`enough of ${when}`);
      const building = createIndexBuilder({ store, pool }).build(
        { add: NOTES, remove: [], roots: [], prune: false, rebuild: false, extractor: 'offline' },
        {
          signal: controller.signal,
          onProgress: ({ stage }) => {
            if (stage === when) controller.abort(reason);
          },
        },
      );
      await expect(building).rejects.toBe(reason);
      expect(store.applied).toEqual([]);
      expect(store.runs).toEqual([]);
    }
  });

  it('builds one after the other what is asked for at once', async () => {
    const store = createMemoryStore();
    const builder = createIndexBuilder({ store, pool });
    const first = build(builder, { add: [LORA] }).report;
    const second = build(builder, { add: [QLORA] }).report;
    const third = build(builder, { add: NOTES }).report;
    expect((await first).documents.added).toEqual(['notes/lora.md']);
    expect((await second).documents.added).toEqual(['notes/qlora.md']);
    expect((await third).documents).toMatchObject({ added: ['faq.jsonl#rag'], unchanged: 2 });
    expect(brokenInvariants(await store.loadIndex())).toEqual([]);
  });

  it('refuses to read with a model when none is configured', async () => {
    const builder = createIndexBuilder({ store: createMemoryStore(), pool });
    await expect(build(builder, { add: NOTES, extractor: 'model' }).report).rejects.toMatchObject({
      code: 'request-invalid',
    });
  });
});

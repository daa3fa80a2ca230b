import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../../../domain/document.ts';
import { aDocument, type ReadCorpus, readCorpus } from '../read-corpus.ts';

const NAMES = [
  'LoRA',
  '低秩适配',
  'Knowledge Graph',
  '知识图谱',
  'RNN',
  '循环神经网络',
  'HNSW',
  '向量索引',
  'Priya Raman',
  '张伟',
  'GPT-4',
  'C++',
  '光合作用',
  'ENG-1432',
];
const SENTENCES: readonly ((a: string, b: string) => string)[] = [
  (a, b) => `${a}（${b}）很常用。`,
  (a, b) => `${a}是一种${b}。`,
  (a, b) => `与${a}相比，**${b}**更快！`,
  (a, b) => `# ${a}\n\n- ${b}：说明文字。\n- [${a}](https://x.example/${b})。\n`,
  (a, b) => `${a} uses ${b} for search, and ${a} is a kind of ${b}.`,
  (a, b) => `| 名称 | 说明 |\n| --- | --- |\n| ${a} | ${b} |\n`,
  (a, b) => `\`\`\`\n${a} = ${b}\n\`\`\`\n`,
  (a, b) => `> ${a}、${b}等方法😀，见 _${a}_。\n`,
  (a, b) => `负责人：${a}\n\n### ${b} 的优点\n`,
];
const NOISE = fc.string({ unit: 'binary', maxLength: 60 }).map((text) => text.replaceAll('\u0000', ''));

const aText = fc
  .array(
    fc.oneof(
      {
        weight: 5,
        arbitrary: fc
          .tuple(fc.constantFrom(...SENTENCES), fc.constantFrom(...NAMES), fc.constantFrom(...NAMES))
          .map(([sentence, a, b]) => sentence(a, b)),
      },
      { weight: 1, arbitrary: NOISE },
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join('\n'));
const aCorpus = fc
  .array(fc.tuple(aText, fc.constantFrom('text/markdown', 'text/plain')), { minLength: 1, maxLength: 3 })
  .map((texts) =>
    texts.map(
      ([text, mediaType], index): Document => aDocument(text, { source: `notes/${index}.md`, mediaType }),
    ),
  );

function textOf(corpus: ReadCorpus, documentId: string): string {
  return corpus.documents.find((document) => document.id === documentId)?.text ?? '';
}

async function holdsFor(check: (corpus: ReadCorpus) => void): Promise<void> {
  await fc.assert(
    fc.asyncProperty(aCorpus, async (documents) => check(await readCorpus(documents))),
    { numRuns: 60 },
  );
}

describe('on any corpus', () => {
  it('every mention is written as one of its entity’s aliases, and lies in its chunk', () =>
    holdsFor((corpus) => {
      const entities = new Map(corpus.graph.entities.map((entity) => [entity.id, entity]));
      const chunks = new Map(corpus.chunks.map((chunk) => [chunk.id, chunk]));
      for (const { entityId, documentId, chunkId, start, end } of corpus.graph.mentions) {
        expect(entities.get(entityId)?.aliases).toContain(textOf(corpus, documentId).slice(start, end));
        expect(start).toBeGreaterThanOrEqual(chunks.get(chunkId)?.start ?? Infinity);
        expect(end).toBeLessThanOrEqual(chunks.get(chunkId)?.end ?? 0);
      }
    }));

  it('mentions do not overlap, and every entity has as many as it counts', () =>
    holdsFor(({ graph }) => {
      graph.mentions.forEach((mention, index) => {
        const next = graph.mentions[index + 1];
        if (next?.documentId === mention.documentId) expect(next.start).toBeGreaterThanOrEqual(mention.end);
      });
      for (const entity of graph.entities)
        expect(graph.mentions.filter(({ entityId }) => entityId === entity.id)).toHaveLength(
          entity.mentionCount,
        );
    }));

  it('every entity holds its name among its aliases, and no name holds sentence marks or digits only', () =>
    holdsFor(({ graph }) => {
      for (const { name, aliases, mentionCount } of graph.entities) {
        expect(aliases).toContain(name);
        expect(mentionCount).toBeGreaterThan(0);
        for (const alias of aliases) expect(alias).not.toMatch(/[。，：；\n]|^\d+$/);
      }
    }));

  it('every fact joins two entities and cites one sentence of its chunk', () =>
    holdsFor((corpus) => {
      const ids = new Set(corpus.graph.entities.map(({ id }) => id));
      const chunks = new Map(corpus.chunks.map((chunk) => [chunk.id, chunk]));
      for (const { sourceId, targetId, evidence } of corpus.graph.facts) {
        expect(ids.has(sourceId) && ids.has(targetId) && sourceId !== targetId).toBe(true);
        const chunk = chunks.get(evidence.chunkId);
        const starts = chunk?.sentences
          .filter((_, index) => index % 2 === 0)
          .map((offset) => offset + chunk.start);
        const ends = chunk?.sentences
          .filter((_, index) => index % 2 === 1)
          .map((offset) => offset + chunk.start);
        expect(starts).toContain(evidence.start);
        expect(ends).toContain(evidence.end);
      }
    }));

  it('a verified fact names both ends in what it cites or in the heading above', () =>
    holdsFor((corpus) => {
      const entities = new Map(corpus.graph.entities.map((entity) => [entity.id, entity]));
      const chunks = new Map(corpus.chunks.map((chunk) => [chunk.id, chunk]));
      for (const { sourceId, targetId, evidence } of corpus.graph.facts.filter(
        (fact) => fact.evidence.verified,
      )) {
        const quote = textOf(corpus, evidence.documentId).slice(evidence.start, evidence.end);
        const around = `${quote}\n${chunks.get(evidence.chunkId)?.headingPath.join('\n')}`.toLowerCase();
        for (const id of [sourceId, targetId])
          expect(entities.get(id)?.aliases.some((alias) => around.includes(alias.toLowerCase()))).toBe(true);
      }
    }));

  it('every description is a piece of a document', () =>
    holdsFor(({ graph, documents }) => {
      for (const { description } of graph.entities)
        if (description) expect(documents.some(({ text }) => text.includes(description))).toBe(true);
    }));

  it('the same documents give the same graph, in whatever order they come', async () => {
    await fc.assert(
      fc.asyncProperty(aCorpus, async (documents) => {
        const { graph } = await readCorpus(documents);
        expect((await readCorpus(documents)).graph).toEqual(graph);
        expect((await readCorpus([...documents].reverse())).graph).toEqual(graph);
      }),
      { numRuns: 40 },
    );
  });
});

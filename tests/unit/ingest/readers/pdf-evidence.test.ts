import { beforeAll, describe, expect, it } from 'vitest';
import type { Document } from '../../../../domain/document.ts';
import { emptyIndex } from '../../../../domain/empty-index.ts';
import type { GraphIndex } from '../../../../domain/graph-index.ts';
import { buildGraph } from '../../../../ingest/build-graph.ts';
import { documentFixture, readOne } from '../../../support/document-fixture.ts';
import { readCorpus } from '../read-corpus.ts';

describe('what is found in a PDF', () => {
  let document: Document;
  let index: GraphIndex;
  beforeAll(async () => {
    document = await readOne(documentFixture('lights.pdf'));
    const { chunks } = await readCorpus([document]);
    const wish = { of: 'none' as const, named: [] };
    const input = {
      documents: [document],
      chunks,
      decisions: [],
      previous: emptyIndex(),
      rebuild: true,
      remembered: [],
      wish,
    };
    ({ index } = buildGraph(input, () => {}));
  });

  /** The page, counted from 1, as the document's `pages` tell it. */
  const pageOf = (offset: number) => (document.pages ?? []).filter((start) => start <= offset).length;
  const idOf = (name: string) => index.entities.find((entity) => entity.name === name)?.id;
  const evidenceOf = (name: string) =>
    index.relationships
      .filter(({ sourceId, targetId }) => sourceId === idOf(name) || targetId === idOf(name))
      .flatMap(({ evidence }) => evidence);

  it('is an entity by its name, in either language, under the heading of its section', () => {
    const names = index.entities.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['Ruth Callander', '花鸟灯塔']));
    const paths = index.chunks.map(({ headingPath }) => headingPath.join(' › '));
    expect(paths).toContain('Lights of the skerries › 东海的灯塔');
  });

  it('is mentioned at its very characters', () => {
    const mentions = index.mentions.filter(({ entityId }) => entityId === idOf('Ruth Callander'));
    expect(mentions.length).toBeGreaterThan(0);
    const inDocument = ({ chunkId, start, end }: (typeof mentions)[number]) => {
      const chunk = index.chunks.find(({ id }) => id === chunkId);
      return document.text.slice((chunk?.start ?? 0) + start, (chunk?.start ?? 0) + end);
    };
    for (const mention of mentions) expect(inDocument(mention)).toMatch(/Callander/);
  });

  it('is proven by whole sentences, on the pages where they stand', () => {
    const first = evidenceOf('Ruth Callander');
    expect(first.map(({ start, end }) => document.text.slice(start, end))).toContain(
      'The lighthouse at Skerry Point was designed by Ruth Callander in 1861.',
    );
    expect(new Set(first.map(({ start }) => pageOf(start)))).toEqual(new Set([1]));
    const second = evidenceOf('花鸟灯塔');
    expect(second.map(({ start, end }) => document.text.slice(start, end))).toContain(
      '花鸟灯塔建于一八七〇年，由工程师顾长庚设计。',
    );
    expect(new Set(second.map(({ start }) => pageOf(start)))).toEqual(new Set([2]));
  });
});

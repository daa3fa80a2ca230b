import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { GraphIndex } from '../../../domain/graph-index.ts';
import { sourceFile } from '../../support/generated-corpus.ts';
import { factsOf } from '../../support/ingest-properties.ts';
import { brokenInvariants } from '../../support/invariants.ts';
import { isReadByModel, openModelIngest, someNotes } from '../../support/model-ingest.ts';
import type { Misbehaviour } from '../../support/model-server/misbehaviour.ts';
import { SERVERS } from '../../support/model-server/server-traits.ts';

const NOTES = someNotes(12);
const namesOf = ({ entities }: GraphIndex) => entities.flatMap(({ name, aliases }) => [name, ...aliases]);

describe('a model that runs in circles of whole records', () => {
  it.each([
    ['as a stream', false],
    ['in one piece', true],
  ])(
    'leaves what it told before, and all that rules found; the chunks are named, and only they are asked for later: %s',
    async (_, ignoresStream) => {
      let trouble: Misbehaviour | null = { kind: 'malformed', how: 'circles' };
      const { store, build, readings } = await openModelIngest({
        misbehave: ({ prompt }) => (/barrel (3|7)-/.test(prompt) ? trouble : null),
        traits: { ...SERVERS.vllm, ignoresStream },
      });
      const report = await build({ add: NOTES });
      const index = await store.loadIndex();
      expect(brokenInvariants(index)).toEqual([]);
      const parts = index.chunks.filter(({ extraction }) => extraction?.extractor.startsWith('part/'));
      const sourceOf = new Map(index.documents.map(({ id, source }) => [id, source]));
      const { failed } = report.documents;
      expect(parts.length).toBeGreaterThan(0);
      expect(new Set(parts.map(({ documentId }) => sourceOf.get(documentId)))).toEqual(
        new Set(failed.map(({ source }) => source)),
      );
      for (const { code, message } of failed) {
        expect(code).toBe('extraction-failed');
        expect(message).toMatch(/again and again.*; what it had told before is kept/);
      }
      const calls = readings().length;

      // Nothing that rules find is lost by it.
      const offline = await openModelIngest();
      await offline.build({ add: NOTES, extractor: 'offline' });
      const byRules = new Map(
        (await offline.store.loadIndex()).chunks.map((chunk) => [chunk.id, chunk.extraction]),
      );
      for (const { id, extraction } of parts) {
        const rules = byRules.get(id);
        const surfaces = extraction?.candidates.map(({ surface }) => surface);
        expect(surfaces).toEqual(
          expect.arrayContaining(rules?.candidates.map(({ surface }) => surface) ?? []),
        );
        expect(extraction?.candidates.some(({ cues }) => cues?.includes('model'))).toBe(true);
        expect(extraction?.statements.length).toBeGreaterThanOrEqual(rules?.statements.length ?? 0);
      }

      trouble = null;
      const again = await build({ add: NOTES });
      expect(again.documents.failed).toEqual([]);
      expect(again.chunks.read).toBe(parts.length);
      // Each for itself: less at once is read better.
      expect(readings().length - calls).toBe(parts.length);
      const undisturbed = await openModelIngest();
      await undisturbed.build({ add: NOTES });
      expect(factsOf(await store.loadIndex())).toEqual(factsOf(await undisturbed.store.loadIndex()));
    },
  );

  it('now and then is asked about each passage alone at once; one that always does is not', async () => {
    const { store, build, readings } = await openModelIngest({
      misbehave: ({ prompt }) =>
        /barrel 3-0-[\s\S]*barrel 3-1-/.test(prompt) ? { kind: 'malformed', how: 'circles' } : null,
    });
    expect((await build({ add: NOTES })).documents.failed).toEqual([]);
    const undisturbed = await openModelIngest();
    await undisturbed.build({ add: NOTES });
    expect(factsOf(await store.loadIndex())).toEqual(factsOf(await undisturbed.store.loadIndex()));
    expect(readings().length).toBeGreaterThan(undisturbed.readings().length);

    const always = await openModelIngest({ misbehave: () => ({ kind: 'malformed', how: 'circles' }) });
    expect((await always.build({ add: NOTES })).documents.failed).toHaveLength(NOTES.length);
    expect(always.readings()).toHaveLength(undisturbed.readings().length);
  });

  it.each([
    ['circles-in-turns', ['中铁九局', '汇川设计院', '沈以南', '江州市质量监督站'], 420],
    ['circles-of-seven', ['PagerDuty', 'Priya Nair', '何其飞', 'DynamoDB'], 400],
    ['circles-of-wrong-names', ['Self-RAG', 'Akari Asai', 'CRAG', 'DuReader'], 460],
    ['circles-beside-the-text', ['林若溪', '清和茶庄', '高效液相色谱', '许知秋'], 580],
  ])('as a small one really told them: %s', async (name, wanted, mostTokens) => {
    const file = new URL(`../../fixtures/model-replies/${name}.json`, import.meta.url);
    const { document, text } = JSON.parse(readFileSync(file, 'utf8')) as { document: string; text: string };
    const { store, build } = await openModelIngest({ answer: () => ({ text, finish: 'length' }) });
    const report = await build({ add: [sourceFile('note.md', document)] });
    const index = await store.loadIndex();
    expect(brokenInvariants(index)).toEqual([]);
    expect(namesOf(index)).toEqual(expect.arrayContaining(wanted));
    // Each of the names is a thing of its own: none was united with another one.
    const owners = wanted.map((one) => index.entities.find((entity) => entity.name === one)?.id);
    expect(new Set(owners).size).toBe(wanted.length);
    expect(report.documents.failed).toMatchObject([{ source: 'note.md', code: 'extraction-failed' }]);
    expect(index.chunks.some(isReadByModel)).toBe(false);
    // Nor is a report written of what is not read whole.
    expect(report.model?.receipts).toMatchObject([{ purpose: 'extract', calls: 1 }]);
    expect(report.tokens.output).toBeLessThan(mostTokens);
  });
});

describe('what is expected of a model that ran in circles', () => {
  it('is that it does so again, little by little, and no report; its whole readings and its circles are no measure of each other', async () => {
    let trouble: Misbehaviour | null = { kind: 'malformed', how: 'circles' };
    const { build, estimate, readings } = await openModelIngest({ misbehave: () => trouble });
    const stages = async () => (await estimate({ add: NOTES })).stages;
    expect(await stages()).toMatchObject([{ purpose: 'extract', calls: 6 }, { purpose: 'report' }]);
    await build({ add: NOTES });
    const first = readings().length;
    const [circling, ...others] = await stages();
    expect(circling).toMatchObject({ purpose: 'extract', inCircles: true });
    expect(others).toEqual([]);
    const { correction } = await estimate({ add: someNotes(20) });
    expect(correction).toMatchObject({ runs: 0 });

    const report = await build({ add: someNotes(20) });
    const calls = readings().slice(first);
    expect(report.model?.estimate.stages).toMatchObject([{ inCircles: true, calls: calls.length }]);
    expect(Math.max(...calls.map(({ inputTokens }) => inputTokens))).toBeLessThan(1200);
    expect((await estimate({ add: someNotes(21) })).correction).toMatchObject({ runs: 1 });

    trouble = null;
    await build({ add: someNotes(20) });
    const whole = await estimate({ add: someNotes(30) });
    expect(whole.stages[0]).not.toHaveProperty('inCircles');
    expect(whole.correction).toMatchObject({ runs: 0 });
  });
});

it('a model that plainly misses the names of a chunk, asked again or not, has what rules found beside its reading', async () => {
  const { store, build, readings } = await openModelIngest({
    answer: () => JSON.stringify({ entities: [{ n: 'Ledger 0 part 0', t: 'WORK', a: [], s: [1] }] }),
  });
  const report = await build({ add: NOTES.slice(0, 1) });
  const index = await store.loadIndex();
  expect(brokenInvariants(index)).toEqual([]);
  expect(report.documents.failed).toEqual([]);
  expect(namesOf(index)).toEqual(expect.arrayContaining(['Juniper Bank', 'Amberwick']));
  const asked = readings().length;
  const again = await build({ add: NOTES.slice(0, 1) });
  expect(readings()).toHaveLength(asked);
  expect(again.written).toMatchObject({ entities: 0, chunks: 0 });
});

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openModelIngest, someNotes } from '../../support/model-ingest.ts';

const [edited, ...NOTES] = someNotes(16);
const SHARE_OFF = 0.15;

function expectNear(actual: number, expected: number): void {
  expect(Math.abs(actual - expected) / expected).toBeLessThan(SHARE_OFF);
}

it('an estimate asks nothing, writes nothing, and counts the very calls that a run then makes', async () => {
  const { server, store, build, estimate } = await openModelIngest();
  const expected = await estimate({ add: NOTES });
  expect(server.calls.filter(({ kind }) => kind !== 'models')).toEqual([]);
  expect(store.applied).toEqual([]);
  expect(store.runs).toEqual([]);

  const report = await build({ add: NOTES });
  const [stage] = expected.stages;
  const [receipt] = report.model?.receipts ?? [];
  expect(expected.documents.added).toEqual(report.documents.added);
  expect(expected.chunks).toEqual(report.chunks);
  expect(stage).toMatchObject({ purpose: 'extract', calls: receipt?.calls });
  expectNear(receipt?.inputTokens ?? 0, stage?.inputTokens ?? 0);
  expect(expected.stages[1]).toMatchObject({ purpose: 'report', isRough: true });
  expect(report.model?.estimate.stages).toEqual(expected.stages);
  expect(expected).toMatchObject({ model: 'scripted', correction: { runs: 0 } });
  expect(expected.tokenizer?.error).toBeGreaterThan(0);
});

it('of a few paragraphs no report is expected', async () => {
  const { estimate } = await openModelIngest();
  const [note] = someNotes(1, 1);
  expect((await estimate({ add: [note!] })).stages.map(({ purpose }) => purpose)).toEqual(['extract']);
});

it('once a model is known by an earlier run, what a run takes is within 15 % of its estimate', async () => {
  const { build, estimate } = await openModelIngest();
  await build({ add: [edited!, NOTES[0]!, NOTES[1]!] });
  const expected = await estimate({ add: NOTES });
  expect(expected.correction).toMatchObject({ runs: 1 });
  const report = await build({ add: NOTES });
  expectNear(report.tokens.input, expected.tokens.input);
  expectNear(report.tokens.output, expected.tokens.output);
});

it('what is there already is not counted, whoever asks', async () => {
  const { build, estimate } = await openModelIngest();
  await build({ add: NOTES });
  const same = await estimate({ add: NOTES });
  expect(same).toMatchObject({ model: null, stages: [], cost: 0, chunks: { read: 0 } });
  expect(same.documents.unchanged).toBe(NOTES.length);
  const more = await estimate({ add: [edited!, ...NOTES] });
  expect(more.documents.added).toEqual([edited!.source]);
  expect(more.chunks.read).toBe(4);
  expect(more.stages).toMatchObject([
    { purpose: 'extract', calls: 1 },
    { purpose: 'report', isRough: true },
  ]);
});

it('read offline it takes nothing, and says so', async () => {
  const { estimate } = await openModelIngest();
  expect(await estimate({ add: NOTES, extractor: 'offline' })).toMatchObject({
    model: null,
    stages: [],
    tokens: { input: 0, output: 0 },
    cost: 0,
    tokenizer: null,
    chunks: { read: NOTES.length * 4, kept: 0 },
  });
});

it('money is told from the price, and is not known without one', async () => {
  const { models, estimate } = await openModelIngest();
  const free = await estimate({ add: NOTES }, models.access);
  expect(free.cost).toBe(0);
  const elsewhere = await models.again({ baseUrl: 'https://models.example/v1' });
  expect((await estimate({ add: NOTES, budget: 1 }, elsewhere)).cost).toBeNull();
  await writeFile(
    path.join(models.folder, 'prices.json'),
    JSON.stringify({ scripted: { input: 2, output: 8 } }),
  );
  const { cost, tokens } = await estimate({ add: NOTES }, await models.again());
  expect(cost).toBeCloseTo((tokens.input * 2 + tokens.output * 8) / 1e6, 9);
  const inBatches = await estimate({ add: NOTES, batch: true }, await models.again());
  expect(inBatches.cost).toBeCloseTo((cost ?? 0) / 2, 9);
});

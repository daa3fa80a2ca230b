import { describe, expect, it } from 'vitest';
import type { IngestReport } from '../../../domain/job.ts';
import { openModelIngest, someNotes } from '../../support/model-ingest.ts';
import { asksForTypes, findTypesAndRead } from '../../support/scripted-types.ts';

const NOTES = someNotes(20);
const [later, ...EARLIER] = NOTES;
const FOUND = { entityTypes: ['PLACE', 'THING'], relationshipTypes: ['RELATED_TO'] };

const opened = () => openModelIngest({ answer: findTypesAndRead });
const receipt = (report: IngestReport, purpose: string) =>
  report.model?.receipts.find((one) => one.purpose === purpose);

describe('types that are found in a sample first', () => {
  it('are what the run reads by, each with words that stand in a document, and what they took is told apart', async () => {
    const { server, build, readings } = await opened();
    const report = await build({ add: EARLIER, ontology: 'find' });
    const asked = server.calls.filter(asksForTypes);
    const sample = report.model?.found?.sample;
    expect(sample?.documents).toBe(EARLIER.length);
    expect(sample?.tokens).toBeGreaterThan(3000);
    expect(sample?.tokens).toBeLessThan(6000);
    expect(asked.length).toBeLessThanOrEqual(3);
    expect(server.calls.findLastIndex(asksForTypes)).toBeLessThan(
      server.calls.findIndex(({ prompt, kind }) => kind === 'chat' && !asksForTypes({ prompt })),
    );

    expect(report.model?.ontology).toEqual(FOUND);
    for (const { example } of report.model?.found?.entityTypes ?? []) {
      const note = EARLIER.find(({ source }) => source === example.source);
      expect(new TextDecoder().decode(note?.bytes)).toContain(example.sentence);
      expect(example.sentence).toContain(example.words);
    }
    expect(report.model?.found?.dropped).toBe(asked.length);
    const reading = readings().filter((call) => !asksForTypes(call));
    expect(reading.every(({ prompt }) => prompt.includes('only these: PLACE, THING.'))).toBe(true);
    expect(receipt(report, 'types')).toMatchObject({ calls: asked.length });
    const purposes = ['types', 'extract', 'report'];
    expect(report.tokens.input).toBe(
      purposes.reduce((sum, purpose) => sum + (receipt(report, purpose)?.inputTokens ?? 0), 0),
    );
    expect(report.model?.estimate.stages.map(({ purpose }) => purpose)).toEqual([
      'extract',
      'report',
      'types',
    ]);
  });

  it('are kept by the index: more documents are read by them, and the same ones ask nothing', async () => {
    const { server, store, build } = await opened();
    await build({ add: EARLIER, ontology: 'find' });
    for (const ontology of ['find', undefined] as const) {
      const before = server.calls.length;
      const same = await build({ add: EARLIER, ontology });
      expect(same.documents.unchanged).toBe(EARLIER.length);
      expect(server.calls.length).toBe(before);
    }
    // Runs that no model had a part in say nothing about types.
    for (let run = 0; run < 120; run++)
      await store.saveRun({ ...store.runs.at(-1)!, id: `run-offline-${run}`, kind: 'remove' });
    const before = server.calls.length;
    const more = await build({ add: [later!] });
    expect(more.model?.ontology).toEqual(FOUND);
    expect(server.calls.slice(before).some(asksForTypes)).toBe(false);
    expect(server.calls.at(-1)?.prompt).toContain('only these: RELATED_TO.');
  });

  it('are let go when anything may be found, and given ones take their place', async () => {
    const { server, build } = await opened();
    await build({ add: EARLIER, ontology: 'find' });
    const free = await build({ add: EARLIER, ontology: 'any' });
    expect(free.documents.changed.length + free.documents.unchanged).toBe(EARLIER.length);
    expect(free.model?.ontology).toBeNull();
    expect(server.calls.at(-1)?.prompt).not.toContain('only these');
    const own = { entityTypes: ['GUILD'], relationshipTypes: [] };
    await build({ add: [later!], ontology: own });
    const more = await build({ add: [later!, EARLIER[0]!] });
    expect(more.model?.ontology).toEqual(own);
  });

  it('are priced before anything is asked, within 15 % of what is taken in', async () => {
    const { server, store, build, estimate } = await opened();
    const expected = await estimate({ add: EARLIER, ontology: 'find' });
    expect(server.calls.filter(({ kind }) => kind !== 'models')).toEqual([]);
    expect(store.runs).toEqual([]);
    expect(expected.ontology).toBeNull();
    const report = await build({ add: EARLIER, ontology: 'find' });
    for (const stage of expected.stages.filter(({ isRough }) => !isRough)) {
      const taken = receipt(report, stage.purpose);
      expect(stage.calls).toBe(taken?.calls);
      expect(Math.abs((taken?.inputTokens ?? 0) / stage.inputTokens - 1)).toBeLessThan(0.15);
    }
    expect(expected.stages.map(({ purpose }) => purpose)).toEqual(['extract', 'report', 'types']);
    expect((await estimate({ add: [later!] })).ontology).toEqual(FOUND);
  });

  it('that no sentence shows are asked for once more, then the run fails and writes nothing', async () => {
    const { server, store, build } = await openModelIngest({
      answer: () => '{"entities":[{"t":"DRAGON","c":3,"n":"a dragon","s":1}],"relationships":[]}',
    });
    await expect(build({ add: EARLIER, ontology: 'find' })).rejects.toMatchObject({
      code: 'model-output-invalid',
    });
    expect(server.calls.filter(asksForTypes)).toHaveLength(2);
    expect(store.applied).toEqual([]);
    expect(store.runs).toEqual([]);
  });

  it('are no longer looked for when the run is cancelled', async () => {
    const controller = new AbortController();
    const { server, store, build } = await openModelIngest({
      answer: findTypesAndRead,
      misbehave: () => {
        controller.abort(new Error('enough'));
        return { kind: 'slow' };
      },
    });
    const run = build({ add: EARLIER, ontology: 'find' }, { signal: controller.signal });
    await expect(run).rejects.toThrow('enough');
    server.release();
    expect(store.applied).toEqual([]);
  });

  it('need a model that reads', async () => {
    const { build, estimate } = await opened();
    const request = { add: EARLIER, ontology: 'find', extractor: 'offline' } as const;
    await expect(build(request)).rejects.toMatchObject({ code: 'request-invalid' });
    await expect(estimate(request)).rejects.toMatchObject({ code: 'request-invalid' });
  });
});

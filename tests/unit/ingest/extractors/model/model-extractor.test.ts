import { describe, expect, it } from 'vitest';
import { GraphRagError } from '../../../../../domain/errors.ts';
import { createModelExtractor } from '../../../../../ingest/extractors/model/model-extractor.ts';
import {
  type Answer,
  aDocument,
  HARBOUR,
  HARBOUR_REPLY,
  offline,
  scriptedModel,
} from '../../../../support/scripted-model.ts';

async function readingOf(text: string, answer: Answer) {
  const item = aDocument(text);
  const facts: Record<string, number>[] = [];
  const extractor = createModelExtractor({
    model: scriptedModel(answer),
    offline,
    onFacts: (check) => facts.push({ ...check }),
  });
  const [outcome] = await extractor.extract([item], {});
  if (!outcome || !('extraction' in outcome)) throw new Error('no reading');
  return { ...outcome.extraction, facts };
}

describe('reading with a model', () => {
  it('keeps names only where the text writes them, with their places', async () => {
    const { candidates } = await readingOf(HARBOUR, () => HARBOUR_REPLY);
    expect(candidates.map(({ surface }) => surface)).toEqual([
      'Mira Lindqvist',
      'Amber Harbour',
      'AH',
      'Meridian Bank',
    ]);
    for (const { surface, starts } of candidates) {
      for (const start of starts) expect(HARBOUR.slice(start, start + surface.length)).toBe(surface);
    }
    expect(candidates[0]?.type).toBe('PERSON');
  });

  it('holds every citation against the text: kept, moved to the sentence that says it, or dropped', async () => {
    const { statements, facts } = await readingOf(HARBOUR, () => HARBOUR_REPLY);
    const said = statements.map(({ type, source, target, sentence }) => [
      type,
      source.surface,
      target.surface,
      HARBOUR.slice(sentence.start, sentence.end),
    ]);
    expect(said).toEqual([
      ['RUNS', 'Mira Lindqvist', 'Amber Harbour', 'Mira Lindqvist runs the Amber Harbour.'],
      ['BELONGS_TO', 'AH', 'Meridian Bank', 'The harbour (AH) belongs to the Meridian Bank.'],
    ]);
    expect(facts).toEqual([{ cited: 1, found: 1, unverified: 0, dropped: 2 }]);
  });

  it('takes aliases that the text writes, with the sentence', async () => {
    const { aliases } = await readingOf(HARBOUR, () => HARBOUR_REPLY);
    expect(aliases.map(({ left, right }) => [left, right])).toEqual([['Amber Harbour', 'AH']]);
  });

  it('finds only the types of an ontology, whatever the model says, and reads again under another one', async () => {
    const item = aDocument(HARBOUR);
    const model = scriptedModel(() => HARBOUR_REPLY);
    const ontology = { entityTypes: ['person', 'PLACE'], relationshipTypes: ['Runs'] };
    const extractor = createModelExtractor({ model, offline, ontology });
    const [outcome] = await extractor.extract([item], {});
    const extraction = outcome && 'extraction' in outcome ? outcome.extraction : null;
    expect(model.requests[0]?.messages[0]?.content).toContain('only these: person, PLACE.');
    expect(extraction?.candidates.map(({ surface }) => surface)).toEqual([
      'Mira Lindqvist',
      'Amber Harbour',
      'AH',
    ]);
    expect(extraction?.statements.map(({ type }) => type)).toEqual(['RUNS']);
    const chunks = item.chunks.map((chunk) => ({ ...chunk, extraction }));
    expect((await extractor.plan([{ ...item, chunks }])).calls).toEqual([]);
    const anything = createModelExtractor({ model, offline });
    expect((await anything.plan([{ ...item, chunks }])).calls).toHaveLength(1);
  });

  it('asks the model about nothing that it has read already', async () => {
    const item = aDocument(HARBOUR);
    const model = scriptedModel(() => HARBOUR_REPLY);
    const extractor = createModelExtractor({ model, offline });
    const [outcome] = await extractor.extract([item], {});
    const extraction = outcome && 'extraction' in outcome ? outcome.extraction : null;
    const chunks = item.chunks.map((chunk) => ({ ...chunk, extraction: extraction ?? null }));
    expect(await extractor.extract([{ ...item, chunks }], {})).toEqual([]);
    expect(model.requests).toHaveLength(1);
  });

  it('packs short documents into calls of about 2,000 tokens, each language apart', async () => {
    const english = Array.from({ length: 40 }, (_, at) => aDocument(`${HARBOUR} `.repeat(6), `en-${at}.txt`));
    const chinese = aDocument('星图测绘局设在琥珀港。它由梅拉管理。', 'zh.txt');
    const model = scriptedModel(() => ({ entities: [], relationships: [] }));
    await createModelExtractor({ model, offline: { ...offline, extract: async () => [] } }).extract(
      [...english, chinese],
      {},
    );
    const systems = model.requests.map(({ messages }) => messages[0]?.content ?? '');
    expect(systems.filter((text) => text.includes('你为文档建立索引'))).toHaveLength(1);
    expect(model.requests.length).toBeLessThanOrEqual(5);
    const numbers = [...(model.requests[0]?.messages[1]?.content ?? '').matchAll(/^(\d+) /gm)].map(([, n]) =>
      Number(n),
    );
    expect(numbers).toEqual(numbers.map((_, at) => at + 1));
  });

  it('makes the same calls of the same documents in whatever order they come, so that replies are found again', async () => {
    const items = ['c.txt', 'a.txt', 'b.txt'].map((source) =>
      aDocument(`${HARBOUR} It is ${source}.`, source),
    );
    const extractor = createModelExtractor({ model: scriptedModel(() => HARBOUR_REPLY), offline });
    const prompts = async (work: typeof items) =>
      (await extractor.plan(work)).calls.map(({ request }) => request.messages);
    expect(await prompts(items.toReversed())).toEqual(await prompts(items));
  });

  it('asks once more, alone, for a chunk whose names were plainly missed', async () => {
    const items = [
      aDocument(HARBOUR, 'a.txt'),
      aDocument('Otto and Vael met Lena, Karim and Milo in Tarn.', 'b.txt'),
    ];
    const model = scriptedModel((_, call) =>
      call === 1
        ? HARBOUR_REPLY
        : {
            entities: ['Otto', 'Vael', 'Lena', 'Karim'].map((n) => ({ n, t: 'PERSON', a: [], s: [1] })),
            relationships: [],
          },
    );
    const outcomes = await createModelExtractor({ model, offline }).extract(items, {});
    expect(model.requests).toHaveLength(2);
    const second = outcomes.find(({ chunkId }) => chunkId === items[1]?.chunks[0]?.id);
    expect(second && 'extraction' in second ? second.extraction.candidates.length : 0).toBe(4);
  });

  it('names a chunk that failed, with the offline reading in its place', async () => {
    const item = aDocument(HARBOUR);
    const down = new GraphRagError('model-unavailable', 'The model does not answer');
    const [outcome] = await createModelExtractor({ model: scriptedModel(() => down), offline }).extract(
      [item],
      {},
    );
    expect(outcome).toMatchObject({
      error: { code: 'model-unavailable' },
      fallback: { extractor: 'offline/test' },
    });
  });

  it('never takes an apology for a reading', async () => {
    const item = aDocument(HARBOUR);
    const model = scriptedModel(() => ({ message: 'I am sorry, I cannot help with that.' }));
    const [outcome] = await createModelExtractor({ model, offline }).extract([item], {});
    expect(outcome).toMatchObject({ error: { code: 'model-output-invalid' } });
    expect(model.requests).toHaveLength(2);
  });
});

import { describe, expect, it } from 'vitest';
import type { ExtractionOutcome } from '../../../../../domain/ports/extractor.ts';
import type { ChatRequest } from '../../../../../domain/ports/language-model.ts';
import type { Memory, RememberedReading } from '../../../../../domain/ports/model-memory.ts';
import { createModelExtractor } from '../../../../../ingest/extractors/model/model-extractor.ts';
import {
  type Answer,
  aDocument,
  HARBOUR,
  HARBOUR_REPLY,
  offline,
  scriptedModel,
} from '../../../../support/scripted-model.ts';

const MEETING = 'Otto and Vael met Lena, Karim and Milo in Tarn.';
const MEETING_REPLY = {
  entities: ['Otto', 'Vael', 'Lena', 'Karim'].map((n) => ({ n, t: 'PERSON', a: [], s: [1] })),
  relationships: [],
};

function createMapMemory(): Memory<RememberedReading> & { kept: Map<string, RememberedReading> } {
  const kept = new Map<string, RememberedReading>();
  return {
    kept,
    find: async (keys) =>
      new Map(
        keys.flatMap((key) => {
          const one = kept.get(key);
          return one ? [[key, one] as const] : [];
        }),
      ),
    async keep(more) {
      for (const [key, one] of more) kept.set(key, one);
    },
  };
}

/** What the model is shown of a call. */
const shown = ({ messages }: ChatRequest): string => messages[1]?.content ?? '';

const surfacesOf = (outcome: ExtractionOutcome | undefined): string[] =>
  outcome && 'extraction' in outcome ? outcome.extraction.candidates.map(({ surface }) => surface) : [];

describe('a reading that was accepted', () => {
  const harbour = aDocument(HARBOUR, 'a.txt');
  const meeting = aDocument(MEETING, 'b.txt');

  it('is remembered while its names are asked for again, so that only this is left to ask after a kill', async () => {
    const memory = createMapMemory();
    const stop = new AbortController();
    const killed: Answer = (_, call) => {
      if (call === 1) return HARBOUR_REPLY;
      stop.abort(new Error('killed'));
      return stop.signal.reason;
    };
    const first = createModelExtractor({ model: scriptedModel(killed), offline, memory });
    await expect(first.extract([harbour, meeting], { signal: stop.signal })).rejects.toThrow('killed');

    const model = scriptedModel(() => MEETING_REPLY);
    const later = createModelExtractor({ model, offline, memory });
    const other = aDocument('Nothing was said.', 'c.txt');
    expect(await later.plan([harbour])).toMatchObject({ calls: [], remembered: { chunks: 1 } });
    expect(await later.plan([meeting])).toMatchObject({ calls: [{ chunks: 1 }], remembered: { chunks: 0 } });
    const outcomes = await later.extract([harbour, meeting], {});
    expect(model.requests.map(shown)).toEqual([expect.stringContaining('Otto')]);
    expect(model.requests.map(shown).join()).not.toContain('Amber');
    expect(outcomes.map((one) => 'isRemembered' in one)).toEqual([true, false]);
    expect(surfacesOf(outcomes[1])).toHaveLength(4);

    await later.extract([meeting, harbour], {});
    expect(model.requests).toHaveLength(1);
    await later.extract([meeting, harbour, other], {});
    expect(model.requests.slice(1).map(shown).join()).not.toMatch(/Otto|Amber/);
  });

  it('is kept as it is when asking again brought nothing better, and is not asked for a third time', async () => {
    const memory = createMapMemory();
    const nothing = { entities: [], relationships: [] };
    const model = scriptedModel((_, call) => (call === 1 ? HARBOUR_REPLY : nothing));
    const extractor = createModelExtractor({ model, offline, memory });
    await extractor.extract([harbour, meeting], {});
    expect(model.requests).toHaveLength(2);
    await extractor.extract([harbour, meeting], {});
    expect((await extractor.plan([meeting])).calls).toEqual([]);
    expect(model.requests).toHaveLength(2);
  });

  it('leaves the rest of its call to be asked alone, unless the reply to the whole call is known', async () => {
    const memory = createMapMemory();
    await createModelExtractor({ model: scriptedModel(() => HARBOUR_REPLY), offline, memory }).extract(
      [harbour],
      {},
    );
    const alone = scriptedModel(() => MEETING_REPLY);
    await createModelExtractor({
      model: alone,
      offline,
      memory: { ...memory, keep: async () => {} },
    }).extract([harbour, meeting], {});
    expect(alone.requests.map(shown).join()).not.toContain('Amber');

    const answered = scriptedModel(() => MEETING_REPLY);
    const remembers = async (request: ChatRequest) => /Amber[\s\S]*Otto/.test(shown(request));
    const extractor = createModelExtractor({ model: { ...answered, remembers }, offline, memory });
    const work = [harbour, meeting];
    expect((await extractor.plan(work)).calls).toMatchObject([{ chunks: 1, isAnswered: true }]);
    const [known] = await extractor.extract(work, {});
    expect(shown(answered.requests[0]!)).toMatch(/Amber[\s\S]*Otto/);
    expect(surfacesOf(known)).toContain('Amber Harbour');
  });

  it('is not taken where its sentences are other ones', async () => {
    const memory = createMapMemory();
    const nothing = { entities: [], relationships: [] };
    const model = scriptedModel((_, call) => (call === 1 ? HARBOUR_REPLY : nothing));
    const extractor = createModelExtractor({ model, offline, memory });
    await extractor.extract([harbour], {});
    const [chunk] = harbour.chunks;
    const joined = { ...chunk!, sentences: [0, HARBOUR.length] };
    await extractor.extract([{ ...harbour, chunks: [joined] }], {});
    expect(model.requests).toHaveLength(2);
  });
});

import { expect, it } from 'vitest';
import type { ChatReply, ChatRequest } from '../../../../../domain/ports/language-model.ts';
import { extractionRequest } from '../../../../../ingest/extractors/model/extraction-request.ts';
import { numberThrough } from '../../../../../ingest/extractors/model/pack-chunks.ts';
import { aDocument, HARBOUR, HARBOUR_REPLY } from '../../../../support/scripted-model.ts';

function requestFor(text: string): ChatRequest {
  const { document, chunks } = aDocument(text);
  const members = numberThrough(chunks.map((chunk) => ({ chunk, document })));
  return extractionRequest({ language: 'en', members }, null);
}

function wordOn(
  value: unknown,
  text: string,
  finish: ChatReply['finish'] = 'stop',
): string | null | undefined {
  const usage = { inputTokens: 1, outputTokens: 1 };
  return requestFor(text).accept?.({ text: '', value, repaired: false, finish, usage, cached: false });
}

const anEntity = (n: string, a: string[]) => ({ entities: [{ n, t: 'X', a, s: [1] }], relationships: [] });

it('refuses a reply that names nothing of what was shown: it was read from something else', () => {
  expect(wordOn(anEntity('Example Corp', ['ACME']), HARBOUR)).toMatch(/None of its names/);
  expect(wordOn(anEntity('The Harbour of Amber', ['amber  harbour']), HARBOUR)).toBeNull();
  expect(wordOn({ entities: [], relationships: [] }, HARBOUR)).toBeNull();
});

it('takes no place for another: null or nothing is not the first entity', () => {
  const [fact] = HARBOUR_REPLY.relationships;
  const facts = (fields: object) => ({
    ...HARBOUR_REPLY,
    relationships: Array(9).fill({ ...fact, ...fields }),
  });
  expect(wordOn(facts({}), HARBOUR)).toBeNull();
  expect(wordOn(facts({ f: '0', o: ' 1 ', s: ['1'] }), HARBOUR)).toBeNull();
  for (const odd of [null, '', true, [], 0.5, '0x1', 'zero', Number.NaN, 1e300])
    expect(wordOn(facts({ f: odd }), HARBOUR), String(odd)).toMatch(/Too many records/);
});

it('takes what is meant where a list stands for a word, or a word for a list', () => {
  const entities = HARBOUR_REPLY.entities.map((entity) => ({
    ...entity,
    t: [entity.t, 'THING'],
    a: '',
    s: 1,
  }));
  const relationships = HARBOUR_REPLY.relationships.map((one) => ({ ...one, t: [one.t], d: ['is', 'of'] }));
  expect(wordOn({ entities, relationships }, HARBOUR)).toBeNull();
});

it('takes what a model told before it ran in circles, when the text has any of it', () => {
  const { entities } = anEntity('Meridian Bank', []);
  expect(wordOn({ entities }, HARBOUR, 'circles')).toBeNull();
  expect(wordOn(anEntity('Atlantis', []), HARBOUR, 'circles')).toMatch(/None of its names/);
  expect(wordOn({ entities: [] }, HARBOUR, 'circles')).toMatch(/named nothing/);
  expect(wordOn({ entities }, HARBOUR, 'length')).toMatch(/cut off/);
});

it('tells records of what the model was shown from others', () => {
  const request = requestFor(HARBOUR);
  const tells = (record: unknown, ...before: unknown[][]) => request.tells?.(record, before);
  const fact = { f: 0, o: 1, t: 'RUNS', d: 'runs' };
  expect(tells({ n: 'meridian bank', t: 'BANK', a: [] })).toBe(true);
  expect(tells({ n: 'Meridian Banker', t: 'BANK', a: [] })).toBe(false);
  expect(tells({ ...fact, s: 2 })).toBe(true);
  expect(tells({ ...fact, s: 3 })).toBe(false);
  expect(tells(null)).toBe(true);
});

it('tells relationships that will be dropped from those that may hold', () => {
  const { tells } = requestFor(HARBOUR);
  const { entities } = HARBOUR_REPLY;
  const isHeld = (f: number, o: number, s: number) => tells?.({ f, o, t: 'X', d: 'x', s }, [entities]);
  // Where it is cited, one of the two; wherever it is cited, both in another sentence.
  expect(isHeld(0, 1, 1)).toBe(true);
  expect(isHeld(0, 2, 2)).toBe(true);
  expect(isHeld(1, 2, 1)).toBe(true);
  expect(isHeld(0, 1, 2)).toBe(true);
  // Something that stands nowhere, with something that stands elsewhere; what is not in the list.
  expect(isHeld(0, 3, 2)).toBe(false);
  expect(isHeld(0, 4, 1)).toBe(false);
  // Nothing is known of what comes before its entities.
  expect(tells?.({ f: 7, o: 9, t: 'X', d: 'x', s: 1 }, [])).toBe(true);
});

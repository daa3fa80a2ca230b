import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { ChatReply } from '../../../../../domain/ports/language-model.ts';
import { extractionRequest } from '../../../../../ingest/extractors/model/extraction-request.ts';
import { numberThrough } from '../../../../../ingest/extractors/model/pack-chunks.ts';
import { aDocument, HARBOUR, HARBOUR_REPLY } from '../../../../support/scripted-model.ts';

function wordOn(value: unknown, text = ''): string | null | undefined {
  const { document, chunks } = aDocument(text);
  const members = numberThrough(chunks.map((chunk) => ({ chunk, document })));
  const { accept } = extractionRequest({ language: 'en', members }, null);
  const usage = { inputTokens: 1, outputTokens: 1 };
  const reply: ChatReply = { text: '', value, repaired: false, finish: 'stop', usage, cached: false };
  return accept?.(reply);
}

const anEntity = (n: string, a: string[]) => ({ entities: [{ n, t: 'X', a, s: [1] }], relationships: [] });

it('refuses a reply that gives one entity the names of all others, as a small model really did', () => {
  const file = new URL('../../../../fixtures/model-replies/others-as-names.json', import.meta.url);
  const { text } = JSON.parse(readFileSync(file, 'utf8')) as { text: string };
  expect(wordOn(JSON.parse(text))).toMatch(/other things as its names/);
});

it.each([
  ['Low-Rank Adaptation', ['LoRA', '低秩适配', 'low-rank adaptation']],
  ['武汉大学', ['武大', '珞珈山大学', '武汉大学本部', '大学', '国立武汉大学', '武汉大学校']],
  ['William Shakespeare', ['Shakespeare', 'the Bard', 'Will', 'the playwright', 'Master Shakespeare', 'he']],
])('takes many names of one thing: %s', (name, aliases) => {
  expect(wordOn(anEntity(name, aliases), `It is of ${name}.`)).toBeNull();
});

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

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import {
  type ExtractionReply,
  readExtractionReply,
} from '../../../../../ingest/extractors/model/extraction-reply.ts';
import { withOwnNames } from '../../../../../ingest/extractors/model/own-names.ts';

function recorded(name: string): ExtractionReply {
  const file = new URL(`../../../../fixtures/model-replies/${name}.json`, import.meta.url);
  const { text } = JSON.parse(readFileSync(file, 'utf8')) as { text: string };
  const whole = text.endsWith('}') ? text : `${text.slice(0, text.lastIndexOf('},') + 1)}]}`;
  return readExtractionReply(JSON.parse(whole)) as ExtractionReply;
}

const namesOf = ({ entities, loose }: ExtractionReply) => ({
  entities: entities.map((entity) => [entity?.n, ...(entity?.a ?? [])]),
  loose: loose.map(({ n }) => n),
});
const reply = (...entities: [string, string[]][]): ExtractionReply =>
  readExtractionReply({ entities: entities.map(([n, a]) => ({ n, t: 'X', a, s: [1] })) }) as ExtractionReply;

it.each([
  ['Low-Rank Adaptation', ['LoRA', '低秩适配', 'low-rank adaptation']],
  ['武汉大学', ['武大', '珞珈山大学', '武汉大学本部', '大学', '国立武汉大学', '武汉大学校']],
  ['William Shakespeare', ['Shakespeare', 'the Bard', 'Will', 'the playwright', 'Master Shakespeare', 'he']],
])('takes many names of one thing: %s', (name, aliases) => {
  const told = reply([name, aliases]);
  expect(withOwnNames(told, false)).toEqual(told);
});

it('makes things of their own of all that a small model really put under one entity, and no relationship counts by them', () => {
  const told = recorded('others-as-names');
  const { entities, loose } = namesOf(withOwnNames(told, false));
  expect(entities).toEqual([['Veldmoor', 'Veldmoor Gazette']].map(([name]) => [name, 'Veldmoor Gazette']));
  expect(loose).toContain('Ines Carrow');
  expect(loose).toHaveLength(9);
});

it('takes no name for several things, as a small model really told it', () => {
  const told = namesOf(withOwnNames(recorded('circles-of-wrong-names'), false));
  expect(told.entities.flat()).not.toContain('CRAG');
  expect(told.loose).toContain('CRAG');
});

it('takes a name that is told of one thing twice', () => {
  const told = reply(['Amber Harbour', ['AH']], ['amber harbour', ['AH']]);
  expect(withOwnNames(told, false)).toEqual(told);
});

it('takes from a model that runs in circles no name that looks nothing like its thing, and loses none', () => {
  const told = recorded('circles-of-wrong-names');
  const { entities, loose } = namesOf(withOwnNames(told, true));
  expect(entities.every((names) => names.length === 1)).toBe(true);
  expect(loose).toEqual(expect.arrayContaining(['Akari Asai', 'University of Washington', 'CRAG', '13B']));
  expect(namesOf(withOwnNames(reply(['Dr. Anouk Bessette', ['Bessette', 'Tarn']]), true))).toEqual({
    entities: [['Dr. Anouk Bessette', 'Bessette']],
    loose: ['Tarn'],
  });
});

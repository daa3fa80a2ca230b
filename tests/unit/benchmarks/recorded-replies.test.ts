import { expect, it } from 'vitest';
import { fillReply } from '../../../benchmarks/recorded-replies.ts';

const MAIN = [
  '("entity"<|>MIRA LINDQVIST<|>person<|>Mira Lindqvist keeps the light)',
  '("entity"<|>AMBER HARBOUR<|>geo<|>Amber Harbour is where ships winter)',
  '("relationship"<|>MIRA LINDQVIST<|>AMBER HARBOUR<|>Mira Lindqvist keeps the light of Amber Harbour<|>8)',
  '("relationship"<|>MIRA LINDQVIST<|>NOBODY<|>names what is not listed<|>8)<|COMPLETE|>',
].join('\n##\n');

it('a recorded reply is told again in our format: each thing once, relationships by place, sentences by number', () => {
  const chunk = 'It was cold. Mira Lindqvist keeps the light of Amber Harbour. Amber Harbour slept.';
  const again = { chunk: 'Mira Lindqvist did not.', main: MAIN.split('\n##\n')[0] ?? '' };
  expect(fillReply([{ chunk, main: MAIN }, again])).toEqual({
    entities: [
      { n: 'Mira Lindqvist', t: 'PERSON', a: [] },
      { n: 'Amber Harbour', t: 'GEO', a: [] },
    ],
    relationships: [{ f: 0, o: 1, t: 'KEEPS_THE', d: 'keeps the light of', s: 2 }],
  });
});

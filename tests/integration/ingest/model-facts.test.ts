import { expect, it } from 'vitest';
import { sourceFile } from '../../support/generated-corpus.ts';
import { brokenInvariants } from '../../support/invariants.ts';
import { openModelIngest } from '../../support/model-ingest.ts';

it('every fact has a quote that is in its document; the run tells how many were cited rightly, found elsewhere, marked and dropped', async () => {
  const { store, build } = await openModelIngest({
    answer: () =>
      JSON.stringify({
        entities: [
          { n: 'Mira Lindqvist', t: 'PERSON', a: [], s: [1] },
          { n: 'Amber Harbour', t: 'PLACE', a: [], s: [1] },
          { n: 'Cedar Mill', t: 'PLACE', a: [], s: [3] },
          { n: 'Atlantis', t: 'PLACE', a: [], s: [2] },
        ],
        relationships: [
          { f: 0, o: 1, t: 'RUNS', d: 'runs', s: 1 },
          { f: 0, o: 1, t: 'OWNS', d: 'owns', s: 2 },
          { f: 0, o: 2, t: 'BURNED', d: 'burned', s: 3 },
          { f: 0, o: 3, t: 'KNOWS', d: 'knows', s: 1 },
          { f: 0, o: 1, t: 'KNOWS', d: 'knows', s: 99 },
        ],
      }),
  });
  const sentences = ['Mira Lindqvist runs Amber Harbour.', 'It is cold there.', 'Cedar Mill burned down.'];
  const { model } = await build({ add: [sourceFile('harbour.txt', sentences.join(' '))] });
  expect(model?.facts).toEqual({ cited: 1, found: 1, unverified: 1, dropped: 2 });

  const index = await store.loadIndex();
  expect(brokenInvariants(index)).toEqual([]);
  const told = index.relationships
    .filter(({ origin }) => origin === 'stated')
    .flatMap(({ type, evidence }) =>
      evidence.map(({ start, end, verified }) => [
        type,
        index.documents[0]?.text.slice(start, end),
        verified,
      ]),
    );
  expect(told.sort()).toEqual([
    ['BURNED', sentences[2], false],
    ['OWNS', sentences[0], true],
    ['RUNS', sentences[0], true],
  ]);
});

it('a model that numbers the sentences of each passage from 1 loses no fact whose ends one sentence names', async () => {
  const notes = ['Mira Lindqvist runs Amber Harbour.', 'Juno Park restored Cedar Mill.'];
  const { store, build } = await openModelIngest({
    answer: () =>
      JSON.stringify({
        entities: ['Mira Lindqvist', 'Amber Harbour', 'Juno Park', 'Cedar Mill'].map((n) => ({
          n,
          t: 'THING',
          a: [],
        })),
        relationships: [
          { f: 0, o: 1, t: 'RUNS', d: 'runs', s: 1 },
          { f: 2, o: 3, t: 'RESTORED', d: 'restored', s: 1 },
          { f: 2, o: 1, t: 'OWNS', d: 'owns', s: 2 },
        ],
      }),
  });
  const { model } = await build({ add: notes.map((text, at) => sourceFile(`${at}.txt`, text)) });
  expect(model?.facts).toEqual({ cited: 1, found: 1, unverified: 0, dropped: 1 });
  const index = await store.loadIndex();
  expect(brokenInvariants(index)).toEqual([]);
  const stated = index.relationships.filter(({ origin }) => origin === 'stated');
  expect(stated.map(({ type, evidence }) => [type, evidence.map(({ verified }) => verified)]).sort()).toEqual(
    [
      ['RESTORED', [true]],
      ['RUNS', [true]],
    ],
  );
});

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { loadTokenCounter } from '../../../adapters/models/count-tokens.ts';
import type { Document } from '../../../domain/document.ts';
import { estimateCalls } from '../../../ingest/estimate-calls.ts';
import { createModelExtractor } from '../../../ingest/extractors/model/model-extractor.ts';
import { createOfflineExtractor } from '../../../ingest/extractors/offline/offline-extractor.ts';
import { createDocument } from '../../../ingest/readers/create-document.ts';
import { splitChunks } from '../../../ingest/stages/split-chunks.ts';
import { modelThatIsNeverAsked } from '../../support/model-that-is-never-asked.ts';

interface Labelled {
  text: string;
  mediaType: string;
  entities: { must: string[] };
  relations: { must: [string, string, string][] };
}

const folder = path.join(import.meta.dirname, '../../gold');
const labelled = (language: string): Labelled[] =>
  readdirSync(folder)
    .filter((name) => name.startsWith(`${language}-`))
    .map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Labelled);

function toDocument({ text, mediaType }: Labelled, at: number): Document {
  const made = createDocument(`${at}.md`, { text }, mediaType);
  if ('code' in made) throw new Error(made.message);
  return made;
}

/** What a model would say that finds just what people labelled. */
function replyOf({ entities, relations }: Labelled): string {
  const names = entities.must;
  return JSON.stringify({
    entities: names.map((n) => ({ n, t: 'CONCEPT', a: [] })),
    relationships: relations.must.map(([source, t, target]) => {
      return { f: names.indexOf(source), o: names.indexOf(target), t, d: t.slice(0, 6).toLowerCase(), s: 10 };
    }),
  });
}

async function outputExpected(documents: readonly Document[], inCircles = false): Promise<number> {
  const extractor = createModelExtractor({
    model: modelThatIsNeverAsked(),
    offline: createOfflineExtractor(),
  });
  const { calls } = await extractor.plan(
    documents.map((document) => ({ document, chunks: splitChunks(document) })),
  );
  const counter = await loadTokenCounter('gpt-5');
  const correction = { input: 1, output: 1, runs: 0 };
  return (await estimateCalls(calls, { counter, price: null, correction, inCircles })).outputTokens;
}

describe('the length of replies, before anything is known of the model', () => {
  it.each(['en', 'zh', 'mixed'])(
    'is near that of the facts which people see in dense notes (%s)',
    async (language) => {
      const texts = labelled(language);
      let expected = 0;
      let actual = 0;
      for (const [at, one] of texts.entries()) {
        expected += await outputExpected([toDocument(one, at)]);
        actual += countTokens(replyOf(one));
      }
      expect(actual / expected).toBeGreaterThan(0.85);
      expect(actual / expected).toBeLessThan(1.15);
    },
  );

  it('is that of a reply which is cut where the model is known to run in circles, however much or little there is to tell', async () => {
    const [dense] = labelled('en') as [Labelled];
    const [sentence = ''] = dense.text.split('\n').filter((line) => line.length > 40);
    const short = await outputExpected([toDocument({ ...dense, text: sentence }, 0)], true);
    const long = await outputExpected([toDocument(dense, 1)], true);
    expect(short).toBeGreaterThan(180);
    expect(long).toBeGreaterThan(short);
    expect(long).toBeLessThan(2 * short);
  });

  it('goes by what is named, not by the length of the text', async () => {
    const [dense] = labelled('en') as [Labelled];
    const told = 'It was late, and nobody had come to see how things were, so we went home again and slept. ';
    const sparse = {
      ...dense,
      mediaType: 'text/plain',
      text: told.repeat(Math.ceil(dense.text.length / told.length)),
    };
    expect(await outputExpected([toDocument(sparse, 0)])).toBeLessThan(
      (await outputExpected([toDocument(dense, 1)])) / 3,
    );
  });
});

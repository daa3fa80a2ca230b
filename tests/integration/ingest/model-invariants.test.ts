import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { BuildProgress } from '../../../domain/ports/index-builder.ts';
import { generatedCorpus, sourceFile } from '../../support/generated-corpus.ts';
import { factsOf } from '../../support/ingest-properties.ts';
import { brokenInvariants } from '../../support/invariants.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import { openModelIngest } from '../../support/model-ingest.ts';
import type { ChatCallBody } from '../../support/model-server/model-call.ts';
import { isReportCall, sentencesOf, writeReports } from '../../support/scripted-reader.ts';

const TIMEOUT_MS = 240_000;
const RUNS = 12;
const EXTRA = sourceFile(
  'notes/extra.md',
  '# 图数据库\n\n图数据库用于知识图谱。RAG uses Graph Database when memory is scarce.\n',
);

/** Every run of ideographs between particles, and every word in capitals, is a name; the first two of a sentence are related. */
function readNames({ body }: { body: ChatCallBody }): string {
  if (isReportCall(body)) return writeReports({ body });
  const entities: { n: string; t: string; a: string[]; s: number[] }[] = [];
  const relationships: { f: number; o: number; t: string; d: string; s: number }[] = [];
  for (const { number, text } of sentencesOf(body)) {
    const names = [...new Set(text.match(/[A-Z][A-Za-z]+|[\p{Script=Han}]{2,}/gu) ?? [])];
    const places = names.map((n) => {
      const known = entities.findIndex((entity) => entity.n === n);
      if (known >= 0) return known;
      entities.push({ n, t: 'CONCEPT', a: [], s: [number] });
      return entities.length - 1;
    });
    const [f, o] = places;
    if (f !== undefined && o !== undefined) relationships.push({ f, o, t: 'USES', d: '', s: number });
  }
  return JSON.stringify({ entities, relationships });
}

it(
  'reading again asks nothing and writes nothing; a document that came and went leaves nothing and its going reads nothing, nor does its coming again (I1, I2, I4, I5)',
  async () => {
    const { server, readings, build } = await openModelIngest({ answer: readNames });
    await fc.assert(
      fc.asyncProperty(generatedCorpus(4), async (corpus) => {
        const store = createMemoryStore();
        await build({ add: corpus }, { store });
        const before = await store.loadIndex();
        expect(brokenInvariants(before)).toEqual([]);
        const asked = server.calls.length;
        const writes = store.applied.length;
        await build({ add: corpus }, { store });
        expect(store.applied).toHaveLength(writes);
        expect(server.calls).toHaveLength(asked);

        await build({ add: [EXTRA] }, { store });
        const withExtra = readings().length;
        await build({ remove: [EXTRA.source] }, { store });
        expect(readings()).toHaveLength(withExtra);
        expect(factsOf(await store.loadIndex())).toEqual(factsOf(before));

        const [gone] = corpus;
        await build({ remove: [gone!.source] }, { store });
        await build({ add: [gone!] }, { store });
        expect(readings()).toHaveLength(withExtra);
        expect(factsOf(await store.loadIndex())).toEqual(factsOf(before));
      }),
      { numRuns: RUNS },
    );
  },
  TIMEOUT_MS,
);

it(
  'a run that is cut off anywhere and begun again ends in the facts of an undisturbed one (I8)',
  async () => {
    const { build, models } = await openModelIngest({ answer: readNames });
    await fc.assert(
      fc.asyncProperty(generatedCorpus(5), fc.integer({ min: 1, max: 12 }), async (corpus, moment) => {
        const store = createMemoryStore();
        const stop = new AbortController();
        let seen = 0;
        const onProgress = ({ stage }: BuildProgress): void => {
          if (stage !== 'write' && ++seen === moment) stop.abort(new Error('killed'));
        };
        await build({ add: corpus }, { store, signal: stop.signal, onProgress }).catch((error: Error) => {
          expect(error.message).toBe('killed');
        });
        await build({ add: corpus }, { store });
        const undisturbed = createMemoryStore();
        await models.forget();
        await build({ add: corpus }, { store: undisturbed });
        expect(factsOf(await store.loadIndex())).toEqual(factsOf(await undisturbed.loadIndex()));
      }),
      { numRuns: RUNS },
    );
  },
  TIMEOUT_MS,
);

import { describe, expect, it } from 'vitest';
import { AskRequest } from '../../../../domain/api/ask.ts';
import type { VectorTable } from '../../../../domain/ports/vector-store.ts';
import { readQuestion } from '../../../../server/search/answer/read-question.ts';
import { findInPassages } from '../../../../server/search/find-in-passages.ts';
import { findPassages } from '../../../../server/search/find-passages.ts';
import { createSearchIndex, type SearchIndex } from '../../../../server/search/search-index.ts';
import {
  createMeaningSearches,
  type MeaningSearches,
} from '../../../../server/search/vectors/meaning-search.ts';
import { nearestPassages, passageVectors } from '../../../../server/search/vectors/passage-vectors.ts';
import type { QuestionVector } from '../../../../server/search/vectors/question-vectors.ts';
import { NO_CHANGE } from '../../../../server/to-build-request.ts';
import { aSnapshot } from './a-snapshot.ts';

const TEXTS = {
  'looms.md': '# Looms\n\nA loom weaves cloth.\n',
  'mills.md': '# Mills\n\nA tide mill grinds corn.\n',
  'ships.md': '# Ships\n\nA cutter carries mail.\n',
};
/** One direction a text, in the order of their sources. */
const DIRECTIONS = [Float32Array.of(1, 0, 0), Float32Array.of(0, 1, 0), Float32Array.of(0, 0, 1)];
const plain = createSearchIndex(aSnapshot(TEXTS));

function aTable(): VectorTable {
  const rows = plain.tables.passages
    .map(({ chunks }, at) => ({ id: chunks[0]?.id ?? '', vector: DIRECTIONS[at] ?? new Float32Array(3) }))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  return {
    model: 'scripted',
    dimension: 3,
    ids: ['a-report', ...rows.map(({ id }) => id)],
    textHashes: [],
    vectors: Float32Array.from([9, 9, 9, ...rows.flatMap(({ vector }) => [...vector])]),
  };
}

function searchesOf(said: QuestionVector, table = aTable()): MeaningSearches {
  return createMeaningSearches({
    vectors: { load: async () => table },
    questions: { model: 'scripted', vectorOf: async () => said },
    onTrouble: (error) => {
      throw error;
    },
  });
}

function withVectors(said: QuestionVector, table = aTable()): Promise<SearchIndex> {
  return searchesOf(said, table).withMeaning(plain);
}

async function find(index: SearchIndex, question: string, mode: 'basic' | 'local' = 'basic') {
  const found = await findPassages(index, readQuestion(index.tables, question), mode);
  const sources = found.passages.map(({ passage }) => index.tables.passages[passage]?.document.source);
  return { ...found, sources };
}

describe('with vectors', () => {
  it('finds what no word of the question leads to', async () => {
    const index = await withVectors({ vector: Float32Array.of(0, 1, 0.1) });
    for (const mode of ['basic', 'local'] as const) {
      expect((await find(plain, '潮汐磨坊做什么？', mode)).sources).toEqual([]);
      const { sources, vectors } = await find(index, '潮汐磨坊做什么？', mode);
      expect(sources[0]).toBe('mills.md');
      expect(vectors).toEqual({ model: 'scripted', passages: 3 });
    }
  });

  it('names what lies nearest where no sentence of it answers', async () => {
    const index = await withVectors({ vector: Float32Array.of(0, 1, 0.1) });
    const text = '潮汐磨坊做什么？';
    const refusalOf = async (searched: SearchIndex): Promise<string> => {
      const { answer } = await findInPassages({
        index: searched,
        question: readQuestion(searched.tables, text),
        mode: 'local',
        request: AskRequest.parse({ question: text }),
        writer: null,
      });
      const said: string[] = [];
      for await (const step of answer()) if (step.event === 'text') said.push(step.data.text);
      return said.join('');
    };
    expect(await refusalOf(plain)).not.toContain('Mills');
    expect(await refusalOf(index)).toContain('Mills');
  });

  it('goes on by words, and says why, when the question gets no vector', async () => {
    const index = await withVectors({ failure: 'The server cannot be reached' });
    const { vectors, sources, ...found } = await find(index, 'What does a loom weave?', 'local');
    expect(vectors).toEqual({ model: 'scripted', passages: 0, failure: 'The server cannot be reached' });
    const { sources: byWords, ...without } = await find(plain, 'What does a loom weave?', 'local');
    expect(found).toEqual(without);
    expect(sources).toEqual(byWords);
  });

  it('is as without them where nothing has a vector yet', async () => {
    const empty = { model: 'scripted', dimension: 0, ids: [], textHashes: [], vectors: new Float32Array(0) };
    const index = await withVectors({ vector: Float32Array.of(1, 0, 0) }, empty);
    expect(index).toBe(plain);
    expect((await find(index, 'loom')).vectors).toBeUndefined();
  });

  it('is one index for all questions until a run has ended, so that what was read of it is kept', async () => {
    const meanings = searchesOf({ vector: Float32Array.of(1, 0, 0) });
    const index = await meanings.withMeaning(plain);
    expect(index.meaning?.passages.model).toBe('scripted');
    expect(await meanings.withMeaning(plain)).toBe(index);
    const failing = meanings.afterRuns({
      build: async () => {
        throw new Error('cut off');
      },
    });
    await expect(failing.build(NO_CHANGE, {})).rejects.toThrow('cut off');
    expect(await meanings.withMeaning(plain)).not.toBe(index);
  });
});

describe('the nearest passages', () => {
  it('come by the cosine of their nearest chunk, whatever the number of numbers', () => {
    const passages = plain.tables.passages;
    const ids = passages.map(({ chunks }) => chunks[0]?.id ?? '');
    const numbers = (seed: number) => Array.from({ length: 7 }, (_, at) => Math.sin(seed * 7 + at));
    const table = {
      model: 'm',
      dimension: 7,
      ids,
      textHashes: [],
      vectors: Float32Array.from([1, 2, 3].flatMap(numbers)),
    };
    const question = Float32Array.from(numbers(9));
    const expected = [1, 2, 3].map((seed) =>
      numbers(seed).reduce((sum, value, at) => sum + value * (question[at] ?? 0), 0),
    );
    const found = nearestPassages(passageVectors(passages, table), question, 3);
    for (const { passage, score } of found) expect(score).toBeCloseTo(expected[passage] ?? 0, 5);
    expect(found.map(({ score }) => score)).toEqual(
      found.map(({ score }) => score).toSorted((a, b) => b - a),
    );
    expect(nearestPassages(passageVectors(passages, table), Float32Array.of(1), 3)).toEqual([]);
  });
});

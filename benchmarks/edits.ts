import { readFileSync } from 'node:fs';
import { createRandom } from '../algorithms/random.ts';
import type { BuildRequest, SourceFile } from '../domain/ports/index-builder.ts';
import type { ChatRequest } from '../domain/ports/language-model.ts';
import { createIndexBuilder } from '../ingest/index-builder.ts';
import { createWorkerPool } from '../ingest/workers/worker-pool.ts';
import { createMemoryStore } from '../tests/support/memory-store.ts';
import { createMemoryVectors } from '../tests/support/memory-vectors.ts';
import { startModelServer } from '../tests/support/model-server/model-server.ts';
import { isReportCall } from '../tests/support/scripted-reader.ts';
import { openTestModels } from '../tests/support/test-models.ts';
import { rewrittenForNothing } from '../tests/support/truly-changed.ts';
import type { BenchmarkResult } from './benchmark-result.ts';
import { namingReply, reportReply } from './stand-in-replies.ts';

/** Passages of the index; those after them arrive later. */
const PASSAGES = 500;
/** Passages of one long document. */
const PASSAGES_A_DOCUMENT = 10;
const EDITS = 24;
/** Documents that come, and as many that go. */
const ARRIVALS = 4;
const SEED = 7;

interface Passage {
  title: string;
  text: string;
}

/** What one change took, counted by the server. */
interface Taken {
  extractionCalls: number;
  promptTokens: number;
  embeddedTokens: number;
  reports: number;
  /** Reports that were written anew of communities in which nothing had changed. */
  forNothing: number;
}

/**
 * Prompt tokens of an edited sentence, of an added and of a removed document in an index of 500 passages that was read, reported on and
 * embedded by a stand-in model; as short documents and joined to long ones.
 *
 * @param options.input `passages.jsonl` ({title, text} a line), of more than 500
 */
export async function run({ input }: { input?: string }): Promise<BenchmarkResult[]> {
  if (input === undefined) {
    process.stderr.write('edits needs --input FILE: NOTHING WAS MEASURED\n');
    return [];
  }
  const passages = readFileSync(input, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Passage);
  return [
    ...(await measureChanges('short documents', passages, 1)),
    ...(await measureChanges('long documents', passages, PASSAGES_A_DOCUMENT)),
  ];
}

async function measureChanges(
  name: string,
  passages: readonly Passage[],
  size: number,
): Promise<BenchmarkResult[]> {
  const random = createRandom(SEED);
  const titles = passages.map(({ title }) => title);
  const documents = inGroups(passages.slice(0, PASSAGES), size);
  const later = inGroups(passages.slice(PASSAGES, PASSAGES + ARRIVALS * size), size);
  const index = await openIndex();
  try {
    await index.change({ add: documents.map(toFile) });
    const edits: Taken[] = [];
    for (let at = 0; at < EDITS; at++) {
      const place = random.below(documents.length);
      documents[place] = edited(documents[place] ?? '', at, {
        sentence: random.below(1000),
        name: titles[random.below(titles.length)] ?? '',
      });
      edits.push(await index.change({ add: [toFile(documents[place], place)] }));
    }
    const arrivals: Taken[] = [];
    const removals: Taken[] = [];
    for (const [at, text] of later.entries()) {
      arrivals.push(await index.change({ add: [toFile(text, documents.length + at)] }));
      removals.push(await index.change({ remove: [sourceOf(random.below(documents.length))] }));
    }
    return [
      figuresOf(`${name}, a sentence edited`, edits),
      figuresOf(`${name}, one added`, arrivals),
      figuresOf(`${name}, one removed`, removals),
    ];
  } finally {
    await index.close();
  }
}

/** An index in memory, filled by a scripted server. */
async function openIndex() {
  const server = await startModelServer({
    answer: ({ body }) => {
      const request = body as unknown as ChatRequest;
      return JSON.stringify(isReportCall(body) ? reportReply(request) : namingReply(request));
    },
  });
  const models = await openTestModels(server.url);
  const pool = createWorkerPool({ size: 1 });
  const store = createMemoryStore();
  const vectors = createMemoryVectors();
  const builder = createIndexBuilder({ store, models: models.access, vectors, pool });
  const nothing = { add: [], remove: [], roots: [], prune: false, rebuild: false };
  return {
    async change(request: Partial<BuildRequest>): Promise<Taken> {
      const [before, start] = [await store.loadIndex(), server.calls.length];
      const { model } = await builder.build({ ...nothing, extractor: 'auto', ...request }, {});
      const calls = server.calls.slice(start);
      const tokensOf = (kind: 'chat' | 'embedding') =>
        calls.filter((call) => call.kind === kind).reduce((sum, { inputTokens }) => sum + inputTokens, 0);
      return {
        extractionCalls: calls.filter(({ kind, body }) => kind === 'chat' && !isReportCall(body as never))
          .length,
        promptTokens: tokensOf('chat'),
        embeddedTokens: tokensOf('embedding'),
        reports: model?.reports?.written ?? 0,
        forNothing: rewrittenForNothing(before, await store.loadIndex()).length,
      };
    },
    async close() {
      await server.close();
      await pool.close();
      await models.close();
    },
  };
}

/** The text with one sentence as people edit it: more words, a new name, a known name, or another sentence. */
function edited(text: string, round: number, { sentence, name }: { sentence: number; name: string }): string {
  const sentences = text.split(/(?<=\.) (?=[A-Z])/);
  const place = sentence % sentences.length;
  const old = sentences[place] ?? '';
  const ends = [', it is said.', ` according to Harold${round} Finch${round}.`, ` with ${name}.`];
  sentences[place] =
    round % 4 < 3 ? old.replace(/\.?$/, ends[round % 4] ?? '') : `Nothing more is known of ${name}.`;
  return sentences.join(' ');
}

function figuresOf(name: string, taken: readonly Taken[]): BenchmarkResult {
  const sum = (of: keyof Taken) => taken.reduce((total, one) => total + one[of], 0);
  const mean = (of: keyof Taken) => Math.round((10 * sum(of)) / Math.max(1, taken.length)) / 10;
  return {
    name: `edits: ${name}`,
    figures: {
      changes: taken.length,
      'extraction calls': sum('extractionCalls'),
      'prompt tokens, mean': mean('promptTokens'),
      'prompt tokens, most': Math.max(0, ...taken.map(({ promptTokens }) => promptTokens)),
      'reports, mean': mean('reports'),
      'reports for nothing': sum('forNothing'),
      'embedded tokens, mean': mean('embeddedTokens'),
    },
  };
}

function inGroups(passages: readonly Passage[], size: number): string[] {
  return Array.from({ length: Math.floor(passages.length / size) }, (_, at) =>
    passages
      .slice(at * size, (at + 1) * size)
      .map(({ text }) => text)
      .join('\n\n'),
  );
}

function sourceOf(place: number): string {
  return `passages/${String(place).padStart(3, '0')}.txt`;
}

function toFile(text: string, place: number): SourceFile {
  return { source: sourceOf(place), bytes: new TextEncoder().encode(text) };
}

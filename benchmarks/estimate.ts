import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '../adapters/config.ts';
import { createModelAccess } from '../adapters/models/create-model-access.ts';
import { groupBy } from '../algorithms/group-by.ts';
import type { BuildRequest } from '../domain/ports/index-builder.ts';
import { createIndexBuilder } from '../ingest/index-builder.ts';
import { createWorkerPool } from '../ingest/workers/worker-pool.ts';
import { sourceFile } from '../tests/support/generated-corpus.ts';
import { createMemoryStore } from '../tests/support/memory-store.ts';
import type { BenchmarkResult } from './benchmark-result.ts';

/** What a token of a reply costs for one of a prompt, at usual prices. */
const REPLY_PRICE = 4;

interface Note {
  corpus: string;
  source: string;
  text: string;
}

/**
 * What the configured model takes to read a few paragraphs, beside what was told before, each corpus in a folder of its own that knows nothing of the model.
 *
 * @param options.input notes ({corpus, source, text} a line); our own, in Chinese, English and mixed, when absent
 */
export async function run({ input }: { input?: string }): Promise<BenchmarkResult[]> {
  const { model } = readConfig(process.env);
  if (!model?.chatModel) {
    process.stderr.write(
      'estimate needs ORRERY_CHAT_MODEL, and OPENAI_BASE_URL or OPENAI_API_KEY: NOTHING WAS MEASURED\n',
    );
    return [];
  }
  const lines = readFileSync(input ?? path.join(import.meta.dirname, 'short-notes.jsonl'), 'utf8');
  const notes = lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Note);
  const pool = createWorkerPool({ size: 1 });
  const results: BenchmarkResult[] = [];
  for (const [corpus, some] of groupBy(notes, (note) => note.corpus)) {
    const folder = await mkdtemp(path.join(tmpdir(), 'orrery-estimate-'));
    const models = await createModelAccess({ config: model, folder });
    const builder = createIndexBuilder({ store: createMemoryStore(), models, pool });
    const request: BuildRequest = {
      add: some.map(({ source, text }) => sourceFile(source, text)),
      remove: [],
      roots: [],
      prune: false,
      rebuild: false,
      extractor: 'model',
    };
    const told = (await builder.estimate(request)).tokens;
    const { tokens: taken, model: work } = await builder.build(request, {});
    const money = ({ input, output }: typeof told) => input + REPLY_PRICE * output;
    results.push({
      name: `estimate: ${corpus}`,
      figures: {
        calls: work?.receipts.reduce((sum, { calls }) => sum + calls, 0) ?? 0,
        'tokens in, told': told.input,
        'tokens in, taken': taken.input,
        'tokens out, told': told.output,
        'tokens out, taken': taken.output,
        'tokens of estimate': ratio(taken.input + taken.output, told.input + told.output),
        [`money of estimate at 1:${REPLY_PRICE}`]: ratio(money(taken), money(told)),
      },
    });
    await rm(folder, { recursive: true, force: true });
  }
  await pool.close();
  return results;
}

function ratio(taken: number, told: number): number {
  return Math.round((taken / told) * 1000) / 1000;
}

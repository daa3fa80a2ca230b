import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { loadTokenCounter } from '../adapters/models/count-tokens.ts';
import type { Document } from '../domain/document.ts';
import { emptyIndex } from '../domain/empty-index.ts';
import { addFacts, type FactCheck, NO_FACTS } from '../domain/fact-check.ts';
import { buildGraph } from '../ingest/build-graph.ts';
import { estimateCalls } from '../ingest/estimate-calls.ts';
import { estimateReports } from '../ingest/estimate-reports.ts';
import { createModelExtractor } from '../ingest/extractors/model/model-extractor.ts';
import { createOfflineExtractor } from '../ingest/extractors/offline/offline-extractor.ts';
import { createReportWriter } from '../ingest/reports/model-reports.ts';
import { extractChunks } from '../ingest/stages/extract-chunks.ts';
import { splitChunks } from '../ingest/stages/split-chunks.ts';
import type { BenchmarkResult } from './benchmark-result.ts';
import type { ReplayingModel } from './replaying-model.ts';

const NOTHING_LEARNED = { input: 1, output: 1, runs: 0 };

/** The whole indexing of the documents by a replaying model, chunks that are asked again and reports included, beside what was expected of it. */
export async function replayWhole(
  name: string,
  documents: readonly Document[],
  model: ReplayingModel,
): Promise<BenchmarkResult> {
  const facts: FactCheck[] = [];
  const extractor = createModelExtractor({
    model,
    offline: createOfflineExtractor(),
    onFacts: (more) => facts.push(more),
  });
  const chunks = documents.flatMap(splitChunks);
  const counter = await loadTokenCounter('replaying');
  const planned = await extractor.plan(
    documents.map((document) => ({
      document,
      chunks: chunks.filter(({ documentId }) => documentId === document.id),
    })),
  );
  const pricing = { counter, price: null, correction: NOTHING_LEARNED };
  const expected = [
    await estimateCalls(planned.calls, pricing),
    estimateReports(planned, emptyIndex(), pricing),
  ] as const;
  const read = await extractChunks({ documents, chunks, known: new Map(), extractorOf: () => extractor }, {});
  const { index, work } = buildGraph({
    documents,
    chunks: read.chunks,
    decisions: [],
    previous: emptyIndex(),
    rebuild: true,
    remembered: [],
    wish: { of: 'worthy', named: [] },
  });
  const { writing } = await createReportWriter(model)(work, {});
  const written = writing?.written ?? 0;

  const source = documents.reduce((sum, { text }) => sum + count(text), 0);
  const extraction = model.taken('extract');
  const reports = model.taken('report');
  const all = {
    input: extraction.inputTokens + reports.inputTokens,
    output: extraction.outputTokens + reports.outputTokens,
  };
  const expectedOf = (of: 'inputTokens' | 'outputTokens') => expected[0][of] + expected[1][of];
  return {
    name: `tokens: ${name}, replayed`,
    figures: {
      'source tokens': source,
      entities: index.entities.length,
      'extraction calls': extraction.calls,
      'extraction: input': ratio(extraction.inputTokens, source),
      'extraction: output': ratio(extraction.outputTokens, source),
      reports: written,
      'report calls': reports.calls,
      'input of one report': Math.round(reports.inputTokens / Math.max(1, written)),
      'output of one report': Math.round(reports.outputTokens / Math.max(1, written)),
      'reports: input': ratio(reports.inputTokens, source),
      'reports: output': ratio(reports.outputTokens, source),
      'with reports: input': ratio(all.input, source),
      'with reports: output': ratio(all.output, source),
      'input of estimate': ratio(all.input, expectedOf('inputTokens')),
      'output of estimate': ratio(all.output, expectedOf('outputTokens')),
      ...facts.reduce(addFacts, NO_FACTS),
    },
  };
}

function count(text: string): number {
  return countTokens(text, { disallowedSpecial: new Set() });
}

function ratio(tokens: number, source: number): number {
  return Math.round((tokens / source) * 1000) / 1000;
}

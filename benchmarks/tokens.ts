import { readFileSync } from 'node:fs';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import type { Document } from '../domain/document.ts';
import { extractionRequest } from '../ingest/extractors/model/extraction-request.ts';
import { packChunks } from '../ingest/extractors/model/pack-chunks.ts';
import { createDocument } from '../ingest/readers/create-document.ts';
import { splitChunks } from '../ingest/stages/split-chunks.ts';
import type { BenchmarkResult } from './benchmark-result.ts';
import { fillReply, type RecordedExtraction } from './recorded-replies.ts';
import { replayWhole } from './replay-whole.ts';
import { createReplayingModel } from './replaying-model.ts';

/** Short passages that are read, as many as other tools were measured with. */
const MOST_PASSAGES = 500;
/** Passages of one document when they are joined. */
const PASSAGES_A_DOCUMENT = 10;
/** Source tokens of a reply that is filled from recorded ones. */
const REPLY_SOURCE_TOKENS = 2000;

/**
 * Tokens that reading takes for a token of text, counted with one tokenizer (o200k_base) from the prompts that would be sent, and of
 * replies filled with what a model was recorded to tell.
 *
 * @param options.input `passages.jsonl` ({id, title, text} a line), or recorded replies ({kind: "extract", chunk, main} a line)
 */
export async function run({ input }: { input?: string }): Promise<BenchmarkResult[]> {
  if (input === undefined) {
    process.stderr.write('tokens needs --input FILE: passages or recorded replies, one JSON a line\n');
    return [];
  }
  const rows = readFileSync(input, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { kind?: string; chunk?: string; main?: string; text?: string });
  const recorded = rows.filter(
    (row): row is RecordedExtraction => row.kind === 'extract' && typeof row.chunk === 'string',
  );
  const texts =
    recorded.length > 0
      ? recorded.map(({ chunk }) => chunk)
      : rows.flatMap(({ text }) => (text ? [text] : [])).slice(0, MOST_PASSAGES);
  const long =
    recorded.length > 0
      ? [texts.join('\n\n')]
      : inGroups(texts, PASSAGES_A_DOCUMENT).map((group) => group.join('\n\n'));
  const results = [inputOf('long documents', long), inputOf('short documents', texts)];
  const whole = async (name: string, documents: readonly string[]) =>
    replayWhole(
      name,
      documents.map((text, at) => toDocument(`${at}.txt`, text)),
      createReplayingModel(recorded, count),
    );
  results.push(await whole('long documents', long), await whole('short documents', texts));
  return recorded.length > 0 ? [...results, outputOf(recorded)] : results;
}

function inputOf(name: string, texts: readonly string[]): BenchmarkResult {
  const documents = texts.map((text, at) => toDocument(`${at}.txt`, text));
  const items = documents.flatMap((document) => splitChunks(document).map((chunk) => ({ chunk, document })));
  const requests = packChunks(items).map((pack) => extractionRequest(pack, null));
  const source = texts.reduce((sum, text) => sum + count(text), 0);
  const input = requests
    .flatMap(({ messages }) => messages)
    .reduce((sum, { content }) => sum + count(content), 0);
  return {
    name: `tokens: ${name}`,
    figures: {
      documents: documents.length,
      'source tokens': source,
      calls: requests.length,
      'input tokens': input,
      'input per source token': ratio(input, source),
    },
  };
}

/** Replies of calls of about the size that we make. */
function outputOf(recorded: readonly RecordedExtraction[]): BenchmarkResult {
  let source = 0;
  let output = 0;
  let entities = 0;
  let relationships = 0;
  let call: RecordedExtraction[] = [];
  let callTokens = 0;
  const finish = (): void => {
    const reply = fillReply(call);
    output += count(JSON.stringify(reply));
    entities += reply.entities.length;
    relationships += reply.relationships.length;
    call = [];
    callTokens = 0;
  };
  for (const row of recorded) {
    const tokens = count(row.chunk);
    if (call.length > 0 && callTokens + tokens > REPLY_SOURCE_TOKENS) finish();
    call.push(row);
    callTokens += tokens;
    source += tokens;
  }
  if (call.length > 0) finish();
  return {
    name: 'tokens: replies',
    figures: {
      'source tokens': source,
      entities,
      relationships,
      'output tokens': output,
      'output per source token': ratio(output, source),
    },
  };
}

function toDocument(source: string, text: string): Document {
  const made = createDocument(source, { text: text.replace(/\r\n?/g, '\n') }, 'text/plain');
  if ('code' in made) throw new Error(`${source}: ${made.message}`);
  return made;
}

function inGroups(texts: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(texts.length / size) }, (_, at) =>
    texts.slice(at * size, (at + 1) * size),
  );
}

function count(text: string): number {
  return countTokens(text, { disallowedSpecial: new Set() });
}

function ratio(tokens: number, source: number): number {
  return Math.round((tokens / source) * 1000) / 1000;
}

import type { ServerResponse } from 'node:http';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import type { Malformation, Misbehaviour } from './misbehaviour.ts';
import type { EmbeddingCallBody, ModelCall } from './model-call.ts';
import { refuseEmbedding } from './refuse.ts';
import { refuse, sendJson } from './send-json.ts';
import type { ServerTraits } from './server-traits.ts';

/** What is made of a text, and how it goes wrong. */
export interface VectorSource {
  embed: (text: string) => number[];
  trouble: Misbehaviour | null;
}

/** Answers a request for embeddings, in base64 or numbers as was asked. */
export function sendVectors(
  response: ServerResponse,
  call: ModelCall,
  { embed, trouble }: VectorSource,
  traits: ServerTraits,
): void {
  const body = call.body as EmbeddingCallBody;
  const refusal = refuseEmbedding(body, longestOf(body), traits);
  if (refusal) {
    refuse(response, call, refusal);
    return;
  }
  const spoil = trouble?.kind === 'malformed' ? spoilerOf(trouble.how) : null;
  const vectors = [body.input].flat().map(embed);
  const data = (spoil?.(vectors) ?? vectors).map((vector, index) => {
    const embedding =
      body.encoding_format === 'base64'
        ? Buffer.from(Float32Array.from(vector).buffer).toString('base64')
        : vector;
    return { object: 'embedding', index, embedding };
  });
  if (!trouble) call.outcome = 'answered';
  call.status = 200;
  const usage = { prompt_tokens: call.inputTokens, total_tokens: call.inputTokens };
  const reply = {
    object: 'list',
    // Last first: the order of the list means nothing, `index` does.
    data: data.reverse(),
    model: body.model,
    ...(traits.tellsNoUsage ? {} : { usage }),
  };
  if (trouble?.kind === 'cut-stream') sendHalf(response, JSON.stringify(reply), trouble.politely === true);
  else sendJson(response, 200, reply);
}

function sendHalf(response: ServerResponse, text: string, politely: boolean): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const half = text.slice(0, text.length / 2);
  if (politely) response.end(half);
  else response.write(half, () => response.destroy());
}

/** What goes wrong with vectors; null for what only words can suffer. */
function spoilerOf(how: Malformation): ((vectors: number[][]) => number[][]) | null {
  switch (how) {
    case 'empty':
      return () => [];
    case 'cut-at-limit':
    case 'cut-without-a-word':
      return (vectors) => vectors.slice(1);
    case 'runaway':
      return (vectors) => [...vectors, ...vectors];
    case 'apology':
      return (vectors) => vectors.map((vector, at) => (at === 0 ? vector.map(() => 0) : vector));
    case 'numbers-as-words':
      return (vectors) => vectors.map((vector, at) => (at === 0 ? vector.map(() => Number.NaN) : vector));
    case 'wrong-brackets':
      return (vectors) => vectors.map((vector, at) => (at === 0 ? vector.slice(1) : vector));
    default:
      return null;
  }
}

/** The same text has the same vector; texts that share characters are near. */
export function vectorOf(text: string): number[] {
  const vector = new Array<number>(8).fill(0);
  for (const character of text) {
    const place = (character.codePointAt(0) ?? 0) % 8;
    vector[place] = (vector[place] ?? 0) + 1;
  }
  return vector.every((number) => number === 0) ? [1, 0, 0, 0, 0, 0, 0, 0] : vector;
}

function longestOf({ input }: EmbeddingCallBody): number {
  return [input]
    .flat()
    .reduce((most, text) => Math.max(most, countTokens(text, { disallowedSpecial: new Set() })), 0);
}

import type { ServerResponse } from 'node:http';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import type { EmbeddingCallBody, ModelCall } from './model-call.ts';
import { refuseEmbedding } from './refuse.ts';
import { refuse, sendJson } from './send-json.ts';
import type { ServerTraits } from './server-traits.ts';

/** Answers a request for embeddings, in base64 or numbers as was asked. */
export function sendVectors(
  response: ServerResponse,
  call: ModelCall,
  embed: (text: string) => number[],
  traits: ServerTraits,
): void {
  const body = call.body as EmbeddingCallBody;
  const refusal = refuseEmbedding(body, longestOf(body), traits);
  if (refusal) {
    refuse(response, call, refusal);
    return;
  }
  const data = [body.input].flat().map((text, index) => {
    const vector = embed(text);
    const embedding =
      body.encoding_format === 'base64'
        ? Buffer.from(Float32Array.from(vector).buffer).toString('base64')
        : vector;
    return { object: 'embedding', index, embedding };
  });
  call.outcome = 'answered';
  call.status = 200;
  const usage = { prompt_tokens: call.inputTokens, total_tokens: call.inputTokens };
  // Last first: the order of the list means nothing, `index` does.
  sendJson(response, 200, {
    object: 'list',
    data: data.reverse(),
    model: body.model,
    ...(traits.tellsNoUsage ? {} : { usage }),
  });
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

import type { Chunk } from '../../domain/chunk.ts';
import type { Document } from '../../domain/document.ts';
import { GraphRagError } from '../../domain/errors.ts';
import type { ExtractionOutcome, Extractor } from '../../domain/ports/extractor.ts';
import type { ChatReply, ChatRequest, LanguageModel } from '../../domain/ports/language-model.ts';
import { documentId } from '../../ingest/ids.ts';
import { splitChunks } from '../../ingest/stages/split-chunks.ts';

export type Answer = (request: ChatRequest, call: number) => unknown;

/** A model that answers by a function, asks once more when a reply is refused, and counts what it was asked. */
export function scriptedModel(answer: Answer): LanguageModel & { requests: ChatRequest[] } {
  const requests: ChatRequest[] = [];
  const complete = async (request: ChatRequest): Promise<ChatReply> => {
    for (let attempt = 0; attempt < 2; attempt++) {
      requests.push(request);
      const value = answer(request, requests.length);
      if (value instanceof Error) throw value;
      const reply: ChatReply = {
        text: JSON.stringify(value),
        value,
        repaired: false,
        finish: 'stop',
        usage: { inputTokens: 1, outputTokens: 1 },
        cached: false,
      };
      if (!request.accept?.(reply)) return reply;
    }
    throw new GraphRagError('model-output-invalid', 'The reply is not what was asked for');
  };
  return {
    name: 'scripted',
    requests,
    complete,
    // biome-ignore lint/correctness/useYield: never called here
    async *stream() {
      throw new Error('not used');
    },
    describe: async () => ({ contextTokens: null, structuredReplies: null }),
  };
}

/** Finds every capitalised word as a name. */
export const offline: Extractor = {
  id: 'offline/test',
  async extract(work) {
    return work.flatMap(({ document, chunks }) =>
      chunks.map((chunk): ExtractionOutcome => {
        const text = document.text.slice(chunk.start, chunk.end);
        const candidates = [...text.matchAll(/\b[A-Z]\w+/g)].map(({ 0: surface, index }) => ({
          surface,
          starts: [index],
          cues: ['name' as const],
        }));
        const extraction = { extractor: 'offline/test', key: 'k', candidates, aliases: [], statements: [] };
        return { chunkId: chunk.id, extraction };
      }),
    );
  },
};

export function aDocument(text: string, source = 'note.txt'): { document: Document; chunks: Chunk[] } {
  const language = /\p{Script=Han}/u.test(text) ? 'zh' : 'en';
  const id = documentId(source);
  const document: Document = {
    id,
    source,
    title: source,
    language,
    mediaType: 'text/plain',
    text,
    contentHash: text,
  };
  return { document, chunks: splitChunks(document) };
}

export const HARBOUR =
  'Mira Lindqvist runs the Amber Harbour. The harbour (AH) belongs to the Meridian Bank.';
export const HARBOUR_REPLY = {
  entities: [
    { n: 'Mira Lindqvist', t: 'Person', a: [], s: [1] },
    { n: 'Amber Harbour', t: 'PLACE', a: ['AH', 'Port Royal'], s: [1, 2] },
    { n: 'Meridian Bank', t: 'ORGANIZATION', a: [], s: [2] },
    { n: 'Atlantis', t: 'PLACE', a: [], s: [1] },
  ],
  relationships: [
    { f: 0, o: 1, t: 'runs', d: 'runs', s: 1 },
    { f: 1, o: 2, t: 'BELONGS_TO', d: 'belongs to', s: 1 },
    { f: 0, o: 3, t: 'KNOWS', d: 'knows', s: 1 },
    { f: 0, o: 9, t: 'KNOWS', d: 'knows', s: 1 },
  ],
};

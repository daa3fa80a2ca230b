import type { ChatRequest, LanguageModel } from '../domain/ports/language-model.ts';
import { fillReply, type RecordedExtraction } from './recorded-replies.ts';
import { type NumberedSentence, namingReply, reportReply, sentencesOf } from './stand-in-replies.ts';

export interface TakenTokens {
  calls: number;
  inputTokens: number;
  outputTokens: number;
}

/** A model that tells what another one was recorded to tell of the same sentences, and what that took, by purpose. */
export interface ReplayingModel extends LanguageModel {
  taken(purpose: string): TakenTokens;
}

/** Shorter sentences say nothing about which recorded chunk they are from. */
const LEAST_LENGTH = 30;

/**
 * Where nothing was recorded it names what is written in capitals; its reports quote.
 *
 * @param count tokens of a text
 */
export function createReplayingModel(
  rows: readonly RecordedExtraction[],
  count: (text: string) => number,
): ReplayingModel {
  const shown = rows.map((row) => ({ row, text: oneLine(row.chunk) }));
  const taken = new Map<string, TakenTokens>();
  const takenFor = (purpose: string): TakenTokens => {
    const known = taken.get(purpose) ?? { calls: 0, inputTokens: 0, outputTokens: 0 };
    taken.set(purpose, known);
    return known;
  };
  const extractionReply = (request: ChatRequest) => {
    const sentences = sentencesOf(request.messages.at(-1)?.content ?? '');
    const telling = sentences.map(({ text }) => text).filter((text) => text.length >= LEAST_LENGTH);
    const relevant = shown.filter(({ text }) => telling.some((sentence) => text.includes(sentence)));
    return replyFor(
      relevant.map(({ row }) => row),
      sentences,
    );
  };
  const replyTo = (request: ChatRequest) => {
    if (request.purpose === 'report') return reportReply(request);
    return rows.length > 0 ? extractionReply(request) : namingReply(request);
  };
  return {
    name: 'replaying',
    taken: takenFor,
    async complete(request) {
      const value = replyTo(request);
      const text = JSON.stringify(value);
      const usage = {
        inputTokens: request.messages.reduce((sum, { content }) => sum + count(content), 0),
        outputTokens: count(text),
      };
      const sum = takenFor(request.purpose);
      sum.calls += 1;
      sum.inputTokens += usage.inputTokens;
      sum.outputTokens += usage.outputTokens;
      return { text, value, repaired: false, finish: 'stop', usage, cached: false };
    },
    // biome-ignore lint/correctness/useYield: extraction asks for whole replies only
    async *stream() {
      throw new Error('A replaying model does not stream');
    },
    describe: async () => ({ contextTokens: null, structuredReplies: 'json-schema' }),
  };
}

/** What was recorded of the rows, as far as the sentences shown name it, cited by their numbers. */
function replyFor(rows: readonly RecordedExtraction[], sentences: readonly NumberedSentence[]) {
  const all = fillReply(rows);
  const naming = all.entities.map(({ n }) => {
    const name = n.toLowerCase();
    return sentences.filter(({ text }) => text.toLowerCase().includes(name)).map(({ number }) => number);
  });
  const kept = all.entities.flatMap((_, at) => ((naming[at] ?? []).length > 0 ? [at] : []));
  const placeOf = new Map(kept.map((at, place) => [at, place]));
  const relationships = all.relationships.flatMap((one) => {
    const [f, o] = [placeOf.get(one.f), placeOf.get(one.o)];
    const s = naming[one.f]?.find((number) => naming[one.o]?.includes(number)) ?? naming[one.f]?.[0];
    return f === undefined || o === undefined || s === undefined ? [] : [{ ...one, f, o, s }];
  });
  return { entities: kept.flatMap((at) => all.entities[at] ?? []), relationships };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import { costOf, type ModelPrice } from '../domain/model-price.ts';
import type { TokenCounter } from '../domain/ports/token-counter.ts';
import type { EstimateCorrection, StageEstimate } from '../domain/stage-estimate.ts';
import type { PlannedCall } from './extractors/model/model-extractor.ts';

/**
 * Reply tokens for a call, for each token of a name that the offline reading finds (an entity), and for each time that it finds one (a place, a
 * relationship), before anything is known of the model. Of the facts that a large model told of a novel and of those that people labelled
 * in dense Chinese, English and mixed notes, all in our reply format: within 8 % of each, at 200 to 2,000 tokens a call. By tokens of text
 * the same replies differ by more than half: notes name more than novels do.
 */
const REPLY_TOKENS = { call: 12, nameToken: 1.7, mention: 0.9 };

/**
 * Reply tokens for a call, and for each name that the offline reading finds, of a model that runs in circles: where it is cut depends little on the text.
 * Of eighteen corpora of two or three notes, Chinese, English and mixed, read by one of 1.5 billion parameters (docs/models.md).
 */
const CUT_REPLY_TOKENS = { call: 180, name: 3.2 };

/** Calls whose prompts are counted before other work has a turn. */
const CALLS_A_TURN = 8;

export interface CallPricing {
  counter: TokenCounter;
  price: ModelPrice | null;
  correction: EstimateCorrection;
  /** True where the model is one whose lists run in circles. */
  inCircles?: boolean;
}

/** What reading will take, from the very prompts that would be sent. */
export async function estimateCalls(
  calls: readonly PlannedCall[],
  { counter, price, correction, inCircles = false }: CallPricing,
  signal?: AbortSignal,
): Promise<StageEstimate> {
  let input = 0;
  let output = 0;
  for (const [index, { request, names, mentions }] of calls.entries()) {
    if (index % CALLS_A_TURN === 0) {
      await nextTurn();
      signal?.throwIfAborted();
    }
    input += counter.countPrompt(request);
    const told = inCircles
      ? CUT_REPLY_TOKENS.call + names.length * CUT_REPLY_TOKENS.name
      : tokensOfAll(names, mentions, counter);
    output += Math.min(told, request.maxTokens);
  }
  const inputTokens = Math.round(input * correction.input);
  const outputTokens = Math.round(output * correction.output);
  const cost = calls.length === 0 ? 0 : costOf({ inputTokens, outputTokens }, price);
  const stage = { purpose: 'extract', calls: calls.length, inputTokens, outputTokens, cost };
  return inCircles ? { ...stage, inCircles } : stage;
}

/** Reply tokens that tell all of these names, and what joins them. */
function tokensOfAll(names: readonly string[], mentions: number, counter: TokenCounter): number {
  const nameTokens = names.reduce((sum, name) => sum + counter.count(name), 0);
  return REPLY_TOKENS.call + nameTokens * REPLY_TOKENS.nameToken + mentions * REPLY_TOKENS.mention;
}

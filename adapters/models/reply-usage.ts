import type { ModelUsage } from '../../domain/model-price.ts';
import type { ChatRequest } from '../../domain/ports/language-model.ts';
import type { TokenCounter } from '../../domain/ports/token-counter.ts';
import type { RawReply } from './read-pieces.ts';

/** No model reads or writes so much in one call. */
const MOST_TOLD_TOKENS = 100_000_000;

/**
 * What a reply took, or a part of one that broke off: as the server told it, else counted, the prompt and as much of the reply as came. A provider
 * bills both.
 */
export function usageOf(raw: RawReply, request: ChatRequest, counter: TokenCounter): ModelUsage {
  const told = raw.usage;
  const inputTokens = asCount(told?.prompt_tokens) || counter.countPrompt(request);
  const cached = asCount(told?.prompt_tokens_details?.cached_tokens ?? told?.prompt_cache_hit_tokens) ?? 0;
  return {
    inputTokens,
    outputTokens: outputTokensOf(raw, counter),
    ...(cached > 0 ? { cachedInputTokens: Math.min(cached, inputTokens) } : {}),
  };
}

/** What is told with each piece holds only so far: of a reply that did not come to its end, at least what came. */
function outputTokensOf(raw: RawReply, counter: TokenCounter): number {
  const told = asCount(raw.usage?.completion_tokens);
  const hasEnded = raw.finishReason !== '' && raw.finishReason !== 'loop';
  if (told !== null && hasEnded) return told;
  const came = [raw.text, raw.thinking, raw.torn].reduce((sum, text) => sum + counter.count(text), 0);
  return Math.max(told ?? 0, came);
}

/** A number of tokens as a server tells it; null for what cannot be one. */
export function asCount(told: unknown): number | null {
  const isCount = typeof told === 'number' && told >= 0 && told <= MOST_TOLD_TOKENS;
  return isCount ? Math.round(told) : null;
}

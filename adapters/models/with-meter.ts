import type { ModelUsage } from '../../domain/model-price.ts';
import type { LanguageModel, ModelCallOptions } from '../../domain/ports/language-model.ts';
import type { RunningMeter } from './meter.ts';

/** What a model that is metered is called with. */
export interface MeteredCallOptions extends ModelCallOptions {
  /** To be told, once at most, what a call took that brings no reply: one that broke off, or that was of no use. Not told of one that was refused. */
  onLost?: (usage: ModelUsage) => void;
}

/**
 * Writes down what each call took, right where it is made: what is asked twice is counted twice, what is remembered is not, and what a call took
 * that broke off, on either side, is.
 */
export function withMeter(model: LanguageModel, meter: RunningMeter): LanguageModel {
  return {
    ...model,
    async complete(request, options) {
      let lost: ModelUsage | null = null;
      const metered: MeteredCallOptions = {
        ...options,
        onLost: (usage) => {
          lost = usage;
        },
      };
      try {
        const reply = await model.complete(request, metered);
        meter.took(model.name, request.purpose, reply.usage);
        return reply;
      } catch (error) {
        meter.failed(model.name, request.purpose, lost);
        throw error;
      }
    },
    async *stream(request, options) {
      let whole = false;
      let lost: ModelUsage | null = null;
      const metered: MeteredCallOptions = {
        ...options,
        onLost: (usage) => {
          lost = usage;
        },
      };
      try {
        const reply = yield* model.stream(request, metered);
        whole = true;
        meter.took(model.name, request.purpose, reply.usage);
        return reply;
      } finally {
        // Broken off by either side.
        if (!whole) meter.failed(model.name, request.purpose, lost);
      }
    },
  };
}

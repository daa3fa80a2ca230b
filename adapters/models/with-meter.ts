import type { LanguageModel } from '../../domain/ports/language-model.ts';
import type { RunningMeter } from './meter.ts';

/** Writes down what each call took, right where it is made: what is asked twice is counted twice, what is remembered is not. */
export function withMeter(model: LanguageModel, meter: RunningMeter): LanguageModel {
  return {
    ...model,
    async complete(request, options) {
      try {
        const reply = await model.complete(request, options);
        meter.took(model.name, request.purpose, reply.usage);
        return reply;
      } catch (error) {
        meter.failed(model.name, request.purpose);
        throw error;
      }
    },
    async *stream(request, options) {
      let whole = false;
      try {
        const reply = yield* model.stream(request, options);
        whole = true;
        meter.took(model.name, request.purpose, reply.usage);
        return reply;
      } finally {
        // Broken off by either side.
        if (!whole) meter.failed(model.name, request.purpose);
      }
    },
  };
}

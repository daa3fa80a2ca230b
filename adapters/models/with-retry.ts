import type { LanguageModel } from '../../domain/ports/language-model.ts';
import { createPatience, type PatienceOptions } from './patience.ts';

/** Asks again when a call failed for a reason that may pass; a stream only as long as nothing of it was given out. */
export function withRetry(model: LanguageModel, options: PatienceOptions): LanguageModel {
  return {
    ...model,
    async complete(request, callOptions) {
      const patience = createPatience(options);
      for (;;) {
        try {
          return await model.complete(request, callOptions);
        } catch (error) {
          await patience.afterFailure(error, callOptions?.signal);
        }
      }
    },
    async *stream(request, callOptions) {
      const patience = createPatience(options);
      for (;;) {
        let given = false;
        const pieces = model.stream(request, callOptions);
        try {
          for (;;) {
            const step = await pieces.next();
            if (step.done) return step.value;
            given = true;
            yield step.value;
          }
        } catch (error) {
          if (given) throw error;
          await patience.afterFailure(error, callOptions?.signal);
        } finally {
          // Whoever stops reading ends the call.
          if (given) await pieces.return(undefined as never).catch(() => undefined);
        }
      }
    },
  };
}

import { GraphRagError } from '../../domain/errors.ts';
import type { LanguageModel } from '../../domain/ports/language-model.ts';
import { reasonFor } from '../../domain/reason.ts';

/** Stands where no chat model is configured: whoever asks it all the same is told so. */
export function createNoChatModel(): LanguageModel {
  const refuse = (): never => {
    throw new GraphRagError('request-invalid', 'No chat model is configured', {
      reason: reasonFor('no-model', {}),
      hint: 'Set ORRERY_CHAT_MODEL with OPENAI_API_KEY or OPENAI_BASE_URL and start again.',
    });
  };
  return {
    name: 'none',
    complete: async () => refuse(),
    // biome-ignore lint/correctness/useYield: there is nothing to give out
    async *stream() {
      return refuse();
    },
    describe: async () => refuse(),
  };
}

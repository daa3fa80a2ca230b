import type { LanguageModel } from '../../domain/ports/language-model.ts';

/** A model for what only plans: whoever asks it fails. */
export function modelThatIsNeverAsked(): LanguageModel {
  const refuse = (): never => {
    throw new Error('This model was not to be asked');
  };
  return {
    name: 'never-asked',
    complete: async () => refuse(),
    // biome-ignore lint/correctness/useYield: it never comes to that
    stream: async function* () {
      return refuse();
    },
    describe: async () => refuse(),
  };
}

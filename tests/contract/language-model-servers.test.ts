import { type Answer, startModelServer } from '../support/model-server/model-server.ts';
import { SERVERS } from '../support/model-server/server-traits.ts';
import { openTestModels } from '../support/test-models.ts';
import { testLanguageModel } from './language-model.ts';

for (const [name, traits] of Object.entries(SERVERS)) {
  testLanguageModel(name, async () => {
    let answer: Answer = 'OK';
    const server = await startModelServer({ traits, answer: () => answer });
    const models = await openTestModels(server.url);
    return {
      model: models.access.open().chat,
      say(text, finish = 'stop') {
        answer = { text, finish };
      },
      replies: () => server.calls.filter(({ outcome }) => outcome === 'answered').length,
      async close() {
        await models.close();
        await server.close();
      },
    };
  });
}

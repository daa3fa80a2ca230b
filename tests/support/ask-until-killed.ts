import { createModelAccess } from '../../adapters/models/create-model-access.ts';
import { aJsonRequest } from './test-models.ts';

/** A process that asks a model server questions 0 to `count`, for tests that kill it: `node --import tsx THIS URL FOLDER COUNT`. */
const [, , url = '', folder = '', count = '0'] = process.argv;
const access = await createModelAccess({
  config: {
    chatModel: 'scripted',
    embeddingModel: undefined,
    apiKey: 'sk-test-1234567890abcdef',
    baseUrl: url,
    concurrency: 4,
  },
  folder,
});
const { chat } = access.open();
const asked = Array.from({ length: Number(count) }, (_, index) =>
  chat.complete(aJsonRequest({ messages: [{ role: 'user', content: `text ${index}` }] })),
);
await Promise.all(asked);
process.stdout.write('done\n');

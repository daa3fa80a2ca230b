import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../adapters/config.ts';

describe('readConfig', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toEqual({ port: 4750, token: undefined, neo4j: undefined, model: undefined });
  });

  it('takes empty for unset', () => {
    expect(readConfig({ PORT: '', NEO4J_URI: ' ', ORRERY_TOKEN: '' })).toEqual(readConfig({}));
  });

  it('tells every problem at once, by name', () => {
    const read = () => readConfig({ PORT: 'many', NEO4J_URI: 'http://x', ORRERY_TOKEN: 'short' });
    expect(read).toThrowError(expect.objectContaining({ code: 'config-invalid' }));
    for (const name of ['PORT', 'NEO4J_URI', 'ORRERY_TOKEN']) expect(read).toThrowError(name);
  });

  it('has a model when a chat model and a key or an address are given', () => {
    expect(readConfig({ OPENAI_API_KEY: 'k' }).model).toBeUndefined();
    expect(readConfig({ ORRERY_CHAT_MODEL: 'm', OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' }).model).toEqual({
      chatModel: 'm',
      embeddingModel: undefined,
      apiKey: undefined,
      baseUrl: 'http://127.0.0.1:1/v1',
    });
    expect(() => readConfig({ ORRERY_CHAT_MODEL: 'm' })).toThrowError('OPENAI_API_KEY');
  });

  it('says that an embedding model alone is not enough, instead of leaving it out', () => {
    const alone = { ORRERY_EMBEDDING_MODEL: 'e', OPENAI_API_KEY: 'k' };
    expect(() => readConfig(alone)).toThrowError('ORRERY_EMBEDDING_MODEL needs ORRERY_CHAT_MODEL');
    expect(readConfig({ ...alone, ORRERY_CHAT_MODEL: 'm' }).model?.embeddingModel).toBe('e');
  });
});

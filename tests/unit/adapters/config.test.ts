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

  it('takes an embedding model without a chat model, where it has a key or an address', () => {
    const alone = { ORRERY_EMBEDDING_MODEL: 'e' };
    const own = { ORRERY_EMBEDDING_BASE_URL: 'http://127.0.0.1:2/v1' };
    expect(readConfig({ ...alone, ...own }).model).toMatchObject({
      chatModel: undefined,
      embeddingModel: 'e',
      embeddingBaseUrl: own.ORRERY_EMBEDDING_BASE_URL,
    });
    expect(readConfig({ ...alone, OPENAI_API_KEY: 'k' }).model?.embeddingModel).toBe('e');
    expect(() => readConfig(alone)).toThrowError('ORRERY_EMBEDDING_MODEL needs OPENAI_API_KEY');
    expect(() => readConfig({ ...alone, ...own, ORRERY_CHAT_MODEL: 'm' })).toThrowError(
      'ORRERY_CHAT_MODEL needs OPENAI_API_KEY',
    );
  });
});

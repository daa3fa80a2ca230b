import { describe, expect, it } from 'vitest';
import { loadTokenCounter } from '../../../../adapters/models/count-tokens.ts';

describe('a token counter', () => {
  it('is the tokenizer of the model, or says how far off it may be', async () => {
    const fits = await Promise.all(
      [
        'gpt-4o-mini',
        'gpt-4',
        'text-embedding-3-small',
        'gpt-5-mini',
        'Qwen/Qwen3-8B',
        'deepseek-chat',
        'nobody-knows',
      ].map(loadTokenCounter),
    );
    expect(fits.map(({ name, error }) => [name, error])).toEqual([
      ['o200k_base', 0],
      ['cl100k_base', 0],
      ['cl100k_base', 0],
      ['o200k_base', 0],
      ['o200k_base', 0.05],
      ['o200k_base', 0.1],
      ['o200k_base', 0.2],
    ]);
  });

  it('counts marks of special tokens in documents as the text that they are', async () => {
    const counter = await loadTokenCounter('gpt-4o-mini');
    expect(counter.count('<|endoftext|>')).toBeGreaterThan(1);
    expect(counter.count('hello world')).toBe(2);
    expect(counter.count('')).toBe(0);
  });

  it('counts a prompt with what stands around its messages, and the schema where the provider bills it', async () => {
    const messages = [
      { role: 'system' as const, content: 'hello world' },
      { role: 'user' as const, content: 'hello world' },
    ];
    const schema = { name: 'x', schema: { type: 'object', properties: {}, required: [] } };
    const openai = await loadTokenCounter('gpt-4o-mini');
    const qwen = await loadTokenCounter('qwen3:8b');
    expect(openai.countPrompt({ messages })).toBe(15);
    expect(openai.countPrompt({ messages, schema })).toBeGreaterThan(15);
    expect(qwen.countPrompt({ messages, schema })).toBe(15);
  });
});

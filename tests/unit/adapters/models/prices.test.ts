import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadPrices } from '../../../../adapters/models/prices.ts';
import { costOf } from '../../../../domain/model-price.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'orrery-prices-'));
  file = path.join(folder, 'prices.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('prices', () => {
  it('are known by name, with vendor or date or without', async () => {
    const prices = await loadPrices(file);
    expect(prices('gpt-4o-mini')).toMatchObject({
      input: 0.15,
      output: 0.6,
      listed: expect.stringMatching(/^\d{4}-\d{2}$/),
    });
    expect(prices('openai/gpt-4o-mini-2024-07-18')).toEqual(prices('gpt-4o-mini'));
  });

  it('are null for a model that is not known, and zero for one on this machine', async () => {
    const prices = await loadPrices(file);
    expect(prices('qwen3:8b')).toBeNull();
    expect(prices('deepseek-chat')).toBeNull();
    expect(prices('qwen3:8b', 'https://models.example.com/v1')).toBeNull();
    expect(prices('qwen3:8b', 'http://127.0.0.1:11434/v1')).toEqual({ input: 0, output: 0 });
    expect(prices('gpt-oss-20b', 'http://192.168.1.7:8000/v1')).toEqual({ input: 0, output: 0 });
  });

  it('come first from the file of the folder', async () => {
    await writeFile(
      file,
      '{"gpt-4o-mini": {"input": 9, "output": 10}, "qwen3:8b": {"input": 1, "output": 2, "cachedInput": 0.5}}',
    );
    const prices = await loadPrices(file);
    expect(prices('gpt-4o-mini')).toEqual({ input: 9, output: 10 });
    expect(prices('qwen3:8b', 'http://127.0.0.1:11434/v1')).toEqual({
      input: 1,
      output: 2,
      cachedInput: 0.5,
    });
  });

  it('name every mistake in the file', async () => {
    await writeFile(file, '{"a": {"input": -1, "output": 2}, "b": {"output": 1, "prise": 2}}');
    await expect(loadPrices(file)).rejects.toMatchObject({
      code: 'config-invalid',
      message: expect.stringMatching(/a\.input.*b\.input.*prise/s),
    });
    await writeFile(file, '{');
    await expect(loadPrices(file)).rejects.toMatchObject({ code: 'config-invalid' });
  });

  it('make the cost, with cached tokens at their own price', () => {
    const usage = { inputTokens: 1_000_000, outputTokens: 500_000, cachedInputTokens: 400_000 };
    expect(costOf(usage, { input: 2, output: 8, cachedInput: 0.5 })).toBeCloseTo(0.6 * 2 + 0.4 * 0.5 + 4);
    expect(costOf(usage, { input: 2, output: 8 })).toBeCloseTo(6);
    expect(costOf(usage, null)).toBeNull();
  });
});

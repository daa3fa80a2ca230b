import { describe, expect, it } from 'vitest';
import { cleanQuote } from '../../../../../server/search/answer/clean-quote.ts';

describe('cleanQuote', () => {
  it.each([
    ['**Cost**: four `models` in _memory_.', 'Cost: four models in memory.'],
    ['see [the paper](https://example.org/a) and [[notes/lora|LoRA]]', 'see the paper and LoRA'],
    ['a line\nthat goes on', 'a line that goes on'],
    ['snake_case_name and 2 * 3 * 4', 'snake_case_name and 2 * 3 * 4'],
    ['**低秩适配**（LoRA）是一种方法', '低秩适配（LoRA）是一种方法'],
    ['a<br>b', 'a b'],
  ])('shows %j as %j', (quote, shown) => {
    expect(cleanQuote(quote)).toBe(shown);
  });
});

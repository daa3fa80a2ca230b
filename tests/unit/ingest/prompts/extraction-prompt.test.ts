import { beforeAll, expect, it } from 'vitest';
import { loadTokenCounter } from '../../../../adapters/models/count-tokens.ts';
import type { TokenCounter } from '../../../../domain/ports/token-counter.ts';
import { extractionPrompt } from '../../../../ingest/prompts/extraction-prompt.ts';

const MOST_TOKENS = 600;
const LANGUAGES = ['en', 'zh'] as const;
const TWENTY_TYPES = Array.from({ length: 20 }, (_, at) => `RESEARCH_METHOD_${at}`);

let counter: TokenCounter;
beforeAll(async () => {
  counter = await loadTokenCounter('gpt-5-mini');
});

it.each(LANGUAGES)(
  'what every call begins with takes at most 600 tokens, types of one’s own included (%s)',
  (language) => {
    const own = { entityTypes: TWENTY_TYPES.slice(0, 12), relationshipTypes: TWENTY_TYPES.slice(0, 12) };
    for (const ontology of [null, own]) {
      const [instruction] = extractionPrompt(language, [], ontology);
      expect(counter.count(instruction?.content ?? '')).toBeLessThanOrEqual(MOST_TOKENS);
    }
  },
);

it.each(LANGUAGES)(
  'every call begins with the same words, so that providers can bill them as cached (%s)',
  (language) => {
    const passage = (text: string) => ({ headingPath: ['Notes'], sentences: [{ number: 1, text }] });
    const [first] = extractionPrompt(language, [passage('Ada wrote notes.')], null);
    const [second] = extractionPrompt(language, [passage('巴贝奇设计了分析机。')], null);
    expect(first).toEqual(second);
  },
);

it.each([
  ['en', /on one line, without line breaks or spaces/],
  ['zh', /写在一行里，各部分之间不加空格和换行/],
] as const)('asks for compact JSON, for spaces are paid for too (%s)', (language, words) => {
  expect(extractionPrompt(language, [], null)[0]?.content).toMatch(words);
});

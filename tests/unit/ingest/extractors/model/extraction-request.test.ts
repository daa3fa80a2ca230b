import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { ChatReply } from '../../../../../domain/ports/language-model.ts';
import { extractionRequest } from '../../../../../ingest/extractors/model/extraction-request.ts';

const { accept } = extractionRequest({ language: 'en', members: [] }, null);

function wordOn(value: unknown): string | null | undefined {
  const usage = { inputTokens: 1, outputTokens: 1 };
  const reply: ChatReply = { text: '', value, repaired: false, finish: 'stop', usage, cached: false };
  return accept?.(reply);
}

const anEntity = (n: string, a: string[]) => ({ entities: [{ n, t: 'X', a, s: [1] }], relationships: [] });

it('refuses a reply that gives one entity the names of all others, as a small model really did', () => {
  const file = new URL('../../../../fixtures/model-replies/others-as-names.json', import.meta.url);
  const { text } = JSON.parse(readFileSync(file, 'utf8')) as { text: string };
  expect(wordOn(JSON.parse(text))).toMatch(/other things as its names/);
});

it.each([
  ['Low-Rank Adaptation', ['LoRA', '低秩适配', 'low-rank adaptation']],
  ['武汉大学', ['武大', '珞珈山大学', '武汉大学本部', '大学', '国立武汉大学', '武汉大学校']],
  ['William Shakespeare', ['Shakespeare', 'the Bard', 'Will', 'the playwright', 'Master Shakespeare', 'he']],
])('takes many names of one thing: %s', (name, aliases) => {
  expect(wordOn(anEntity(name, aliases))).toBeNull();
});

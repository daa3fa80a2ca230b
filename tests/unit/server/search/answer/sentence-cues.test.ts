import { describe, expect, it } from 'vitest';
import type { Concept } from '../../../../../server/search/answer/concept.ts';
import { coverOf } from '../../../../../server/search/answer/concept.ts';
import { definitionScore, isContinuation } from '../../../../../server/search/answer/sentence-cues.ts';
import { formOf, unitTextOf } from '../../../../../server/search/answer/unit-text.ts';
import { readWords } from '../../../../../server/search/text/read-words.ts';

function aConcept(...names: string[]): Concept {
  return {
    kind: 'word',
    surface: names[0] ?? '',
    forms: names.map((name) => formOf(readWords(name))),
    entity: null,
    weight: 1,
    isKnown: true,
    isSpecific: true,
  };
}

describe('definitionScore', () => {
  const lora = aConcept('LoRA', '低秩适配');

  it.each([
    '低秩适配（LoRA，Low-Rank Adaptation）是一种参数高效微调方法。',
    'LoRA (low-rank adaptation) is a parameter-efficient fine-tuning method.',
    'LoRA：只训练两个低秩矩阵的微调方法。',
  ])('is highest for a sentence that says what it is: %s', (sentence) => {
    expect(definitionScore(lora, sentence)).toBe(0.4);
  });

  it.each([
    'LoRA 由微软的 Hu 等人在 2021 年提出。',
    'QLoRA 是 LoRA 的改进。',
    'For this task, LoRA is a good choice.',
    '弱点 | 奖励黑客（LoRA）',
  ])('is nothing for a sentence that says something else: %s', (sentence) => {
    expect(definitionScore(lora, sentence)).toBe(0);
  });

  it('counts a sentence that tells first and names then', () => {
    expect(
      definitionScore(aConcept('reward hacking'), 'This is reward hacking, and it is common.'),
    ).toBeGreaterThan(0);
  });
});

describe('coverOf', () => {
  it('finds other forms of an English word, but not of a name', () => {
    expect(coverOf(aConcept('reduce'), unitTextOf('It reduced the cost.'))).toBeCloseTo(0.8);
    expect(coverOf(aConcept('DistilBERT'), unitTextOf('It was distilled.'))).toBe(0);
  });

  it('finds a plural, and any of the names', () => {
    expect(coverOf(aConcept('knowledge graph', '知识图谱'), unitTextOf('Two knowledge graphs.'))).toBe(1);
    expect(coverOf(aConcept('knowledge graph', '知识图谱'), unitTextOf('一个知识图谱。'))).toBe(1);
  });

  it('counts most of a longer Chinese word as part of it', () => {
    const cover = coverOf(aConcept('诺贝尔奖'), unitTextOf('诺贝尔化学奖'));
    expect(cover).toBeGreaterThan(0);
    expect(cover).toBeLessThan(1);
  });
});

describe('isContinuation', () => {
  it.each([
    ['It was introduced in 1998.', true],
    ['它由两部分组成。', true],
    ['entity linking decides which one is meant.', true],
    ['PageRank was introduced in 1998.', false],
    ['混合专家模型由两部分组成。', false],
  ])('takes %s for %s', (sentence, expected) => {
    expect(isContinuation(sentence)).toBe(expected);
  });
});

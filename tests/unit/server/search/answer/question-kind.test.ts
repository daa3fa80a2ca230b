import { describe, expect, it } from 'vitest';
import {
  asksForNumber,
  kindOfQuestion,
  languageOfQuestion,
} from '../../../../../server/search/answer/question-kind.ts';

describe('kindOfQuestion', () => {
  it.each([
    ['什么是LoRA？', 'definition'],
    ['BERT 是什么？', 'definition'],
    ['LoRA 和 QLoRA 有什么区别？', 'comparison'],
    ['HNSW 有哪些参数？', 'list'],
    ['混合专家模型由哪些部分组成？', 'list'],
    ['Transformer 是谁提出的？', 'who'],
    ['BERT 是哪一年提出的？', 'when'],
    ['为什么 RAG 能减少幻觉？', 'why'],
    ['怎么建自己的评测集？', 'how'],
    ['为什么样的权重设计的？', 'other'],
    ['What is a supernode in Neo4j?', 'definition'],
    ['What is the usual damping factor of PageRank?', 'other'],
    ['How does Leiden differ from Louvain?', 'comparison'],
    ['What are the parameters of HNSW?', 'list'],
    ['Who proposed reciprocal rank fusion?', 'who'],
    ['When was modularity introduced?', 'when'],
    ['Why does RAG reduce hallucination?', 'why'],
    ['How many parameters does GPT-3 have?', 'other'],
    ['How does speculative decoding work?', 'how'],
    ['What is Kubernetes used for?', 'other'],
    ['How are RAG and Leiden connected?', 'other'],
    ['LoRA', 'definition'],
  ])('reads %s as %s', (question, kind) => {
    expect(kindOfQuestion(question, languageOfQuestion(question))).toBe(kind);
  });
});

describe('languageOfQuestion', () => {
  it.each([
    ['LoRA 是什么？', 'zh'],
    ['What is 重排序?', 'en'],
    ['SQLite 的 WAL 模式下能同时有几个写入者？', 'zh'],
    ['BM25', 'en'],
  ])('takes %s for %s', (question, language) => {
    expect(languageOfQuestion(question)).toBe(language);
  });
});

describe('asksForNumber', () => {
  it('knows the words that ask for one', () => {
    expect(['词表大小是多少？', 'How tall is it?', '能有几个写入者？'].map(asksForNumber)).toEqual([
      true,
      true,
      true,
    ]);
    expect(['什么是词表？', 'Why is it tall?'].map(asksForNumber)).toEqual([false, false]);
  });
});

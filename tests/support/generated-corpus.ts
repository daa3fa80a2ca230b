import fc from 'fast-check';
import type { SourceFile } from '../../domain/ports/index-builder.ts';

/** A concept with its names: Chinese, English, and a short form. */
interface Concept {
  zh: string;
  en: string;
  short: string;
}

/** Invented for tests, though some are real: what counts is that they share words, and that some names stand inside others. */
const CONCEPTS: readonly Concept[] = [
  { zh: '低秩适配', en: 'Low-Rank Adaptation', short: 'LoRA' },
  { zh: '知识图谱', en: 'Knowledge Graph', short: 'KG' },
  { zh: '图数据库', en: 'Graph Database', short: 'GDB' },
  { zh: '注意力机制', en: 'Attention Mechanism', short: 'AM' },
  { zh: '多头注意力', en: 'Multi-Head Attention', short: 'MHA' },
  { zh: '循环神经网络', en: 'Recurrent Neural Network', short: 'RNN' },
  { zh: '检索增强生成', en: 'Retrieval-Augmented Generation', short: 'RAG' },
  { zh: '向量索引', en: 'Vector Index', short: 'HNSW' },
  { zh: '社区发现', en: 'Community Detection', short: 'Leiden' },
  { zh: '提示工程', en: 'Prompt Engineering', short: 'PE' },
  { zh: '强化学习', en: 'Reinforcement Learning', short: 'RL' },
  { zh: '梯度下降', en: 'Gradient Descent', short: 'SGD' },
];

type Template = (a: Concept, b: Concept, c: Concept) => string;

const SENTENCES: readonly Template[] = [
  (a, b) => `${a.zh}是一种${b.zh}。`,
  (a) => `${a.zh}（${a.en}，${a.short}）很常用。`,
  (a, b, c) => `${a.zh}用于${b.zh}，也可以改进${c.zh}。`,
  (a, b) => `与${a.zh}相比，${b.zh}更快；两者都依赖数据。`,
  (a, b, c) => `常见的方法有${a.zh}、${b.zh}和${c.short}。`,
  (a, b) => `${a.en} (${a.short}) is a kind of ${b.en}.`,
  (a, b) => `${a.short} uses ${b.en} when memory is scarce.`,
  (a, b, c) => `Methods such as ${a.en}, ${b.short} and ${c.en} are compared here.`,
  (a, b) => `在 ${a.short} 里，${b.zh}决定了效果😀。`,
  (a, b) => `Does ${a.en} replace ${b.en}? Nobody knows yet.`,
];

const BLOCKS: readonly Template[] = [
  (a) => `## ${a.zh}`,
  (a) => `## What is ${a.en}?`,
  (a) => `### ${a.zh}的优点\n\n- **${a.short}**：速度快\n- 省内存：不需要很多显存`,
  (a, b) => `- **${a.en}**: a method for ${b.en}\n- ${b.short}: see above`,
  (a, b) => `| 名称 | 说明 |\n| --- | --- |\n| ${a.short} | ${a.zh} |\n| ${b.short} | ${b.zh} |`,
  (a) => `> ${a.zh}，简称 ${a.short}。`,
  (a) => `\`\`\`python\n${a.short.toLowerCase()} = 1\n\`\`\``,
];

const three = fc.tuple(
  fc.constantFrom(...CONCEPTS),
  fc.constantFrom(...CONCEPTS),
  fc.constantFrom(...CONCEPTS),
);
const fill = (template: Template, [a, b, c]: [Concept, Concept, Concept]): string => template(a, b, c);

const sentence = fc
  .tuple(fc.constantFrom(...SENTENCES), three)
  .map(([template, names]) => fill(template, names));
const paragraph = fc.array(sentence, { minLength: 1, maxLength: 5 }).map((sentences) => sentences.join(''));
const block = fc.oneof(
  { weight: 3, arbitrary: paragraph },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...BLOCKS), three).map(([template, names]) => fill(template, names)),
  },
);
const body = fc
  .tuple(
    fc.constantFrom(...CONCEPTS),
    fc.array(block, { minLength: 1, maxLength: 6 }),
    fc.constantFrom('\n', '\r\n'),
  )
  .map(([topic, blocks, newline]) => [`# ${topic.zh}`, ...blocks].join('\n\n').replaceAll('\n', newline));

const rows = fc
  .array(fc.tuple(fc.constantFrom(...CONCEPTS), paragraph), { minLength: 1, maxLength: 3 })
  .map((list) => list.map(([topic, text], id) => JSON.stringify({ id, title: topic.en, text })).join('\n'));

const file = fc.oneof(
  { weight: 5, arbitrary: fc.record({ ending: fc.constantFrom('md', 'txt'), text: body }) },
  { weight: 1, arbitrary: fc.record({ ending: fc.constant('jsonl'), text: rows }) },
);

/** One to `maxFiles` small notes in Chinese and English below `notes/`, each with a source of its own. */
export function generatedCorpus(maxFiles: number): fc.Arbitrary<SourceFile[]> {
  return fc
    .array(file, { minLength: 1, maxLength: maxFiles })
    .map((files) => files.map(({ ending, text }, at) => sourceFile(`notes/note-${at}.${ending}`, text)));
}

/** A source of UTF-8 text. */
export function sourceFile(source: string, text: string): SourceFile {
  return { source, bytes: new TextEncoder().encode(text) };
}

import { describe, expect, it } from 'vitest';
import { entityNamed, readText } from '../read-corpus.ts';

/** Name, type, and a text that names it. */
const TYPES: readonly [name: string, type: string, text: string][] = [
  ['维度', 'CONCEPT', '向量的维度越高，检索越慢。降低维度可以省内存，维度太低会丢信息。'],
  ['社区', 'CONCEPT', '# 社区\n算法把图分成社区。每个社区有一份报告。'],
  ['蓝牙', 'CONCEPT', '扫码枪用蓝牙连接。蓝牙会断开，重启蓝牙即可。'],
  ['阳光', 'CONCEPT', '# 阳光\n植物利用阳光。阳光是能量的来源，没有阳光就没有生产者。'],
  ['生态系统', 'CONCEPT', '# 生态系统\n生态系统有生产者。草原是生态系统。'],
  [
    'RAG',
    'CONCEPT',
    'RAG was introduced in 2020. Plain RAG fails here. GraphRAG was developed by RAG users, and RAG is a technique.',
  ],
  ['BA', 'CONCEPT', 'BA 模型生成图。Adam 由 BA 提出，BA 有参数。'],
  ['time series', 'CONCEPT', '# Time series\nA time series is noisy. Each time series has a trend.'],
  ['class label', 'CONCEPT', '# Class label\nA class label is given. The class label is checked.'],
  [
    'Receiving Party',
    'CONCEPT',
    'Keep it secret, says the Receiving Party. We ask the Receiving Party again.',
  ],
  ['金卡', 'CONCEPT', '会员等级分为银卡、金卡和钻石卡三种。金卡有折扣。'],
  ['金诚律师事务所', 'ORGANIZATION', '金诚律师事务所发来律师函。'],
  ['黄州', 'PLACE', '苏轼被贬黄州。他在黄州种地。'],
  ['绍兴', 'PLACE', '外婆生于绍兴。绍兴的老屋还在。'],
  ['北邙山', 'PLACE', '天机阁在北邙山上。从北邙山可以看见洛阳。'],
  ['沈惊鸿', 'PERSON', '沈惊鸿推开门。沈惊鸿没有回答。'],
  ['Ada Petrov', 'PERSON', 'Ada Petrov is a theoretical physicist. Ada Petrov lives in Lisbon.'],
  ['Tagus River', 'PLACE', 'The city lies on the Tagus River. Boats cross the Tagus River.'],
];

describe('the type of an entity', () => {
  it.each(TYPES)('of %s is %s', async (name, type, text) => {
    const { graph } = await readText(text);
    expect(entityNamed(graph, name)?.type).toBe(type);
  });
});

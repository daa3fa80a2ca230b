import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../../domain/decision.ts';
import type { ResolvedGraph } from '../../../../ingest/resolved-graph.ts';
import { resolveIdentities } from '../../../../ingest/stages/resolve-identities.ts';
import { aDocument, entityNamed, factLines, readCorpus, readText } from '../read-corpus.ts';

const NOTES = `# LoRA

低秩适配（LoRA）是一种参数高效微调方法，由微软的 Hu 等人提出。LoRA 冻结权重。

QLoRA 是 LoRA 的改进，QLoRA 把权重量化。RAG 和 LoRA 常一起用，RAG 负责检索知识。
`;

function decision(kind: Decision['kind'], subject: string[], value?: string, at = '2026-01-01'): Decision {
  return {
    id: `${kind}-${subject.join('-')}`,
    kind,
    subject,
    reason: '',
    at,
    ...(value === undefined ? {} : { value }),
  };
}

/** Whether two names, both of them known, are names of one entity. */
function areOne(graph: ResolvedGraph, left: string, right: string): boolean {
  const [one, other] = [left, right].map((name) => {
    const entity = entityNamed(graph, name);
    if (!entity) throw new Error(`No entity is called ${name}`);
    return entity.id;
  });
  return one === other;
}

const withDecisions = (...decisions: Decision[]) => readCorpus([aDocument(NOTES)], decisions);

describe('decisions', () => {
  it('unites two names that a person merged, with the decision as reason', async () => {
    const { graph } = await withDecisions(decision('merge', ['RAG', 'QLoRA']));
    expect(areOne(graph, 'RAG', 'QLoRA')).toBe(true);
    expect(entityNamed(graph, 'RAG')?.merges).toContainEqual({
      left: 'RAG',
      right: 'QLoRA',
      reason: 'decision',
      evidence: null,
    });
  });

  it('keeps apart what the text unites', async () => {
    const { graph } = await withDecisions(decision('keep-apart', ['LoRA', '低秩适配']));
    expect(areOne(graph, '低秩适配', 'LoRA')).toBe(false);
  });

  it('lets keep-apart win over a merge of the same two, whichever is newer', async () => {
    for (const at of ['2025-01-01', '2027-01-01']) {
      const { graph } = await withDecisions(
        decision('merge', ['RAG', 'QLoRA']),
        decision('keep-apart', ['QLoRA', 'RAG'], undefined, at),
      );
      expect(areOne(graph, 'RAG', 'QLoRA')).toBe(false);
    }
  });

  it('lets keep-apart win over a chain of merges', async () => {
    const { graph } = await withDecisions(
      decision('merge', ['RAG', 'LoRA']),
      decision('merge', ['LoRA', 'QLoRA'], undefined, '2026-02-01'),
      decision('keep-apart', ['RAG', 'QLoRA']),
    );
    expect(areOne(graph, 'RAG', 'QLoRA')).toBe(false);
    expect(areOne(graph, 'RAG', 'LoRA')).toBe(true);
  });

  it('renames and retypes, and keeps the id', async () => {
    const before = entityNamed((await withDecisions()).graph, 'QLoRA');
    const { graph } = await withDecisions(
      decision('rename', ['QLoRA'], '量化低秩适配'),
      decision('retype', ['QLoRA'], 'fine-tuning method'),
    );
    const after = entityNamed(graph, 'QLoRA');
    expect(after).toMatchObject({ id: before?.id, name: '量化低秩适配', type: 'FINE_TUNING_METHOD' });
    expect(after?.aliases).toEqual(expect.arrayContaining(['QLoRA', '量化低秩适配']));
  });

  it('understands later decisions about a renamed entity by its new name', async () => {
    const { graph } = await withDecisions(
      decision('rename', ['QLoRA'], '量化低秩适配'),
      decision('merge', ['量化低秩适配', 'RAG']),
    );
    expect(areOne(graph, 'RAG', 'QLoRA')).toBe(true);
  });

  it('hides an entity with its mentions and facts', async () => {
    const hidden = entityNamed((await withDecisions()).graph, 'QLoRA')?.id;
    const { graph } = await withDecisions(decision('hide', ['QLoRA']));
    expect(entityNamed(graph, 'QLoRA')).toBeUndefined();
    expect(graph.mentions.filter((mention) => mention.entityId === hidden)).toEqual([]);
    expect(graph.facts.filter((fact) => fact.sourceId === hidden || fact.targetId === hidden)).toEqual([]);
  });

  it('makes an entity of a name that a person merged though no one had kept it', async () => {
    const { graph } = await withDecisions(decision('merge', ['LoRA', '冻结权重']));
    expect(areOne(graph, '冻结权重', 'LoRA')).toBe(true);
  });
});

describe('identity', () => {
  it('unites a term with its translation and abbreviation across documents, with the sentence that says so', async () => {
    const { graph, documents } = await readCorpus([
      aDocument('循环神经网络（RNN）按顺序读词元。', { source: 'notes/a.md' }),
      aDocument('The recurrent neural network (RNN) reads one token at a time.', { source: 'notes/b.md' }),
    ]);
    const entity = entityNamed(graph, 'RNN');
    expect(entity?.aliases).toEqual(
      expect.arrayContaining(['RNN', '循环神经网络', 'recurrent neural network']),
    );
    const stated = entity?.merges.find((merge) => merge.evidence?.documentId === documents[0]?.id);
    expect(documents[0]?.text.slice(stated?.evidence?.start, stated?.evidence?.end)).toBe(
      '循环神经网络（RNN）按顺序读词元。',
    );
  });

  it('does not unite a longer term with the abbreviation of its tail', async () => {
    const { graph } = await readText(
      '大语言模型（LLM）很大。语言模型（language model）给词元打分。语言模型很多。',
    );
    expect(areOne(graph, '语言模型', 'LLM')).toBe(false);
  });

  it('does not unite two things that share an abbreviation', async () => {
    const { graph } = await readText(
      'A census-designated place (CDP) has no mayor. The charging downstream port (CDP) gives power.',
    );
    expect(areOne(graph, 'census-designated place', 'charging downstream port')).toBe(false);
  });

  it('pairs A、B（X/Y） with nobody rather than all with all', async () => {
    const { graph } = await readText('机器学习、深度学习（ML/DL）都常用。机器学习和深度学习不同。');
    expect(areOne(graph, '机器学习', '深度学习')).toBe(false);
  });

  it('takes an everyday word in capitals for a name only where it stands in capitals', async () => {
    const { graph, documents } = await readText(
      'We report MAP and MRR. MAP averages precision. Draw a map of the city, then a second map.',
    );
    const map = entityNamed(graph, 'MAP');
    const places = graph.mentions.filter((mention) => mention.entityId === map?.id);
    expect(places.map(({ start, end }) => documents[0]?.text.slice(start, end))).toEqual(['MAP', 'MAP']);
  });

  it('does not find a short name inside a longer word', async () => {
    const { graph, documents } = await readText('RAG 很有用，RAG 也便宜。dragRAGon 和 RAGtime 无关。');
    const rag = entityNamed(graph, 'RAG');
    const starts = graph.mentions.filter((mention) => mention.entityId === rag?.id).map(({ start }) => start);
    expect(starts).toEqual([documents[0]?.text.indexOf('RAG'), documents[0]?.text.indexOf('RAG 也')]);
  });

  it('reads no name in addresses, link targets, code and formulae', async () => {
    const { graph } = await readText(
      '用 [LoRA](https://lora.example/LoRA/lora.md) 微调，见 https://lora.example/LoRA 。LoRA 省显存。\n\n```\nLoRA = LoRA + 1\n```\n\n公式 $LoRA + BA$ 略。',
    );
    expect(
      graph.mentions.filter((mention) => mention.entityId === entityNamed(graph, 'LoRA')?.id),
    ).toHaveLength(2);
  });

  it('takes people, firms and products from the fields of a form, with their type', async () => {
    const { graph } = await readText(
      '客户：宁波海润贸易有限公司\n联系人：张伟、王小丽\n产品：云账通\n\nAssignee: Tomas Novak\n',
    );
    expect(entityNamed(graph, '宁波海润贸易有限公司')?.type).toBe('ORGANIZATION');
    expect(entityNamed(graph, '王小丽')?.type).toBe('PERSON');
    expect(entityNamed(graph, '云账通')?.type).toBe('PRODUCT');
    expect(entityNamed(graph, 'Tomas Novak')?.type).toBe('PERSON');
    expect(entityNamed(graph, '联系人')).toBeUndefined();
  });

  it('describes an entity by the sentence that defines it, as written', async () => {
    const { graph, documents } = await readText(
      'RAG 很有用。**RAG** 是一种把检索接到生成前面的方法论。RAG 便宜。',
    );
    const description = entityNamed(graph, 'RAG')?.description ?? '';
    expect(description).toBe('**RAG** 是一种把检索接到生成前面的方法论。');
    expect(documents[0]?.text).toContain(description);
  });

  it('ranks what headings and many mentions speak for above what is named once', async () => {
    const { graph } = await readText(NOTES);
    const rank = (name: string): number => entityNamed(graph, name)?.rank ?? 0;
    expect(rank('LoRA')).toBeGreaterThan(rank('Hu'));
  });

  it('says nothing of a chunk that has not been read', () => {
    const document = aDocument('LoRA 是一种方法。');
    expect(resolveIdentities({ documents: [document], chunks: [], decisions: [] })).toEqual({
      entities: [],
      mentions: [],
      facts: [],
    });
  });

  it('keeps every candidate that a model gave, and finds its other places', async () => {
    const { documents, chunks } = await readText('小林写了报告。报告交给小林的老师。');
    const read = chunks.map((chunk) => ({
      ...chunk,
      extraction: {
        extractor: 'model/1',
        key: 'k',
        candidates: [{ surface: '小林', starts: [0], cues: ['model' as const], type: 'Person' }],
        aliases: [],
        statements: [],
      },
    }));
    const graph = resolveIdentities({ documents, chunks: read, decisions: [] });
    expect(graph.entities).toMatchObject([{ name: '小林', type: 'PERSON', mentionCount: 2 }]);
  });
});

describe('facts', () => {
  it('cite the sentence with absolute offsets, and are verified when it names both', async () => {
    const { graph, documents } = await readText(`开头一句。\n\n${NOTES}`);
    const fact = graph.facts.find(({ type }) => type === 'VARIANT_OF');
    expect(documents[0]?.text.slice(fact?.evidence.start, fact?.evidence.end)).toBe(
      'QLoRA 是 LoRA 的改进，QLoRA 把权重量化。',
    );
    expect(fact?.evidence.verified).toBe(true);
    expect(factLines(graph)).toContain('QLoRA VARIANT_OF LoRA');
  });

  it('are verified when the heading above names one end', async () => {
    const { graph } = await readText('# 蒸汽机\n## 组成\n- 锅炉：烧水。\n- 活塞：运动。\n');
    const facts = graph.facts.filter(({ type }) => type === 'HAS_PART');
    expect(facts).toHaveLength(2);
    expect(facts.every(({ evidence }) => evidence.verified)).toBe(true);
  });

  it('give a list under a lead-only heading of the same level to the heading before it', async () => {
    const { graph } = await readText(
      '# 笔记\n## 蒸汽机\n蒸汽机很重要，蒸汽机很老。\n## 组成部分\n- 锅炉：烧水。\n',
    );
    expect(factLines(graph)).toContain('蒸汽机 HAS_PART 锅炉');
  });
});

describe('short names', () => {
  it('keeps a person of two letters apart from the acronym of the same letters', async () => {
    const { graph } = await readText(
      'Adam 由 Kingma 和 Ba 提出。BA 模型生成无标度网络，BA 模型的度分布服从幂律。',
    );
    const person = graph.entities.find((entity) => entity.aliases.includes('Ba'));
    expect(person?.aliases).toEqual(['Ba']);
    expect(person?.type).toBe('PERSON');
  });
});

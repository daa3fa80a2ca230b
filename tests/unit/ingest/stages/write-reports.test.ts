import { describe, expect, it } from 'vitest';
import type { Report } from '../../../../domain/community.ts';
import { openReportMemory } from '../../../../ingest/reports/remembered-reports.ts';
import { detectCommunities } from '../../../../ingest/stages/detect-communities.ts';
import { indexSentences } from '../../../../ingest/stages/index-sentences.ts';
import { linkGraph } from '../../../../ingest/stages/link-graph.ts';
import { plainSentence } from '../../../../ingest/stages/plain-sentence.ts';
import { relationshipGraph } from '../../../../ingest/stages/relationship-graph.ts';
import { writeReports } from '../../../../ingest/stages/write-reports.ts';
import { aResolvedCorpus, type StatedFact } from '../../../support/ingest-records.ts';

const TEXTS = {
  'a.md': [
    '# Lora',
    'Lora is a method of Peft that trains small matrices.',
    'How does Lora work with Peft?',
    'The following shows Lora and Adapter:',
    'Adapter layers and Lora are both kept small by Peft.',
    '- **Lora** and [Adapter](https://example.org) share the idea of `Peft` training.',
    'It needs Lora.',
  ].join('\n'),
  'b.md': 'Milvus stores the vectors that Faiss builds an index of.\nFaiss is a library, and Milvus uses it.',
};
const NAMES = ['Lora', 'Peft', 'Adapter', 'Milvus', 'Faiss'];
const FACTS: StatedFact[] = [
  { source: 'Lora', type: 'IS_A', target: 'Peft', quote: 'is a method', description: 'is a' },
];

function reportsOf(texts: Record<string, string> = TEXTS, known: readonly Report[] = []) {
  const { documents, chunks, graph: resolved, id } = aResolvedCorpus(texts, NAMES, FACTS);
  const sentences = indexSentences({ documents, chunks, ...resolved });
  const { entities, relationships } = linkGraph({ documents, graph: resolved, sentences });
  const graph = relationshipGraph(entities, relationships);
  const tree = detectCommunities({ entities, relationships, graph, previous: null });
  const { reports } = writeReports({
    documents,
    chunks,
    entities,
    relationships,
    graph,
    sentences,
    tree,
    known,
    remembered: openReportMemory([]),
    wish: { of: 'none', named: [] },
  });
  const about = (name: string) => {
    const place = tree.members.findIndex((members) =>
      Array.from(members).some((member) => entities[member]!.id === id(name)),
    );
    return reports.find(({ communityId }) => communityId === tree.communities[place]!.id)!;
  };
  const textOf = new Map(documents.map((document) => [document.id, document.text]));
  return { reports, about, textOf };
}

describe('writeReports', () => {
  it('quotes sentences of the documents and gives the place of each', () => {
    const { reports, textOf } = reportsOf();
    expect(reports.length).toBeGreaterThan(1);
    for (const { findings } of reports) {
      expect(findings.length).toBeGreaterThan(0);
      for (const { evidence } of findings) expect(evidence.length).toBeGreaterThan(0);
    }
    const quoted = reportsOf().about('Milvus').findings[0]!;
    const { documentId, start, end } = quoted.evidence[0]!;
    expect(plainSentence(textOf.get(documentId)!.slice(start, end))).toBe(quoted.text);
  });

  it('begins with a definition and leaves headings, questions and openings of lists out', () => {
    const { findings, summary } = reportsOf().about('Lora');
    expect(findings[0]!.text).toBe('Lora is a method of Peft that trains small matrices.');
    expect(summary.startsWith('Lora is a method')).toBe(true);
    expect(findings.some(({ text }) => text.endsWith('?') || text.endsWith(':') || text === 'Lora')).toBe(
      false,
    );
  });

  it('shows sentences without Markdown marks', () => {
    const { findings } = reportsOf().about('Lora');
    expect(findings.map(({ text }) => text)).toContain('Lora and Adapter share the idea of Peft training.');
  });

  it('tells the stated relationships inside, with the sentence that states them', () => {
    const { findings } = reportsOf().about('Lora');
    expect(findings.at(-1)).toMatchObject({ text: 'Lora is a kind of Peft', evidence: [{ verified: true }] });
  });

  it('keeps a report while what it was made from stays the same, and only such a one', () => {
    const { reports } = reportsOf();
    const known = reports.map((report) => ({ ...report, summary: `Kept: ${report.summary}` }));
    const edited = { ...TEXTS, 'b.md': `${TEXTS['b.md']}\nMilvus keeps what Faiss found.` };
    const { about } = reportsOf(edited, known);
    expect(about('Lora').summary).toMatch(/^Kept: /);
    expect(about('Milvus').summary).not.toMatch(/^Kept: /);
  });

  it('rates the largest community of the map ten, and no other higher', () => {
    const ratings = reportsOf().reports.map(({ rating }) => rating);
    expect(Math.max(...ratings)).toBe(10);
    expect(Math.min(...ratings)).toBeGreaterThan(0);
  });
});

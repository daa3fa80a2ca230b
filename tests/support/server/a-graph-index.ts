import type { Chunk } from '../../../domain/chunk.ts';
import type { Community, Report } from '../../../domain/community.ts';
import type { Document } from '../../../domain/document.ts';
import { emptyIndex } from '../../../domain/empty-index.ts';
import type { Entity, Mention } from '../../../domain/entity.ts';
import type { GraphIndex, IndexInfo } from '../../../domain/graph-index.ts';
import type { Relationship } from '../../../domain/relationship.ts';

function aDocument(fields: Partial<Document> & { id: string }): Document {
  return {
    source: `${fields.id}.md`,
    title: fields.id,
    language: 'en',
    mediaType: 'text/markdown',
    text: '',
    contentHash: `hash of ${fields.id}`,
    ...fields,
  };
}

export function aChunk(fields: Partial<Chunk> & { id: string }): Chunk {
  return {
    documentId: 'document',
    position: 0,
    start: 0,
    end: 0,
    tokenCount: 10,
    headingPath: [],
    sentences: [],
    extraction: null,
    ...fields,
  };
}

export function anEntity(fields: Partial<Entity> & { id: string }): Entity {
  const name = fields.name ?? fields.id;
  return {
    name,
    type: 'CONCEPT',
    aliases: [name],
    description: '',
    rank: 1,
    mentionCount: 1,
    x: 0,
    y: 0,
    communityId: null,
    merges: [],
    ...fields,
  };
}

export function aRelationship(
  fields: Partial<Relationship> & { sourceId: string; targetId: string },
): Relationship {
  return {
    id: `${fields.sourceId}-${fields.targetId}`,
    type: 'USES',
    description: '',
    weight: 1,
    origin: 'stated',
    evidence: [],
    ...fields,
  };
}

export function aCommunity(fields: Partial<Community> & { id: string }): Community {
  return { level: 0, parentId: null, title: fields.id, size: 1, x: 0, y: 0, radius: 1, ...fields };
}

function aReport(fields: Partial<Report> & { communityId: string }): Report {
  return {
    title: 'A report',
    summary: '',
    findings: [],
    rating: 5,
    origin: 'extractive',
    stale: false,
    contentHash: 'hash',
    ...fields,
  };
}

export function aGraphIndex(fields: Partial<GraphIndex> = {}): GraphIndex {
  return { ...emptyIndex(), ...fields };
}

export function infoOf(index: GraphIndex, version = 1): IndexInfo {
  return {
    version,
    documents: index.documents.length,
    chunks: index.chunks.length,
    entities: index.entities.length,
    relationships: index.relationships.length,
    communities: index.communities.length,
    reports: index.reports.length,
  };
}

const LORA = '# LoRA\n\nLoRA trains small matrices. LoRA freezes the weights of a Transformer.\n';
const GRAPH = '知识图谱由实体和关系组成。Transformer 可以读懂它。\n';
const SAMPLE = 'A sample speaks of nothing.\n';

/** Three documents, three entities in two communities, two relationships, one report: small enough to know by heart. */
export function aNotesIndex(): GraphIndex {
  const loraSentence = spanOf(LORA, 'LoRA freezes the weights of a Transformer.');
  return aGraphIndex({
    documents: [
      aDocument({ id: 'd-graph', source: 'notes/graph.md', title: '图谱', language: 'zh', text: GRAPH }),
      aDocument({ id: 'd-lora', source: 'notes/lora.md', title: 'LoRA', text: LORA }),
      aDocument({ id: 'd-sample', source: 'samples/nothing.md', title: 'Nothing', text: SAMPLE }),
    ],
    chunks: [
      chunkOf('c-graph', 'd-graph', GRAPH, ['知识图谱由实体和关系组成。', 'Transformer 可以读懂它。']),
      chunkOf('c-lora', 'd-lora', LORA, [
        'LoRA trains small matrices.',
        'LoRA freezes the weights of a Transformer.',
      ]),
    ],
    entities: [
      anEntity({
        id: 'e-graph',
        name: '知识图谱',
        aliases: ['知识图谱', 'knowledge graph'],
        rank: 2,
        communityId: 'graphs',
        x: 4,
        y: 4,
      }),
      anEntity({
        id: 'e-lora',
        name: 'LoRA',
        type: 'METHOD',
        aliases: ['LoRA', 'low-rank adaptation'],
        description: 'LoRA trains small matrices.',
        rank: 3,
        mentionCount: 2,
        communityId: 'tuning',
        x: -4,
        merges: [
          {
            left: 'LoRA',
            right: 'low-rank adaptation',
            reason: 'stated-alias',
            evidence: { documentId: 'd-lora', chunkId: 'c-lora', ...loraSentence, verified: true },
          },
        ],
      }),
      anEntity({
        id: 'e-transformer',
        name: 'Transformer',
        type: 'MODEL',
        rank: 1,
        communityId: 'tuning',
        y: -4,
      }),
    ],
    mentions: [
      mentionOf('e-graph', 'd-graph', 'c-graph', GRAPH, '知识图谱'),
      mentionOf('e-transformer', 'd-graph', 'c-graph', GRAPH, 'Transformer'),
      mentionOf('e-lora', 'd-lora', 'c-lora', LORA, 'LoRA', LORA.indexOf('LoRA trains')),
      mentionOf('e-lora', 'd-lora', 'c-lora', LORA, 'LoRA', LORA.indexOf('LoRA freezes')),
      mentionOf('e-transformer', 'd-lora', 'c-lora', LORA, 'Transformer'),
    ],
    relationships: [
      aRelationship({
        id: 'r-stated',
        sourceId: 'e-lora',
        targetId: 'e-transformer',
        type: 'FREEZES',
        description: 'freezes',
        weight: 1,
        evidence: [{ documentId: 'd-lora', chunkId: 'c-lora', ...loraSentence, verified: true }],
      }),
      aRelationship({
        id: 'r-together',
        sourceId: 'e-graph',
        targetId: 'e-transformer',
        type: 'CO_OCCURS_WITH',
        weight: 9,
        origin: 'co-occurrence',
        evidence: [
          { documentId: 'd-graph', chunkId: 'c-graph', start: 0, end: GRAPH.length - 1, verified: true },
        ],
      }),
    ],
    communities: [
      aCommunity({ id: 'everything', title: 'Everything', size: 3, radius: 10 }),
      aCommunity({ id: 'graphs', level: 1, parentId: 'everything', title: '图谱', size: 1 }),
      aCommunity({ id: 'tuning', level: 1, parentId: 'everything', title: 'Tuning', size: 2 }),
    ],
    reports: [
      aReport({
        communityId: 'tuning',
        title: 'Tuning',
        summary: 'How models are tuned.',
        findings: [
          {
            text: 'LoRA freezes the weights.',
            evidence: [{ documentId: 'd-lora', chunkId: 'c-lora', ...loraSentence, verified: true }],
          },
        ],
      }),
    ],
  });
}

function spanOf(text: string, part: string, from = 0): { start: number; end: number } {
  const start = text.indexOf(part, from);
  return { start, end: start + part.length };
}

function chunkOf(id: string, documentId: string, text: string, sentences: string[]): Chunk {
  return aChunk({
    id,
    documentId,
    end: text.length,
    sentences: sentences.flatMap((sentence) => Object.values(spanOf(text, sentence))),
  });
}

function mentionOf(
  entityId: string,
  documentId: string,
  chunkId: string,
  text: string,
  surface: string,
  from = 0,
): Mention {
  return { entityId, documentId, chunkId, ...spanOf(text, surface, from) };
}

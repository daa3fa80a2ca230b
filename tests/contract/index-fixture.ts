import type { Chunk } from '../../domain/chunk.ts';
import type { Community, Report } from '../../domain/community.ts';
import type { Decision } from '../../domain/decision.ts';
import type { Document } from '../../domain/document.ts';
import type { Entity, Mention } from '../../domain/entity.ts';
import type { GraphIndex, IndexChanges } from '../../domain/graph-index.ts';
import type { Relationship } from '../../domain/relationship.ts';

/** A document; tell only what matters. */
export function aDocument(fields: Partial<Document> = {}): Document {
  const id = fields.id ?? 'd-1';
  return {
    id,
    source: `notes/${id}.md`,
    title: `Title of ${id}`,
    language: 'en',
    mediaType: 'text/markdown',
    text: `Text of ${id}.`,
    contentHash: `hash-${id}`,
    ...fields,
  };
}

export function aChunk(fields: Partial<Chunk> = {}): Chunk {
  return {
    id: 'c-1',
    documentId: 'd-1',
    position: 0,
    start: 0,
    end: 10,
    tokenCount: 3,
    headingPath: [],
    sentences: [0, 10],
    extraction: null,
    ...fields,
  };
}

export function anEntity(fields: Partial<Entity> = {}): Entity {
  const id = fields.id ?? 'e-1';
  return {
    id,
    name: id,
    type: 'CONCEPT',
    aliases: [fields.name ?? id],
    description: '',
    rank: 1,
    mentionCount: 1,
    x: null,
    y: null,
    communityId: null,
    merges: [],
    ...fields,
  };
}

export function aRelationship(fields: Partial<Relationship> = {}): Relationship {
  return {
    id: 'r-1',
    sourceId: 'e-1',
    targetId: 'e-2',
    type: 'USES',
    description: '',
    weight: 1,
    origin: 'stated',
    evidence: [{ documentId: 'd-1', chunkId: 'c-1', start: 0, end: 10, verified: true }],
    ...fields,
  };
}

export function aMention(fields: Partial<Mention> = {}): Mention {
  return { entityId: 'e-1', documentId: 'd-1', chunkId: 'c-1', start: 0, end: 3, ...fields };
}

export function aCommunity(fields: Partial<Community> = {}): Community {
  return {
    id: 'm0-1',
    level: 0,
    parentId: null,
    title: 'A community',
    size: 1,
    x: 0,
    y: 0,
    radius: 1,
    ...fields,
  };
}

export function aReport(fields: Partial<Report> = {}): Report {
  return {
    communityId: 'm0-1',
    title: 'A report',
    summary: 'What it is about.',
    findings: [],
    rating: 5,
    origin: 'extractive',
    stale: false,
    contentHash: 'hash',
    ...fields,
  };
}

export function aDecision(fields: Partial<Decision> = {}): Decision {
  return {
    id: 'x-1',
    kind: 'merge',
    subject: ['a', 'b'],
    reason: '',
    at: '2026-01-02T03:04:05.000Z',
    ...fields,
  };
}

/** Records to write; tell only the kinds that matter. */
export function writing(index: Partial<GraphIndex>): IndexChanges {
  const mentions = new Map<string, Mention[]>();
  for (const mention of index.mentions ?? []) {
    mentions.set(mention.chunkId, [...(mentions.get(mention.chunkId) ?? []), mention]);
  }
  return {
    ...deleting({}),
    documents: { write: index.documents ?? [], delete: [] },
    chunks: { write: index.chunks ?? [], delete: [] },
    entities: { write: index.entities ?? [], delete: [] },
    mentions: [...mentions].map(([chunkId, list]) => ({ chunkId, mentions: list })),
    relationships: { write: index.relationships ?? [], delete: [] },
    communities: { write: index.communities ?? [], delete: [] },
    reports: { write: index.reports ?? [], delete: [] },
    decisions: { write: index.decisions ?? [], delete: [] },
  };
}

/** Ids to delete; tell only the kinds that matter. */
export function deleting(
  ids: Partial<Record<Exclude<keyof IndexChanges, 'mentions'>, string[]>>,
): IndexChanges {
  return {
    documents: { write: [], delete: ids.documents ?? [] },
    chunks: { write: [], delete: ids.chunks ?? [] },
    entities: { write: [], delete: ids.entities ?? [] },
    mentions: [],
    relationships: { write: [], delete: ids.relationships ?? [] },
    communities: { write: [], delete: ids.communities ?? [] },
    reports: { write: [], delete: ids.reports ?? [] },
    decisions: { write: [], delete: ids.decisions ?? [] },
  };
}

const hard = 'quote \' " ` backslash \\ tab\t line\n 中文 😀 e\u0301 \u0000 $x {y} //';

/** A small whole index that holds every kind of record and every shape a field may have, in the order of `loadIndex`. */
export function wholeIndex(): GraphIndex {
  const evidence = { documentId: 'd-1', chunkId: 'c-1', start: 0, end: 12, verified: true };
  return {
    documents: [
      aDocument({ id: 'd-1', text: hard, title: hard.replace('\u0000', ''), pages: [0, 5], language: 'zh' }),
      aDocument({ id: 'd-2', source: 'notes/第二篇.md', text: '', pages: [] }),
      aDocument({ id: 'd-3', source: 'table.jsonl#7', language: 'other' }),
    ],
    chunks: [
      aChunk({ id: 'c-1', position: 0, headingPath: ['一', 'Two: "2"'], sentences: [0, 5, 6, 12] }),
      aChunk({
        id: 'c-2',
        position: 1,
        start: 12,
        end: 20,
        sentences: [],
        extraction: {
          extractor: 'offline/1',
          key: 'k',
          candidates: [
            { surface: '图谱', starts: [0, 4], cues: ['heading', 'alias'], tokens: 'n2' },
            { surface: 'x', starts: [], type: 'MODEL' },
          ],
          aliases: [{ left: 'a', right: 'b', pattern: 'p', confidence: 0.9, sentence: { start: 0, end: 3 } }],
          statements: [],
        },
      }),
      aChunk({ id: 'c-3', documentId: 'd-3' }),
    ],
    entities: [
      anEntity({
        id: 'e-1',
        name: hard.replace('\u0000', ''),
        type: 'MODEL',
        aliases: ['图谱', hard.replace('\u0000', ''), ''],
        description: 'One line.\nTwo.',
        rank: 0.1 + 0.2,
        mentionCount: 3,
        x: -12.75,
        y: 1e-9,
        communityId: 'm1-1',
        merges: [
          { left: 'a', right: 'b', reason: 'stated-alias', evidence },
          { left: 'b', right: 'c', reason: 'folded', evidence: null },
        ],
      }),
      anEntity({ id: 'e-2', name: '2', type: 'Document', rank: 2, communityId: 'm1-1', x: 3, y: 0 }),
      anEntity({ id: 'e-3', aliases: [], type: '数据集', rank: 1e21 }),
      anEntity({ id: 'e-4', type: 'odd type: `x`) DETACH DELETE n //' }),
      anEntity({ id: 'e-5', type: '', description: 'null' }),
    ],
    mentions: [
      aMention({ entityId: 'e-1', start: 0, end: 2 }),
      aMention({ entityId: 'e-2', start: 0, end: 4 }),
      aMention({ entityId: 'e-1', start: 6, end: 8 }),
      aMention({ entityId: 'e-1', chunkId: 'c-2', start: 12, end: 14 }),
    ],
    relationships: [
      aRelationship({
        id: 'r-1',
        weight: 2,
        description: '用于',
        evidence: [evidence, { ...evidence, verified: false }],
      }),
      aRelationship({ id: 'r-2', type: 'PART_OF', weight: 0.25, evidence: [], origin: 'imported' }),
      aRelationship({ id: 'r-3', type: '用 于', sourceId: 'e-2', targetId: 'e-1' }),
      aRelationship({ id: 'r-4', type: 'odd`-[x]->', sourceId: 'e-3', targetId: 'e-3', origin: 'manual' }),
      aRelationship({
        id: 'r-5',
        type: 'CO_OCCURS_WITH',
        sourceId: 'e-1',
        targetId: 'e-3',
        origin: 'co-occurrence',
      }),
    ],
    communities: [
      aCommunity({ id: 'm0-1', size: 2, title: hard.replace('\u0000', '') }),
      aCommunity({ id: 'm1-1', level: 1, parentId: 'm0-1', size: 2, x: -1.5, y: 2.25, radius: 0.125 }),
    ],
    reports: [
      aReport({
        communityId: 'm0-1',
        findings: [
          { text: 'One.', evidence: [evidence] },
          { text: '', evidence: [] },
        ],
        rating: 7.5,
      }),
      aReport({
        communityId: 'm1-1',
        title: '',
        summary: '',
        origin: 'model',
        stale: true,
        contentHash: '',
        rating: 0,
      }),
    ],
    decisions: [
      aDecision({ id: 'x-1' }),
      aDecision({ id: 'x-2', kind: 'rename', subject: ['a'], value: '', reason: '因为' }),
      aDecision({ id: 'x-3', kind: 'hide', subject: [] }),
    ],
  };
}

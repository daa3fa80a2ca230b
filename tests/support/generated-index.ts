import { createRandom, type Random } from '../../algorithms/random.ts';
import type { Chunk } from '../../domain/chunk.ts';
import type { Community, Report } from '../../domain/community.ts';
import type { Document } from '../../domain/document.ts';
import type { Entity, Mention } from '../../domain/entity.ts';
import type { Extraction } from '../../domain/extraction.ts';
import type { GraphIndex } from '../../domain/graph-index.ts';
import type { Relationship } from '../../domain/relationship.ts';

export interface IndexSize {
  chunks: number;
  entities: number;
  seed: number;
}

/** About a million tokens of documents: 5,000 chunks, 16,000 entities, 20,000 relationships, 40,000 mentions. */
export const MILLION_TOKENS: IndexSize = { chunks: 5000, entities: 16_000, seed: 20_240_601 };

const CHUNKS_A_DOCUMENT = 10;
const SENTENCES = 4;
const SENTENCE_WORDS = 30;
const LEAF_SIZE = 20;
const TOP_LEAVES = 20;
const TYPES = ['CONCEPT', 'METHOD', 'MODEL', 'PERSON', 'ORGANISATION', 'DATASET', 'PLACE', 'TOOL'];
const VERBS = ['USES', 'IS_A', 'PART_OF', 'IMPROVES', 'COMPARED_WITH', 'PROPOSED_BY'];
const SYLLABLES = [
  'ka',
  'mi',
  'ren',
  'so',
  'lu',
  'tav',
  'en',
  'or',
  'bi',
  'da',
  'fel',
  'gu',
  '河',
  '图',
  '模',
];

/**
 * A whole index that holds the invariants of the design, made without reading anything: every chunk has four sentences, each naming two
 * entities and stating one relationship. Equal seeds give equal indexes.
 */
export function generateIndex({ chunks: count, entities: names, seed }: IndexSize): GraphIndex {
  const random = createRandom(seed);
  const entities = Array.from({ length: names }, (_, at) => anEntityOf(at, random));
  const documents: Document[] = [];
  const chunks: Chunk[] = [];
  const mentions: Mention[] = [];
  const relationships = new Map<string, Relationship>();
  for (let at = 0; at < count; at += CHUNKS_A_DOCUMENT) {
    const documentId = `d-${number(at / CHUNKS_A_DOCUMENT)}`;
    let text = `# Notes ${at}\n\n`;
    for (let position = 0; position < Math.min(CHUNKS_A_DOCUMENT, count - at); position++) {
      const made = aChunkOf({
        documentId,
        position,
        start: text.length,
        at: at + position,
        entities,
        random,
      });
      text += `${made.text}\n\n`;
      chunks.push(made.chunk);
      mentions.push(...made.mentions);
      for (const one of made.relationships) if (!relationships.has(one.id)) relationships.set(one.id, one);
    }
    documents.push(aDocumentOf(documentId, text));
  }
  const found = [...relationships.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const communities = placeInCommunities(entities, found);
  return {
    documents,
    chunks,
    entities,
    mentions: mentions.sort(
      (a, b) => (a.documentId < b.documentId ? -1 : a.documentId > b.documentId ? 1 : 0) || a.start - b.start,
    ),
    relationships: found,
    communities,
    reports: communities.map((community) => aReportOf(community, found)),
    decisions: [],
  };
}

function anEntityOf(at: number, random: Random): Entity {
  const name = `${capital(aWord(random))} ${aWord(random)} ${at}`;
  return {
    id: `e-${number(at)}`,
    name,
    type: TYPES[random.below(TYPES.length)] ?? 'CONCEPT',
    aliases: [name],
    description: `${name} is what sentence ${at} is about.`,
    rank: Math.round(random.fraction() * 10_000) / 100,
    mentionCount: 0,
    x: Math.round(random.fraction() * 200_000) / 100,
    y: Math.round(random.fraction() * 200_000) / 100,
    communityId: null,
    merges: [],
  };
}

function aDocumentOf(id: string, text: string): Document {
  return {
    id,
    source: `notes/${id}.md`,
    title: `Notes of ${id}`,
    language: 'en',
    mediaType: 'text/markdown',
    text,
    contentHash: `hash-of-${id}`,
  };
}

interface ChunkPlace {
  documentId: string;
  position: number;
  start: number;
  /** Number of the chunk in the whole index. */
  at: number;
  entities: Entity[];
  random: Random;
}

function aChunkOf({ documentId, position, start, at, entities, random }: ChunkPlace) {
  const id = `c-${number(at)}`;
  let text = '';
  const sentences: number[] = [];
  const mentions: Mention[] = [];
  const relationships: Relationship[] = [];
  const mention = (entity: Entity): string => {
    entity.mentionCount += 1;
    const from = start + text.length;
    mentions.push({
      entityId: entity.id,
      documentId,
      chunkId: id,
      start: from,
      end: from + entity.name.length,
    });
    return entity.name;
  };
  for (let sentence = 0; sentence < SENTENCES; sentence++) {
    const from = text.length;
    // The first naming of every entity in turn, then, as in real texts, few entities often.
    const slot = (at * SENTENCES + sentence) * 2;
    const [source, target] = [pick(entities, slot, random), pick(entities, slot + 1, random)];
    const type = VERBS[random.below(VERBS.length)] ?? 'USES';
    text += mention(source);
    text += ` ${type.toLowerCase().replaceAll('_', ' ')} `;
    text += mention(target);
    for (let word = 0; word < SENTENCE_WORDS; word++) text += ` ${aWord(random)}`;
    text += '.';
    sentences.push(from, text.length);
    if (source !== target) {
      const evidence = { documentId, chunkId: id, start: start + from, end: start + text.length };
      relationships.push(aRelationshipOf(source, target, type, { ...evidence, verified: true }));
    }
    if (sentence + 1 < SENTENCES) text += ' ';
  }
  const chunk: Chunk = {
    id,
    documentId,
    position,
    start,
    end: start + text.length,
    tokenCount: Math.round(text.length / 4),
    headingPath: [`Notes ${at - position}`],
    sentences,
    extraction: anExtractionOf(id, text, mentions, start),
  };
  return { text, chunk, mentions, relationships };
}

function pick(entities: Entity[], slot: number, random: Random): Entity {
  const at = slot < entities.length ? slot : Math.floor(entities.length * random.fraction() ** 3);
  return entities[at] as Entity;
}

function aRelationshipOf(
  source: Entity,
  target: Entity,
  type: string,
  evidence: Relationship['evidence'][number],
): Relationship {
  return {
    id: `r-${source.id}-${type}-${target.id}`,
    sourceId: source.id,
    targetId: target.id,
    type,
    description: type.toLowerCase().replaceAll('_', ' '),
    weight: 1.5,
    origin: 'stated',
    evidence: [evidence],
  };
}

function anExtractionOf(id: string, text: string, mentions: readonly Mention[], start: number): Extraction {
  return {
    extractor: 'generated/1',
    key: `key-of-${id}`,
    candidates: mentions.map((mention) => ({
      surface: text.slice(mention.start - start, mention.end - start),
      starts: [mention.start - start],
      cues: ['name'],
      tokens: 'n2n2m4',
    })),
    aliases: [],
    statements: [],
  };
}

/** Puts every entity that has a relationship into a leaf of its neighbours by number, leaves into top communities. */
function placeInCommunities(entities: Entity[], relationships: readonly Relationship[]): Community[] {
  const joined = new Set(relationships.flatMap(({ sourceId, targetId }) => [sourceId, targetId]));
  const sizes = new Map<string, number>();
  const parents = new Map<string, string>();
  for (const [at, entity] of entities.entries()) {
    if (!joined.has(entity.id)) continue;
    const leaf = Math.floor(at / LEAF_SIZE);
    const [top, below] = [`m0-${number(Math.floor(leaf / TOP_LEAVES))}`, `m1-${number(leaf)}`];
    entity.communityId = below;
    parents.set(below, top);
    for (const id of [top, below]) sizes.set(id, (sizes.get(id) ?? 0) + 1);
  }
  return [...sizes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, size]) => ({
      id,
      level: parents.has(id) ? 1 : 0,
      parentId: parents.get(id) ?? null,
      title: `Around ${id}`,
      size,
      x: 1.5,
      y: -2.25,
      radius: Math.sqrt(size),
    }));
}

function aReportOf({ id, title }: Community, relationships: readonly Relationship[]): Report {
  const evidence = relationships[id.length % Math.max(1, relationships.length)]?.evidence ?? [];
  return {
    communityId: id,
    title,
    summary: `What stands ${title.toLowerCase()}, in a sentence or two that say what holds it together.`,
    findings: [{ text: 'One of its sentences says so.', evidence }],
    rating: 5.5,
    origin: 'extractive',
    stale: false,
    contentHash: `hash-of-${id}`,
  };
}

function aWord(random: Random): string {
  let word = '';
  for (let length = 1 + random.below(3); length > 0; length--)
    word += SYLLABLES[random.below(SYLLABLES.length)];
  return word;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** With leading zeros, so that ids are in order as text. */
function number(value: number): string {
  return String(Math.floor(value)).padStart(6, '0');
}

import type { CompressedGraph } from '../../algorithms/compressed-graph.ts';
import type { Community, Finding, Report } from '../../domain/community.ts';
import type { Document } from '../../domain/document.ts';
import type { Entity } from '../../domain/entity.ts';
import type { Relationship } from '../../domain/relationship.ts';
import { stableHash } from '../ids.ts';
import { byId, round } from '../ordering.ts';
import { chooseSentences, type Quotable, quotableSentences } from './choose-sentences.ts';
import type { CommunityTree } from './community-tree.ts';
import type { IndexedSentence } from './index-sentences.ts';
import { joinSentences } from './plain-sentence.ts';
import { factsOf, type InnerRelationship, relationshipsInside } from './report-facts.ts';

export interface ReportInput {
  documents: readonly Document[];
  entities: readonly Entity[];
  relationships: readonly Relationship[];
  graph: CompressedGraph;
  sentences: readonly IndexedSentence[];
  tree: CommunityTree;
  /** Reports of the present index: kept where what they were made from is the same. Empty writes all anew. */
  known: readonly Report[];
}

const MAX_SENTENCES = 5;
/** Sentences of the summary. */
const SUMMARY_SENTENCES = 2;

/**
 * One report a community, from the text alone: its sentences are quoted, definitions first, then its strongest stated relationships.
 * Every finding has its evidence. A report stays as it is while its community's members and their sentences do.
 */
export function writeReports(input: ReportInput): Report[] {
  const { tree, entities } = input;
  const quotable = quotableSentences(input.sentences, input.documents, entities);
  const bySentence = sentencesByEntity(input.sentences, entities.length);
  const inner = relationshipsInside(entities, input.relationships, tree);
  const known = new Map(input.known.map((report) => [report.communityId, report]));
  const mass = tree.members.map((members) =>
    members.reduce((sum, member) => sum + entities[member]!.rank, 0),
  );
  const largest = Math.max(1, ...mass.filter((_, place) => tree.parents[place] === -1));

  return tree.communities.map((community, place) => {
    const members = tree.members[place]!;
    const candidates = candidatesOf(members, bySentence).map((at) => quotable[at]!);
    const contentHash = hashOf(community, members, candidates, inner[place]!, entities);
    const before = known.get(community.id);
    if (before && before.contentHash === contentHash && before.origin === 'extractive') return before;
    const chosen = chooseSentences(candidates, memberWeights(input, members), MAX_SENTENCES);
    const leading = chosen.slice(0, SUMMARY_SENTENCES).map(({ text }) => text);
    return {
      communityId: community.id,
      title: community.title,
      summary: joinSentences(leading) || community.title,
      findings: [...chosen.map(toFinding), ...factsOf(inner[place]!, entities, languageOfMost(chosen))],
      rating: round((10 * Math.log2(1 + mass[place]!)) / Math.log2(1 + largest), 1),
      origin: 'extractive',
      stale: false,
      contentHash,
    };
  });
}

function sentencesByEntity(sentences: readonly IndexedSentence[], entityCount: number): number[][] {
  const byEntity: number[][] = Array.from({ length: entityCount }, () => []);
  sentences.forEach(({ entities }, at) => {
    for (const place of entities) byEntity[place]!.push(at);
  });
  return byEntity;
}

function candidatesOf(members: Int32Array, bySentence: readonly (readonly number[])[]): number[] {
  const places = new Set<number>();
  for (const member of members) for (const at of bySentence[member]!) places.add(at);
  return [...places].sort((one, other) => one - other);
}

/** What telling of a member is worth: its rank, times how well it is joined to the other members. */
function memberWeights(
  { entities, graph }: ReportInput,
  members: Int32Array,
): (place: number) => number | undefined {
  const inside = new Set(members);
  const weights = new Map<number, number>();
  for (const member of members) {
    let degree = 0;
    for (let arc = graph.offsets[member]!; arc < graph.offsets[member + 1]!; arc++)
      if (inside.has(graph.targets[arc]!)) degree++;
    weights.set(member, entities[member]!.rank * Math.log2(2 + degree));
  }
  return (place) => weights.get(place);
}

function hashOf(
  community: Community,
  members: Int32Array,
  candidates: readonly Quotable[],
  inner: readonly InnerRelationship[],
  entities: readonly Entity[],
): string {
  return stableHash(
    community.title,
    JSON.stringify(Array.from(members, (member) => [entities[member]!.id, entities[member]!.name])),
    JSON.stringify(candidates.map(({ sentence }) => [sentence.chunkId, sentence.start, sentence.end])),
    JSON.stringify(
      inner
        .map(({ relationship }) => relationship)
        .sort(byId)
        .map(({ id, description, evidence }) => [id, description, evidence]),
    ),
  );
}

function toFinding({ text, sentence: { documentId, chunkId, start, end } }: Quotable): Finding {
  return { text, evidence: [{ documentId, chunkId, start, end, verified: true }] };
}

function languageOfMost(chosen: readonly Quotable[]): 'zh' | 'en' {
  const chinese = chosen.filter(({ text }) => /[\u4e00-\u9fff]/.test(text)).length;
  return chinese * 2 >= Math.max(1, chosen.length) ? 'zh' : 'en';
}

import type { CompressedGraph } from '../../algorithms/compressed-graph.ts';
import type { Chunk } from '../../domain/chunk.ts';
import type { Community, Finding, Report } from '../../domain/community.ts';
import type { Document } from '../../domain/document.ts';
import type { Entity } from '../../domain/entity.ts';
import type { Relationship } from '../../domain/relationship.ts';
import { stableHash } from '../ids.ts';
import { byId, round } from '../ordering.ts';
import type { ReportMemory } from '../reports/remembered-reports.ts';
import { chooseWorthy, createWishCheck, isLarge, type ReportWish } from '../reports/report-wish.ts';
import {
  type CommunityContent,
  languageOfMost,
  type ReportWork,
  reportWork,
} from '../reports/report-work.ts';
import { chooseSentences, type Quotable, quotableSentences } from './choose-sentences.ts';
import type { CommunityTree } from './community-tree.ts';
import type { IndexedSentence } from './index-sentences.ts';
import { joinSentences } from './plain-sentence.ts';
import { factsOf, type InnerRelationship, relationshipsInside } from './report-facts.ts';

export interface ReportInput {
  documents: readonly Document[];
  /** With their readings. */
  chunks: readonly Chunk[];
  entities: readonly Entity[];
  relationships: readonly Relationship[];
  graph: CompressedGraph;
  sentences: readonly IndexedSentence[];
  tree: CommunityTree;
  /** Reports of the present index: kept where what they were made from is the same. Empty writes all anew. */
  known: readonly Report[];
  /** Reports that a model wrote before. */
  remembered: ReportMemory;
  wish: ReportWish;
}

export interface WrittenReports {
  /** One a community. */
  reports: Report[];
  /** Communities of which a model is to write instead of what `reports` has of them. */
  work: ReportWork[];
}

const MAX_SENTENCES = 5;
/** Sentences of the summary. */
const SUMMARY_SENTENCES = 2;

/**
 * One report a community, from the text alone: its sentences are quoted, definitions first, then its strongest stated relationships.
 * Every finding has its evidence. A report stays as it is while its community's members and their sentences do; one that a model wrote
 * stays while all that the model was told does.
 */
export function writeReports(input: ReportInput): WrittenReports {
  const { tree, entities, remembered } = input;
  const quotable = quotableSentences(input.sentences, input.documents, entities);
  const bySentence = sentencesByEntity(input.sentences, entities.length);
  const inner = relationshipsInside(entities, input.relationships, tree);
  const known = new Map(input.known.map((report) => [report.communityId, report]));
  const wishFor = createWishCheck(input.wish, input);
  const isRemembered = ({ community, members }: CommunityContent): boolean =>
    remembered.coversMost(
      Array.from(members, (member) => entities[member]!.id),
      community.level,
    ) !== null;
  const rate = createRating(tree, entities);
  /** What a model is told: of communities it wrote of or is to write of, and of those that it may write of. */
  const certain: ReportWork[] = [];
  const kept: ReportWork[] = [];
  const worthy: ReportWork[] = [];

  /** A report that a model wrote of just this before; without one, what it would be told is put where it is wished. */
  const recall = (content: CommunityContent): Report | null => {
    const { community, rating } = content;
    const wished = wishFor(content);
    if (!wished && (remembered.size === 0 || !isLarge(community)) && !isRemembered(content)) return null;
    const told = reportWork(content);
    const report = told && remembered.find(told);
    if (told && !report && wished) (wished === 'certain' ? certain : worthy).push(told);
    if (!told || !report) return null;
    kept.push(told);
    // As it was rated, while communities start from what they were.
    return { ...report, rating: known.has(community.id) ? report.rating : rating };
  };

  const reports = tree.communities.map((community, place) => {
    const members = tree.members[place]!;
    const candidates = candidatesOf(members, bySentence).map((at) => quotable[at]!);
    const content = { community, rating: rate(place), members, candidates, inner: inner[place]!, entities };
    return (
      recall(content) ??
      extract(content, input, { before: known.get(community.id), stale: isRemembered(content) })
    );
  });
  const chosen = chooseWorthy(worthy, [...certain, ...kept], input.chunks);
  return { reports, work: [...certain, ...chosen] };
}

/** A report of quotes. @param stale it stands in the place of a model's, which is to be written anew */
function extract(
  content: CommunityContent,
  input: ReportInput,
  { before, stale }: { before: Report | undefined; stale: boolean },
): Report {
  const { community, rating, members, candidates, inner, entities } = content;
  const contentHash = hashOf(community, members, candidates, inner, entities);
  const isSame = before?.contentHash === contentHash && before.origin === 'extractive';
  if (before && isSame && before.stale === stale) return before;
  const chosen = chooseSentences(candidates, memberWeights(input, members), MAX_SENTENCES);
  const leading = chosen.slice(0, SUMMARY_SENTENCES).map(({ text }) => text);
  const language = languageOfMost(chosen.map(({ text }) => text));
  return {
    communityId: community.id,
    title: community.title,
    summary: joinSentences(leading) || community.title,
    findings: [...chosen.map(toFinding), ...factsOf(inner, entities, language)],
    rating,
    origin: 'extractive',
    stale,
    contentHash,
  };
}

/** Rates each community by what its members weigh beside the heaviest of the map. */
function createRating(tree: CommunityTree, entities: readonly Entity[]): (place: number) => number {
  const mass = tree.members.map((members) =>
    members.reduce((sum, member) => sum + entities[member]!.rank, 0),
  );
  const largest = Math.max(1, ...mass.filter((_, place) => tree.parents[place] === -1));
  return (place) => round((10 * Math.log2(1 + mass[place]!)) / Math.log2(1 + largest), 1);
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

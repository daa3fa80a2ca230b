import type { Community } from '../../domain/community.ts';
import type { Entity } from '../../domain/entity.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { stableHash } from '../ids.ts';
import { compareText } from '../ordering.ts';
import { chooseSentences, type Quotable } from '../stages/choose-sentences.ts';
import { factsOf, type InnerRelationship } from '../stages/report-facts.ts';
import { estimateTokens } from '../text/estimate-tokens.ts';

/** One community as a model is told of it, to write its report. */
export interface ReportWork {
  communityId: string;
  /** Of the community; the model is not told it. */
  title: string;
  /** What the report will be rated, 0..10. */
  rating: number;
  language: 'zh' | 'en';
  /** Names of the central ones. */
  members: string[];
  /** The strongest that are stated, in words. */
  relationships: string[];
  /** What the report may cite, in the order of the documents; never empty. */
  sentences: ToldSentence[];
  /** Of all that the model is told. */
  contentHash: string;
}

export interface ToldSentence {
  /** On one line, without Markdown's marks. */
  text: string;
  evidence: Evidence;
}

export interface CommunityContent {
  community: Community;
  rating: number;
  /** Places of its entities. */
  members: Int32Array;
  /** Every sentence that names one of them, in the order of the documents. */
  candidates: readonly Quotable[];
  /** The stated relationships inside. */
  inner: readonly InnerRelationship[];
  entities: readonly Entity[];
}

const MOST_MEMBERS = 10;
const MOST_RELATIONSHIPS = 3;
const FEWEST_SENTENCES = 6;
const MOST_SENTENCES = 14;

/**
 * What a model is told of a community: a function of its members, the sentences that name them and the relationships stated inside, and of
 * nothing else in the index, so that a change elsewhere never asks for its report again. Places in the text are not part of it either.
 *
 * @returns null when no sentence is worth telling
 */
export function reportWork(content: CommunityContent): ReportWork | null {
  const { community, rating, members, candidates, entities } = content;
  const inner = [...content.inner].sort(byEvidence);
  const weights = memberWeights(members, candidates, inner);
  const limit = Math.min(MOST_SENTENCES, FEWEST_SENTENCES + Math.floor(members.length / 8));
  const chosen = chooseSentences(candidates, (place) => weights.get(place), limit);
  if (chosen.length === 0) return null;
  const language = languageOfMost(chosen.map(({ text }) => text));
  const central = [...members]
    .sort(
      (one, other) =>
        weights.get(other)! - weights.get(one)! || compareText(entities[one]!.id, entities[other]!.id),
    )
    .slice(0, MOST_MEMBERS);
  const told = {
    language,
    members: central.map((place) => entities[place]!.name),
    relationships: factsOf(inner, entities, language)
      .slice(0, MOST_RELATIONSHIPS)
      .map(({ text }) => text),
  };
  return {
    communityId: community.id,
    title: community.title,
    rating,
    ...told,
    sentences: chosen.map(({ text, sentence: { documentId, chunkId, start, end } }) => ({
      text,
      evidence: { documentId, chunkId, start, end, verified: true },
    })),
    contentHash: stableHash(JSON.stringify(told), ...chosen.map(({ text }) => text)),
  };
}

/** About how many prompt tokens it takes to tell of the community. */
export function toldTokens({ members, relationships, sentences }: ReportWork): number {
  return estimateTokens([...members, ...relationships, ...sentences.map(({ text }) => text)].join('\n'));
}

/** The language that most of the texts are in; `en` stands for every language that is not Chinese. */
export function languageOfMost(texts: readonly string[]): 'zh' | 'en' {
  const chinese = texts.filter((text) => /[\u4e00-\u9fff]/.test(text)).length;
  return chinese * 2 >= Math.max(1, texts.length) ? 'zh' : 'en';
}

/** How central each member is: how many sentences name it, and with how many others it is related. In whole steps, so that one sentence more or less seldom matters. */
function memberWeights(
  members: Int32Array,
  candidates: readonly Quotable[],
  inner: readonly InnerRelationship[],
): Map<number, number> {
  const named = new Map<number, number>();
  const related = new Map<number, Set<number>>();
  for (const { sentence } of candidates)
    for (const place of sentence.entities) named.set(place, (named.get(place) ?? 0) + 1);
  const relate = (one: number, other: number) => {
    const others = related.get(one) ?? new Set();
    related.set(one, others.add(other));
  };
  for (const { source, target } of inner) {
    relate(source, target);
    relate(target, source);
  }
  const steps = (count: number) => Math.floor(Math.log2(1 + count));
  return new Map(
    Array.from(members, (member) => [
      member,
      1 + steps(named.get(member) ?? 0) + steps(related.get(member)?.size ?? 0),
    ]),
  );
}

function byEvidence({ relationship: one }: InnerRelationship, { relationship: other }: InnerRelationship) {
  return other.evidence.length - one.evidence.length || compareText(one.id, other.id);
}

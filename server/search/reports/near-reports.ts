import type { Concept } from '../answer/concept.ts';
import type { Question } from '../answer/read-question.ts';
import type { SearchIndex } from '../search-index.ts';
import { closenessOf } from '../vectors/fuse-rankings.ts';
import { nearestRecords } from '../vectors/record-vectors.ts';

/** Reports that are compared with each other. */
const NEAREST = 50;

/** What vectors say of reports. */
export interface NearReports {
  model: string;
  /** By community: 1 for the nearest, 0 for the farthest that was looked at, nearest first. */
  closeness: ReadonlyMap<string, number>;
  /** Why the question has no vector. */
  failure?: string;
}

/** The reports nearest to a question; null where no report has a vector. */
export async function findNearReports(
  { snapshot, meaning }: SearchIndex,
  question: Question,
  signal: AbortSignal | undefined,
): Promise<NearReports | null> {
  if (!meaning) return null;
  const { model } = meaning.questions;
  const asked = await meaning.questions.vectorOf(question.text, signal);
  if ('failure' in asked) return { model, closeness: new Map(), failure: asked.failure };
  const near = nearestRecords(meaning.reports, asked.vector, NEAREST);
  const closeness = closenessOf(near);
  const { reports } = snapshot.index;
  return {
    model,
    closeness: new Map(near.map(({ record }, at) => [reports[record]!.communityId, closeness[at]!])),
  };
}

/** Share of a topic that occurs in the index at all, 0..1: words of another language say nothing of any report. */
export function knownShare(topic: readonly Concept[]): number {
  const total = topic.reduce((sum, { weight }) => sum + weight, 0);
  const known = topic.reduce((sum, { weight, isKnown }) => sum + (isKnown ? weight : 0), 0);
  return total === 0 ? 0 : known / total;
}

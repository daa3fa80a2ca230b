import type { Entity } from '../../domain/entity.ts';
import type { IndexedSentence } from './index-sentences.ts';
import { createPartners } from './partners.ts';

/** Two entities that share sentences more often than chance would have it. */
export interface CoOccurrence {
  /** Places in the list of entities, `left < right`. */
  left: number;
  right: number;
  /** Sentences they share; half a one for each in which one of them is the topic of the heading. */
  count: number;
  /** Normalised pointwise mutual information, -1..1. */
  npmi: number;
  /** The sentences, those with the fewest entities first. */
  sentences: IndexedSentence[];
}

export interface CoOccurrenceOptions {
  /** Corpora too small for counts to grow: takes single sentences, and what a heading says of those below it. */
  small: boolean;
  /** Pairs of places that a stated relationship joins already. */
  stated: readonly (readonly [number, number])[];
}

/** More entities than this in one sentence: a list that says little about any two of them. */
const MAX_ENTITIES = 14;
/** Of an entity's partners, the best so many are kept for sure. */
const KEPT_PARTNERS = 6;
/** Partners that an entity gets, however weak, if it shares a sentence or a heading with so many. */
const LEAST_PARTNERS = 2;
/** Components of at most so many entities are joined to the rest where a sentence or heading does. */
const ISLAND_SIZE = 7;

interface Pair {
  left: number;
  right: number;
  count: number;
  weight: number;
  npmi: number;
  sentences: IndexedSentence[];
}

/**
 * Pairs of entities by shared sentences: those above a threshold of mutual information, as long as one of the two has few partners yet.
 * What is rare would be left alone by that, so every entity gets its best partners, and every small island its best bridge. No entity is
 * ever dropped for having many.
 *
 * @see Bouma 2009, Normalized (pointwise) mutual information in collocation extraction
 */
export function findCoOccurrences(
  entities: readonly Entity[],
  sentences: readonly IndexedSentence[],
  options: CoOccurrenceOptions,
): CoOccurrence[] {
  const { pairs, topicPairs } = countPairs(entities.length, sentences, options.small);
  const minimum = options.small ? { count: 0.5, npmi: 0.05 } : { count: 2, npmi: 0.12 };
  const partners = createPartners(entities.length);
  for (const [left, right] of options.stated) partners.join(left, right);

  const shared = new Int32Array(entities.length);
  const kept = new Set<Pair>();
  const keep = (pair: Pair): void => {
    kept.add(pair);
    partners.join(pair.left, pair.right);
  };
  for (const pair of sortByScore(pairs, ({ weight, npmi }) => weight * npmi)) {
    if (pair.count < minimum.count || pair.npmi < minimum.npmi) continue;
    if (shared[pair.left]! >= KEPT_PARTNERS && shared[pair.right]! >= KEPT_PARTNERS) continue;
    shared[pair.left]!++;
    shared[pair.right]!++;
    keep(pair);
  }
  const fame = (place: number) => 1 + Math.log2(1 + entities[place]!.mentionCount);
  const rest = sortByScore(
    [...pairs, ...topicPairs].filter((pair) => !kept.has(pair)),
    ({ weight, npmi, left, right }) => weight * Math.max(0.05, npmi) * Math.max(fame(left), fame(right)),
  );
  for (const pair of rest) {
    const isLonely = (place: number) => partners.count(place) < LEAST_PARTNERS;
    if ((isLonely(pair.left) || isLonely(pair.right)) && !partners.has(pair.left, pair.right)) keep(pair);
  }
  for (const pair of rest) {
    if (
      !partners.isConnected(pair.left, pair.right) &&
      partners.smallerSide(pair.left, pair.right) <= ISLAND_SIZE
    )
      keep(pair);
  }
  return [...kept].map(({ weight: _, sentences: found, ...pair }) => ({
    ...pair,
    sentences: found.sort((one, other) => one.entities.length - other.entities.length),
  }));
}

/** Best first; equal scores in the order of the entities. */
function sortByScore(pairs: readonly Pair[], scoreOf: (pair: Pair) => number): Pair[] {
  return pairs
    .map((pair) => ({ pair, score: scoreOf(pair) }))
    .sort(
      ({ pair: one, score }, { pair: other, score: otherScore }) =>
        otherScore - score || one.left - other.left || one.right - other.right || other.count - one.count,
    )
    .map(({ pair }) => pair);
}

function countPairs(entityCount: number, sentences: readonly IndexedSentence[], small: boolean) {
  const occurrences = new Float64Array(entityCount);
  const pairs = new Map<number, Pair>();
  const topicPairs = new Map<number, Pair>();
  let total = 0;

  const add = (
    to: Map<number, Pair>,
    one: number,
    other: number,
    count: number,
    weight: number,
    at: IndexedSentence,
  ) => {
    const left = Math.min(one, other);
    const right = Math.max(one, other);
    const key = left * entityCount + right;
    let pair = to.get(key);
    if (!pair) {
      pair = { left, right, count: 0, weight: 0, npmi: 0, sentences: [] };
      to.set(key, pair);
    }
    pair.count += count;
    pair.weight += weight;
    if (pair.sentences.at(-1) !== at) pair.sentences.push(at);
  };
  for (const sentence of sentences) {
    if (sentence.isHeading) continue;
    const named = sentence.entities;
    total++;
    for (const place of named) occurrences[place]!++;
    if (named.length <= MAX_ENTITIES) {
      const weight = 1 / Math.max(1, Math.log2(named.length));
      for (let at = 0; at < named.length; at++)
        for (let after = at + 1; after < named.length; after++)
          add(pairs, named[at]!, named[after]!, 1, weight, sentence);
    }
    const { topic } = sentence;
    if (topic < 0) continue;
    for (const place of named)
      if (place !== topic) add(small ? pairs : topicPairs, place, topic, 0.5, 0.5, sentence);
    // A heading names its topic once more for each sentence below it, though less than a sentence would.
    if (small && named.some((place) => place !== topic)) occurrences[topic]! += 0.3;
  }
  const finish = (counted: Map<number, Pair>): Pair[] => {
    const list = [...counted.values()];
    for (const pair of list)
      pair.npmi = normalizedInformation(pair.count, occurrences[pair.left]!, occurrences[pair.right]!, total);
    return list;
  };
  return { pairs: finish(pairs), topicPairs: finish(topicPairs) };
}

function normalizedInformation(together: number, left: number, right: number, total: number): number {
  if (together >= total || left === 0 || right === 0) return 1;
  const information = Math.log((together * total) / (left * right)) / -Math.log(together / total);
  return Math.min(1, Math.max(-1, information));
}

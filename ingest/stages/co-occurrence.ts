import type { Entity } from '../../domain/entity.ts';
import type { IndexedSentence } from './index-sentences.ts';

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
  /** Entities that a stated relationship already joins to something: they need no rescue. */
  connected: ReadonlySet<number>;
}

/** More entities than this in one sentence: a list that says little about any two of them. */
const MAX_ENTITIES = 14;
/** Of an entity's partners, the best so many are kept for sure. */
const KEPT_PARTNERS = 6;

interface Pair {
  left: number;
  right: number;
  count: number;
  weight: number;
  npmi: number;
  sentences: IndexedSentence[];
}

/**
 * Pairs of entities by shared sentences: those above a threshold of mutual information, as long as one of the two has few partners yet;
 * then, for every entity left without any, its best one. No entity is ever dropped for having many.
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
  const strong = pairs
    .filter((pair) => pair.count >= minimum.count && pair.npmi >= minimum.npmi)
    .sort((one, other) => scoreOf(other) - scoreOf(one) || one.left - other.left || one.right - other.right);

  const partners = new Int32Array(entities.length);
  const kept = strong.filter(({ left, right }) => {
    if (partners[left]! >= KEPT_PARTNERS && partners[right]! >= KEPT_PARTNERS) return false;
    partners[left]!++;
    partners[right]!++;
    return true;
  });
  const alone = (place: number) => partners[place] === 0 && !options.connected.has(place);
  const rescued = bestPartners(entities, pairs, alone);
  for (const { left, right } of rescued) {
    partners[left]!++;
    partners[right]!++;
  }
  const byTopic = bestPartners(entities, topicPairs, alone);
  return [...kept, ...rescued, ...byTopic].map(({ weight: _, sentences: shared, ...pair }) => ({
    ...pair,
    sentences: shared.sort((one, other) => one.entities.length - other.entities.length),
  }));
}

const scoreOf = (pair: Pair): number => pair.weight * pair.npmi;

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

/** For each entity that stands alone its one best pair, each pair once, in the order of the entities. */
function bestPartners(
  entities: readonly Entity[],
  pairs: readonly Pair[],
  alone: (place: number) => boolean,
): Pair[] {
  const best = new Map<number, { pair: Pair; score: number }>();
  for (const pair of pairs) {
    for (const [place, partner] of [
      [pair.left, pair.right],
      [pair.right, pair.left],
    ] as const) {
      if (!alone(place)) continue;
      const score =
        pair.weight * Math.max(0.05, pair.npmi) * (1 + Math.log2(1 + entities[partner]!.mentionCount));
      const known = best.get(place);
      const isBetter =
        !known || score > known.score || (score === known.score && comesFirst(pair, known.pair));
      if (isBetter) best.set(place, { pair, score });
    }
  }
  return [...new Set([...best].sort(([one], [other]) => one - other).map(([, { pair }]) => pair))];
}

function comesFirst(pair: Pair, other: Pair): boolean {
  return pair.left < other.left || (pair.left === other.left && pair.right < other.right);
}

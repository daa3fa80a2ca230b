import type { TermTable } from '../index/term-table.ts';
import type { QuestionCover } from './question-cover.ts';
import type { QuestionSlot } from './question-slots.ts';

/** Distance, in words, at which a relation word speaks for a name e times less. */
const NEAR = 4;
const FARTHEST = 3 * NEAR;
const DECAY = Float64Array.from({ length: FARTHEST + 1 }, (_, distance) => Math.exp(-distance / NEAR));

/** The question's words outside its names: what it asks about them. */
export interface RelationWords {
  /** Place among the words, by prefix class of a term. */
  readonly indexOf: ReadonlyMap<number, number>;
  readonly weights: readonly number[];
  /** Sum of the weights of the question's terms, each prefix class as often as it occurs; 0 when all words are names. */
  readonly sum: number;
}

/** Reads the relation words; a slot in lower case is no name here. */
export function readRelationWords(
  table: TermTable,
  cover: QuestionCover,
  slots: readonly QuestionSlot[],
): RelationWords {
  const isInName = (at: number): boolean =>
    slots.some((slot) => slot.kind !== 'common' && at >= slot.start && at < slot.end);
  const indexOf = new Map<number, number>();
  const weights: number[] = [];
  let sum = 0;
  cover.terms.forEach((term, index) => {
    if (cover.places[index]!.every(isInName)) return;
    const weight = cover.weights[index]!;
    const prefixClass = table.prefixClass[term]!;
    const known = indexOf.get(prefixClass);
    if (known === undefined) {
      indexOf.set(prefixClass, weights.length);
      weights.push(weight);
    } else {
      weights[known] = Math.max(weights[known]!, weight);
    }
    sum += weight;
  });
  return { indexOf, weights, sum };
}

/** Where relation words stand in a text, flat: word position, place among the relation words, ... */
export function relationPlaces(table: TermTable, relations: RelationWords, passage: number): number[] {
  const places: number[] = [];
  if (relations.sum === 0) return places;
  const terms = table.textTerms[passage]!;
  for (let at = 0; at < terms.length; at += 1) {
    const relation = terms[at]! < 0 ? undefined : relations.indexOf.get(table.prefixClass[terms[at]!]!);
    if (relation !== undefined) places.push(at, relation);
  }
  return places;
}

/** How near the relation words stand to the best of the positions, 0..1. */
export function proximity(
  relations: RelationWords,
  places: readonly number[],
  positions: Int32Array,
): number {
  if (places.length === 0) return 0;
  let best = 0;
  const nearest = new Float64Array(relations.weights.length);
  for (const position of positions) {
    nearest.fill(0);
    for (let at = 0; at < places.length; at += 2) {
      const distance = Math.abs(places[at]! - position);
      const relation = places[at + 1]!;
      if (distance <= FARTHEST && DECAY[distance]! > nearest[relation]!) nearest[relation] = DECAY[distance]!;
    }
    const sum = nearest.reduce((total, value, index) => total + value * relations.weights[index]!, 0);
    best = Math.max(best, sum);
  }
  return best / relations.sum;
}

import type { TermCue } from '../../domain/extraction.ts';

/** All that the corpus says about one key, counted over every chunk; no count depends on the order of documents. */
export interface Term {
  key: string;
  /** Surfaces as written, with how often. */
  surfaces: Map<string, number>;
  frequency: number;
  /** How often it stood as a whole phrase, not inside a longer one. */
  whole: number;
  /** How often it stood inside a longer phrase that is itself said more than once. */
  insideFrequent: number;
  documents: Set<string>;
  cues: Set<TermCue>;
  /** Tags and words of its tokens, from its most common reading; empty when nobody looked inside. */
  tags: string[];
  words: string[];
  /** For single words: how often each tag was given. */
  tagCounts: Map<string, number>;
  /** Types that extractors gave, with how often. */
  types: Map<string, number>;
}

/** An empty record. */
export function newTerm(key: string): Term {
  return {
    key,
    surfaces: new Map(),
    frequency: 0,
    whole: 0,
    insideFrequent: 0,
    documents: new Set(),
    cues: new Set(),
    tags: [],
    words: [],
    tagCounts: new Map(),
    types: new Map(),
  };
}

/** The entry with the highest count; of equals the first in code unit order. Null when empty. */
export function mostFrequent(counts: ReadonlyMap<string, number>): string | null {
  let best: string | null = null;
  let most = -1;
  for (const [value, count] of counts) {
    if (count > most || (count === most && best !== null && value < best)) {
      best = value;
      most = count;
    }
  }
  return best;
}

/** Adds to a counter. */
export function increase(counts: Map<string, number>, value: string, by: number): void {
  counts.set(value, (counts.get(value) ?? 0) + by);
}

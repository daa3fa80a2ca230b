import { MONTHS } from '../text/word-lists.ts';
import { type CollectedNames, collectNames, type NameSources } from './collect-names.ts';
import { dropNested, type NameMention } from './name-mentions.ts';
import type { Steps } from './stepwise.ts';

/** Years, numbers and months bind less than names do. */
const DATE_WEIGHT = 0.3;

/** A name in one passage, as the walk needs it. */
interface PassageName {
  readonly name: number;
  readonly strength: number;
  /** Word positions in the text. */
  readonly positions: Int32Array;
}

/** Names that lead from passage to passage: those of two or more passages, and all titles. */
export interface NameTable {
  readonly keys: readonly string[];
  readonly idOf: ReadonlyMap<string, number>;
  /** Passages of name n are at `[offsets[n], offsets[n + 1])`. */
  readonly offsets: Int32Array;
  readonly passages: Int32Array;
  readonly strengths: Float32Array;
  /** By name: `ln(1 + N / passages)²`, less for dates. */
  readonly weights: Float64Array;
  /** By passage: its names that other passages bear too. */
  readonly ofPassage: readonly (readonly PassageName[])[];
  /** Names of one passage only: they link questions, and lead nowhere. */
  readonly single: ReadonlyMap<string, number>;
  readonly acronyms: ReadonlyMap<string, string>;
}

/** Collects the names of all passages and keeps those that lead somewhere. */
export function* buildNameTable(sources: NameSources): Steps<NameTable> {
  const collected = yield* collectNames(sources);
  const { mentions, titles, acronyms } = collected;
  const titleKeys = new Set([...titles.keys].map((key) => mentions.canonicalOf(key)));
  yield;
  const single = new Map<string, number>();
  const isKept = mentions.keys.map((key, name) => mentions.passageCounts[name]! > 1 || titleKeys.has(key));
  for (let passage = 0; passage < sources.passages.length; passage += 1) {
    const names = mentions.byPassage[passage]!;
    for (const name of names.keys()) {
      if (isKept[name]) continue;
      single.set(mentions.keys[name]!, passage);
      names.delete(name);
    }
    dropNested(names, sources.words[passage]!.text.length);
    yield;
  }
  return { ...(yield* compress(collected)), single, acronyms };
}

function* compress({ mentions }: CollectedNames): Steps<Omit<NameTable, 'single' | 'acronyms'>> {
  const counts = new Int32Array(mentions.keys.length);
  for (const names of mentions.byPassage) {
    for (const [name, { strength }] of names) if (strength > 0) counts[name] = counts[name]! + 1;
    yield;
  }
  const keys: string[] = [];
  const numberOf = new Int32Array(mentions.keys.length).fill(-1);
  mentions.keys.forEach((key, name) => {
    if (counts[name] === 0) return;
    numberOf[name] = keys.length;
    keys.push(key);
  });
  const offsets = new Int32Array(keys.length + 1);
  numberOf.forEach((number, name) => {
    if (number >= 0) offsets[number + 1] = counts[name]!;
  });
  for (let name = 0; name < keys.length; name += 1) offsets[name + 1] = offsets[name + 1]! + offsets[name]!;
  yield;
  const lists = yield* fillLists(mentions.byPassage, numberOf, offsets);
  const passageCount = mentions.byPassage.length;
  const weights = Float64Array.from(keys, (key, name) => {
    const df = offsets[name + 1]! - offsets[name]!;
    return Math.log(1 + passageCount / df) ** 2 * (isDate(key) ? DATE_WEIGHT : 1);
  });
  yield;
  return { keys, idOf: new Map(keys.map((key, name) => [key, name])), offsets, weights, ...lists };
}

function* fillLists(
  byPassage: readonly ReadonlyMap<number, NameMention>[],
  numberOf: Int32Array,
  offsets: Int32Array,
): Steps<Pick<NameTable, 'passages' | 'strengths' | 'ofPassage'>> {
  const total = offsets.at(-1) ?? 0;
  const passages = new Int32Array(total);
  const strengths = new Float32Array(total);
  const ofPassage: PassageName[][] = [];
  const next = offsets.slice();
  for (let passage = 0; passage < byPassage.length; passage += 1) {
    const own: PassageName[] = [];
    for (const [raw, { strength, places }] of byPassage[passage]!) {
      const name = numberOf[raw]!;
      if (strength === 0) continue;
      const at = next[name]!;
      next[name] = at + 1;
      passages[at] = passage;
      strengths[at] = strength;
      if (offsets[name + 1]! - offsets[name]! < 2) continue;
      own.push({ name, strength, positions: Int32Array.from(places.filter((_, index) => index % 2 === 0)) });
    }
    ofPassage.push(own);
    yield;
  }
  return { passages, strengths, ofPassage };
}

function isDate(key: string): boolean {
  return /^\d+$/.test(key) || MONTHS.has(key);
}

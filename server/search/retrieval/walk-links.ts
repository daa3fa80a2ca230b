import { IN_TEXT, INSIDE_TITLE, OWN_TITLE } from '../index/name-mentions.ts';
import type { SearchTables } from '../index/search-tables.ts';
import { type QuestionCover, residualCover } from './question-cover.ts';
import type { QuestionSlot } from './question-slots.ts';
import { proximity, type RelationWords, readRelationWords, relationPlaces } from './relation-words.ts';

/** A name leads less when the question already holds it. */
const ASKED = 0.3;
const NAME_IN_TEXT = 0.5;
const PROXIMITY = 20;
const RESIDUAL = 25;
/** Targets count more when the name is theirs. */
const TARGET_OWN_TITLE = 8;
const TARGET_INSIDE_TITLE = 4;
/** 1 would be a random walk; less lets well-fitting targets gain mass. */
const SPREAD = 0.5;
/** A name of more passages leads only to those that have it in their title. */
const HUB = 100;

/** Where a walker goes from one passage: parallel lists, one entry a target and name. */
interface WalkLinks {
  readonly targets: readonly number[];
  readonly names: readonly number[];
  readonly weights: readonly number[];
}

/** The links of one question, made where the walk comes by. */
export interface LinkFinder {
  linksOf(passage: number): WalkLinks;
}

/**
 * Links from passages through shared names, weighed for a question.
 *
 * @param voters those of the slots that match passages
 */
export function createLinkFinder(
  tables: SearchTables,
  cover: QuestionCover,
  slots: readonly QuestionSlot[],
  voters: readonly QuestionSlot[],
): LinkFinder {
  const known = new Map<number, WalkLinks>();
  const relations = readRelationWords(tables.terms, cover, slots);
  const asked = askedNames(tables, slots, voters);
  return {
    linksOf(passage) {
      let links = known.get(passage);
      if (!links) {
        const shares = nameShares(tables, relations, asked, passage);
        links = linksThrough(tables, cover, passage, shares);
        known.set(passage, links);
      }
      return links;
    },
  };
}

/** Tells whether the question holds the name, or a name that holds it and matches passages. */
function askedNames(
  { names }: SearchTables,
  slots: readonly QuestionSlot[],
  voters: readonly QuestionSlot[],
): (name: number) => boolean {
  const ids = new Set(slots.map((slot) => names.idOf.get(slot.key)));
  const text = voters.map((slot) => ` ${slot.key} `).join('|');
  return (name) => ids.has(name) || text.includes(` ${names.keys[name]} `);
}

/** By name of the passage: its share of the mass that leaves. */
function nameShares(
  { names, terms }: SearchTables,
  relations: RelationWords,
  isAsked: (name: number) => boolean,
  passage: number,
): { name: number; share: number }[] {
  const places = relationPlaces(terms, relations, passage);
  const shares = names.ofPassage[passage]!.map(({ name, strength, positions }) => {
    const own = strength === OWN_TITLE ? 1 : NAME_IN_TEXT;
    const near = proximity(relations, places, positions);
    const share = names.weights[name]! * own * (isAsked(name) ? ASKED : 1) * (1 + PROXIMITY * near);
    return { name, share };
  });
  const sum = shares.reduce((total, { share }) => total + share, 0);
  return shares.map(({ name, share }) => ({ name, share: share / sum }));
}

function linksThrough(
  { names, passages }: SearchTables,
  cover: QuestionCover,
  from: number,
  shares: readonly { name: number; share: number }[],
): WalkLinks {
  const links = { targets: [] as number[], names: [] as number[], weights: [] as number[] };
  const gains = new Map<number, number>();
  for (const { name, share } of shares) {
    const first = links.targets.length;
    const isHub = names.offsets[name + 1]! - names.offsets[name]! > HUB;
    let sum = 0;
    for (let at = names.offsets[name]!; at < names.offsets[name + 1]!; at += 1) {
      const target = names.passages[at]!;
      const strength = names.strengths[at]!;
      if (target === from || (isHub && strength <= IN_TEXT)) continue;
      let gain = gains.get(target);
      if (gain === undefined) {
        gain = residualCover(cover, from, target);
        gains.set(target, gain);
      }
      const isSibling = passages[target]!.document === passages[from]!.document;
      const fit = (isSibling ? IN_TEXT : targetWeight(strength)) * (1 + (RESIDUAL * gain) / cover.best);
      links.targets.push(target);
      links.names.push(name);
      links.weights.push(fit);
      sum += fit;
    }
    const scale = sum > 0 ? share / sum ** SPREAD : 0;
    for (let at = first; at < links.weights.length; at += 1) links.weights[at] = links.weights[at]! * scale;
  }
  return links;
}

function targetWeight(strength: number): number {
  if (strength === OWN_TITLE) return TARGET_OWN_TITLE;
  return strength === INSIDE_TITLE ? TARGET_INSIDE_TITLE : strength;
}

import type { Entity } from '../../../domain/entity.ts';
import { rootOf, type UnitText } from './unit-text.ts';

/**
 * Something that a question is about or asks for. `entity`: one of the index. `word`: a word with a meaning of its own.
 * `asking`: a word that tells what is asked (advantages, proposed): any of its group will do.
 */
export interface Concept {
  readonly kind: 'entity' | 'word' | 'asking';
  /** As written in the question. */
  readonly surface: string;
  /** Every way to write it, as searched for in `UnitText.key`. */
  readonly forms: readonly string[];
  readonly entity: Entity | null;
  /** Above 0; larger for what occurs in fewer passages. */
  readonly weight: number;
  /** False when it occurs nowhere in the documents. */
  readonly isKnown: boolean;
  /** Its absence from the documents means that they cannot answer. */
  readonly isSpecific: boolean;
}

const OTHER_FORM = 0.8;
const IN_PIECES = 0.7;
const SHORTEST_WITH_FORMS = 4;

/** Covers that were computed: headings and titles are looked at again and again. */
const known = new WeakMap<Concept, WeakMap<UnitText, number>>();

/** How well a text covers the concept, 0..1. */
export function coverOf(concept: Concept, text: UnitText): number {
  let covers = known.get(concept);
  if (!covers) {
    covers = new WeakMap();
    known.set(concept, covers);
  }
  let cover = covers.get(text);
  if (cover === undefined) {
    cover = computeCover(concept, text);
    covers.set(text, cover);
  }
  return cover;
}

function computeCover(concept: Concept, text: UnitText): number {
  if (concept.forms.some((form) => isWhole(form, text))) return 1;
  return concept.forms.reduce((best, form) => Math.max(best, partialCover(concept, form, text)), 0);
}

function isWhole(form: string, text: UnitText): boolean {
  const word = form.slice(1, -1);
  return word.includes(' ') ? text.key.includes(form) : text.stems.has(word);
}

/** Another form of a word, or all words of a name apart from each other. */
function partialCover({ surface }: Concept, form: string, text: UnitText): number {
  const stems = form.trim().split(' ');
  if (isIdeographic(stems)) return IN_PIECES * pairShare(stems, text);
  // Names have no other forms: "DistilBERT" is not "distilled".
  const isName = /\p{Lu}/u.test(surface);
  const isThere = (stem: string): boolean => text.stems.has(stem) || (!isName && hasOtherForm(stem, text));
  if (!stems.every(isThere)) return 0;
  return stems.length === 1 ? OTHER_FORM : IN_PIECES;
}

function hasOtherForm(stem: string, text: UnitText): boolean {
  return stem.length >= SHORTEST_WITH_FORMS && text.roots.has(rootOf(stem));
}

function isIdeographic(stems: readonly string[]): boolean {
  return stems.every((stem) => /^\p{Script=Han}$/u.test(stem));
}

/** Share of the pairs of neighbouring ideographs that the text holds; less than half counts as none. */
function pairShare(stems: readonly string[], text: UnitText): number {
  if (stems.length < 3) return 0;
  let held = 0;
  for (let at = 0; at + 1 < stems.length; at += 1) {
    if (text.key.includes(` ${stems[at]} ${stems[at + 1]} `)) held += 1;
  }
  const share = held / (stems.length - 1);
  return share >= 0.5 ? share : 0;
}

import { hasCjk } from '../text/characters.ts';
import { mostFrequent, type Term } from './term.ts';
import { wordRarity } from './word-rarity.ts';

/**
 * How much an entity matters in the text itself: how often it is named, how particular its name is, what layout says
 * of it, in how many documents it stands.
 */
export function textRank(terms: readonly Term[], mentions: number, documents: number): number {
  const cues = new Set(terms.flatMap((term) => [...term.cues]));
  const emphasis =
    1 +
    (cues.has('heading') ? 0.6 : 0) +
    (cues.has('list-head') ? 0.3 : 0) +
    (cues.has('alias') ? 0.3 : 0) +
    (cues.has('defined') ? 0.15 : 0) +
    (cues.has('bold') ? 0.15 : 0);
  const rank =
    Math.log2(1 + mentions) *
    particularity(terms, cues) *
    emphasis *
    (1 + 0.15 * Math.log2(Math.max(1, documents)));
  return Math.round(rank * 1000) / 1000;
}

/** 1 for names and phrases, less for single everyday words. */
function particularity(terms: readonly Term[], cues: ReadonlySet<string>): number {
  const marked = cues.has('heading') || cues.has('list-head') || cues.has('alias');
  if (marked || terms.some((term) => term.words.length !== 1)) return 1;
  const [term] = terms;
  if (!term) return 1;
  if (!hasCjk(term.key)) return /[A-Z]/.test(mostFrequent(term.surfaces) ?? '') ? 1 : 0.6;
  const rarity = wordRarity(term.key);
  const particular = rarity === undefined ? 0.8 : Math.min(1, Math.max(0.25, (rarity - 5) / 6));
  return /^(?:v|vn|a|d)$/.test(term.tags[0] ?? '') ? particular * 0.6 : particular;
}

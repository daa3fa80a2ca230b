import { type TermTable, termAt } from '../index/term-table.ts';
import type { Word } from '../text/read-words.ts';

/** A capitalised word that does not begin the question weighs more. */
const CAPITAL_WEIGHT = 1.5;

/** How well each passage covers each term of a question. */
export interface QuestionCover {
  /** Term ids, each once. */
  readonly terms: readonly number[];
  /** By term: where it stands in the question. */
  readonly places: readonly (readonly number[])[];
  /** By term: its share of the question, summing to 1. */
  readonly weights: Float64Array;
  /** Row of the passage in `cells`, or -1 when it holds no term. */
  readonly rowOf: Int32Array;
  /** Row by row: weight times saturation of each term. */
  readonly cells: Float32Array;
  /** By passage: the sum of its row, as a share of the largest. */
  readonly share: Float64Array;
  /** The largest sum of a row; 1 when there is none. */
  readonly best: number;
}

/** Weighs the question's terms, and every passage by them: BM25, term by term. Terms that occur nowhere are left out. */
export function coverQuestion(table: TermTable, question: readonly Word[]): QuestionCover {
  const placesOf = new Map<number, number[]>();
  question.forEach((_, at) => {
    const term = termAt(question, at);
    const id = term === null ? undefined : table.idOf.get(term);
    if (id === undefined || table.offsets[id] === table.offsets[id + 1]) return;
    const places = placesOf.get(id);
    if (places) places.push(at);
    else placesOf.set(id, [at]);
  });
  const terms = [...placesOf.keys()];
  const places = [...placesOf.values()];
  const weights = Float64Array.from(terms, (term, index) => {
    const isName = places[index]!.some((at) => at > 0 && question[at]!.isNameLike);
    return table.idf[term]! * (isName ? CAPITAL_WEIGHT : 1);
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  for (let index = 0; index < weights.length; index += 1) weights[index] = weights[index]! / sum;
  return { terms, places, weights, ...fillCells(table, terms, weights) };
}

function fillCells(
  table: TermTable,
  terms: readonly number[],
  weights: Float64Array,
): Pick<QuestionCover, 'rowOf' | 'cells' | 'share' | 'best'> {
  const rowOf = new Int32Array(table.passageCount).fill(-1);
  let rows = 0;
  for (const term of terms) {
    for (let at = table.offsets[term]!; at < table.offsets[term + 1]!; at += 1) {
      const passage = table.passages[at]!;
      if (rowOf[passage]! >= 0) continue;
      rowOf[passage] = rows;
      rows += 1;
    }
  }
  const cells = new Float32Array(rows * terms.length);
  const share = new Float64Array(table.passageCount);
  let best = 0;
  terms.forEach((term, index) => {
    for (let at = table.offsets[term]!; at < table.offsets[term + 1]!; at += 1) {
      const passage = table.passages[at]!;
      const cell = weights[index]! * table.saturation[at]!;
      cells[rowOf[passage]! * terms.length + index] = cell;
      share[passage] = share[passage]! + cell;
      best = Math.max(best, share[passage]!);
    }
  });
  if (best === 0) best = 1;
  for (let passage = 0; passage < share.length; passage += 1) share[passage] = share[passage]! / best;
  return { rowOf, cells, share, best };
}

/** The sum over terms of what the second passage covers beyond the first. */
export function residualCover(cover: QuestionCover, from: number, to: number): number {
  const row = cover.rowOf[to]!;
  if (row < 0) return 0;
  const width = cover.terms.length;
  const base = cover.rowOf[from]! * width;
  let gain = 0;
  for (let index = 0; index < width; index += 1) {
    const held = base < 0 ? 0 : cover.cells[base + index]!;
    const more = cover.cells[row * width + index]! - held;
    if (more > 0) gain += more;
  }
  return gain;
}

import type { ScoredUnit } from './score-units.ts';

/** Units that answer together, in the order in which they are shown. */
export interface ChosenAnswer {
  readonly units: readonly ScoredUnit[];
  /** Those of them that must hold what the question is about. */
  readonly core: readonly ScoredUnit[];
  readonly score: number;
  /** True when no sentence answers alone, and these only lead there together. */
  readonly isTrail?: boolean;
}

/** Documents in the order of their best unit, units of one document as they stand in it. */
export function inDocumentOrder(units: readonly ScoredUnit[]): ScoredUnit[] {
  const order = [...new Set(units.map(({ unit }) => unit.documentId))];
  return [...units].sort(
    (a, b) =>
      order.indexOf(a.unit.documentId) - order.indexOf(b.unit.documentId) || a.unit.start - b.unit.start,
  );
}

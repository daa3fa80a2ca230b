import type { UnitText } from './unit-text.ts';

/** How alike two texts are by their words, 0..1. */
export function textOverlap(one: UnitText, other: UnitText): number {
  if (one.stems.size === 0 || other.stems.size === 0) return 0;
  let common = 0;
  for (const stem of one.stems) if (other.stems.has(stem)) common += 1;
  return common / Math.sqrt(one.stems.size * other.stems.size);
}

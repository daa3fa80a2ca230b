import type { Lit } from './map-contract.ts';

/** How an answer's light stands at one moment. Entities by index. */
export interface LitMoment {
  /** Rings running outward from the seeds: 0..1 of their way. */
  pulses: readonly { entity: number; progress: number }[];
  /** How lit each entity is, 0..1. */
  strengths: ReadonlyMap<number, number>;
  /** Numbers of citations, once their entity is lit. */
  numbers: ReadonlyMap<number, readonly number[]>;
  /** More will change: draw the next frame, too. */
  running: boolean;
}

const PULSE_MS = 1100;
const WALK_DELAY_MS = 250;
const WALK_MS = 1200;
const FADE_MS = 220;

/**
 * Seeds pulse once, the walk lights outward, what was cited gets its number and stays.
 *
 * @param indexOf -1 for what is not on the map
 * @param elapsedMs since the answer came; Infinity shows the end at once (reduced motion)
 */
export function litMoment(lit: Lit, indexOf: (entityId: string) => number, elapsedMs: number): LitMoment {
  const strengths = new Map<number, number>();
  const numbers = new Map<number, readonly number[]>();
  const pulses: { entity: number; progress: number }[] = [];
  const shine = (entity: number, strength: number): void => {
    if (entity >= 0) strengths.set(entity, Math.max(strength, strengths.get(entity) ?? 0));
  };
  const fade = (from: number): number => Math.min(1, Math.max(0, (elapsedMs - from) / FADE_MS));
  for (const id of lit.seeds) {
    const entity = indexOf(id);
    shine(entity, fade(0));
    if (entity >= 0 && elapsedMs < PULSE_MS) pulses.push({ entity, progress: elapsedMs / PULSE_MS });
  }
  const pace = WALK_MS / Math.max(1, lit.walked.length);
  for (const [step, id] of lit.walked.entries()) shine(indexOf(id), 0.75 * fade(WALK_DELAY_MS + step * pace));
  const walkEnd = lit.walked.length > 0 ? WALK_DELAY_MS + WALK_MS : 0;
  for (const { entityId, number } of lit.cited) {
    const entity = indexOf(entityId);
    if (entity < 0) continue;
    shine(entity, fade(0));
    const known = numbers.get(entity) ?? [];
    if (!known.includes(number)) numbers.set(entity, [...known, number]);
  }
  const anything = strengths.size > 0;
  return {
    pulses,
    strengths,
    numbers,
    running: anything && elapsedMs < Math.max(PULSE_MS, walkEnd + FADE_MS),
  };
}

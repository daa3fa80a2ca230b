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

export interface LitTimeline {
  /** Takes what is lit now. An answer grows while it streams: what was lit before stays as it is, only what is new comes in. */
  set(lit: Lit, nowMs: number): void;
  /**
   * @param indexOf -1 for what is not on the map
   * @param nowMs Infinity shows the end at once (reduced motion)
   * @returns null while nothing is lit
   */
  moment(indexOf: (entityId: string) => number, nowMs: number): LitMoment | null;
}

const PULSE_MS = 1100;
const WALK_DELAY_MS = 250;
/** The whole walk takes this long, and no step longer than the other. */
const WALK_MS = 1200;
const LONGEST_STEP_MS = 120;
const FADE_MS = 220;
const WALKED_STRENGTH = 0.75;

const NOTHING: Lit = { seeds: [], walked: [], cited: [] };

/** Seeds pulse once, the walk lights outward, what was cited gets its number and stays. */
export function createLitTimeline(): LitTimeline {
  let lit = NOTHING;
  /** When each entity's light begins, by id. */
  let begins = new Map<string, number>();
  let end = 0;

  function begin(id: string, at: number): void {
    if (begins.has(id)) return;
    begins.set(id, at);
    end = Math.max(end, at + FADE_MS);
  }

  return {
    set(next, nowMs) {
      lit = next;
      if (next.seeds.length + next.walked.length + next.cited.length === 0) {
        begins = new Map();
        end = 0;
        return;
      }
      for (const id of next.seeds) {
        if (!begins.has(id)) end = Math.max(end, nowMs + PULSE_MS);
        begin(id, nowMs);
      }
      for (const { entityId } of next.cited) begin(entityId, nowMs);
      const fresh = next.walked.filter((id) => !begins.has(id));
      const pace = Math.min(LONGEST_STEP_MS, WALK_MS / Math.max(1, fresh.length));
      for (const [step, id] of fresh.entries()) begin(id, nowMs + WALK_DELAY_MS + step * pace);
    },
    moment(indexOf, nowMs) {
      const strengths = new Map<number, number>();
      const numbers = new Map<number, readonly number[]>();
      const pulses: { entity: number; progress: number }[] = [];
      const age = (id: string): number => nowMs - (begins.get(id) ?? 0);
      const shine = (id: string, most: number): number => {
        const entity = indexOf(id);
        const strength = most * Math.min(1, Math.max(0, age(id) / FADE_MS));
        if (entity >= 0) strengths.set(entity, Math.max(strength, strengths.get(entity) ?? 0));
        return entity;
      };
      for (const id of lit.seeds) {
        const entity = shine(id, 1);
        if (entity >= 0 && age(id) < PULSE_MS)
          pulses.push({ entity, progress: Math.max(0, age(id) / PULSE_MS) });
      }
      for (const id of lit.walked) shine(id, WALKED_STRENGTH);
      for (const { entityId, number } of lit.cited) {
        const entity = shine(entityId, 1);
        const known = numbers.get(entity) ?? [];
        if (entity >= 0 && !known.includes(number)) numbers.set(entity, [...known, number]);
      }
      return strengths.size === 0 ? null : { pulses, strengths, numbers, running: nowMs < end };
    },
  };
}

import type { SearchTables } from '../index/search-tables.ts';
import type { Word } from '../text/read-words.ts';
import { coverQuestion, type QuestionCover } from './question-cover.ts';
import { findSlots, type QuestionSlot } from './question-slots.ts';
import { type SlotVotes, voteBySlots } from './slot-votes.ts';
import { type ScoredPassage, topPassages } from './top-passages.ts';
import { createLinkFinder } from './walk-links.ts';

const STEPS = 3;
const SEED_PASSAGES = 20;
const SEED_COVER = 0.25;
const SEED_POWER = 3;
const SLOT_SHARE = 0.5;
/** Each step goes on from so many passages, the heaviest, */
const FRONTIER = 20;
/** with at least this share of the heaviest one's mass. */
const FRONTIER_SHARE = 0.003;
const TITLE_PRIOR = 0.8;

/** Mass that went from passage to passage through a name. */
interface WalkStep {
  from: number;
  to: number;
  name: number;
  mass: number;
}

/** What a walk found. */
export interface WalkResult {
  passages: ScoredPassage[];
  slots: readonly QuestionSlot[];
  /** Steps between the found passages, strongest first: for each pair and name one. */
  steps: WalkStep[];
}

/**
 * Finds passages for a question over several hops: names of the question vote for passages, then a short walk goes from
 * passage through shared name to passage. A name counts more beside the question's relation words, a target more if it
 * covers words of the question that the passage before did not.
 */
export function walkToPassages(tables: SearchTables, question: readonly Word[], limit: number): WalkResult {
  const cover = coverQuestion(tables.terms, question);
  const slots = findSlots(tables, question);
  const votes = voteBySlots(tables, cover, question, slots);
  const finder = createLinkFinder(tables, cover, slots, votes.voters);
  const mass = new Float64Array(tables.passages.length);
  const visits: { passage: number; mass: number }[] = [];
  let current = seedsOf(cover, votes);
  for (let step = 0; ; step += 1) {
    for (const [passage, weight] of current) mass[passage] = mass[passage]! + weight;
    if (step === STEPS) break;
    const next = new Map<number, number>();
    for (const [passage, weight] of frontierOf(current)) {
      visits.push({ passage, mass: weight });
      const { targets, weights } = finder.linksOf(passage);
      targets.forEach((target, at) => {
        next.set(target, (next.get(target) ?? 0) + weight * weights[at]!);
      });
    }
    current = next;
  }
  const passages = topPassages(finalScores(mass, cover, votes), limit);
  return { passages, slots, steps: stepsBetween(passages, visits, finder) };
}

/** Half the mass from the slots, half from the words: all of it from the words when no slot votes. */
function seedsOf(cover: QuestionCover, { hits, seeds }: SlotVotes): Map<number, number> {
  const scores = Float64Array.from(hits, (hit, passage) => SEED_COVER * cover.share[passage]! ** 2 + hit);
  const best = topPassages(scores, SEED_PASSAGES);
  const share = seeds.size > 0 ? SLOT_SHARE : 0;
  const sum = best.reduce((total, { score }) => total + score ** SEED_POWER, 0);
  const all = new Map<number, number>();
  for (const { passage, score } of best) all.set(passage, ((1 - share) * score ** SEED_POWER) / sum);
  for (const [passage, seed] of seeds) all.set(passage, (all.get(passage) ?? 0) + share * seed);
  return all;
}

function frontierOf(masses: ReadonlyMap<number, number>): [passage: number, mass: number][] {
  const front = [...masses].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, FRONTIER);
  const least = FRONTIER_SHARE * (front[0]?.[1] ?? 0);
  return front.filter(([, weight]) => weight >= least);
}

function finalScores(mass: Float64Array, cover: QuestionCover, { hits }: SlotVotes): Float64Array {
  const most = mass.reduce((largest, value) => Math.max(largest, value), 0) || 1;
  return mass.map((value, passage) => {
    const share = cover.share[passage]!;
    return Math.sqrt(value / most) + TITLE_PRIOR * hits[passage]! + 1e-6 * share;
  });
}

function stepsBetween(
  found: readonly ScoredPassage[],
  visits: readonly { passage: number; mass: number }[],
  finder: ReturnType<typeof createLinkFinder>,
): WalkStep[] {
  const isFound = new Set(found.map(({ passage }) => passage));
  const visited = new Map<number, number>();
  for (const { passage, mass } of visits) {
    if (isFound.has(passage)) visited.set(passage, (visited.get(passage) ?? 0) + mass);
  }
  const steps: WalkStep[] = [];
  for (const [from, mass] of visited) {
    const { targets, names, weights } = finder.linksOf(from);
    targets.forEach((to, at) => {
      if (isFound.has(to)) steps.push({ from, to, name: names[at]!, mass: mass * weights[at]! });
    });
  }
  return steps.sort((a, b) => b.mass - a.mass);
}

import { type ChosenAnswer, inDocumentOrder } from './chosen-answer.ts';
import type { Question } from './read-question.ts';
import { coverageOf, ownCover, SAME_LANGUAGE, type ScoredUnit } from './score-units.ts';
import { cueScore, hasAnswerCue } from './sentence-cues.ts';

/** A chain must hold this much more of the question than its parts, */
const LEAST_GAIN = 0.05;
/** and costs this much against a single sentence. */
const CHAIN_PENALTY = 0.06;
const FIRST_SENTENCES = 40;
const LEAST_SUPPORT = 0.35;

/**
 * Two sentences that answer together: the first leads from what the question names to something else, the second says of that
 * what was asked ("GraphRAG uses Leiden"; "Leiden was proposed by Traag"). Null when no pair holds more than its parts.
 */
export function chainAnswer(question: Question, candidates: readonly ScoredUnit[]): ChosenAnswer | null {
  if (!mayNeedChain(question, candidates)) return null;
  const asked = new Set(question.concepts.flatMap(({ entity }) => (entity ? [entity.id] : [])));
  const firsts = candidates.filter(({ entityIds }) => entityIds.size > 0).slice(0, FIRST_SENTENCES);
  let best: ChosenAnswer | null = null;
  for (const first of firsts) {
    for (const second of candidates) {
      if (first === second || !leadsOn(first, second, asked)) continue;
      const score = chainScore(question, first, second);
      if (score !== null && (!best || score > best.score)) {
        best = { units: inDocumentOrder([first, second]), core: [first, second], score };
      }
    }
  }
  return best;
}

/** A sentence that alone holds so much of the question needs no other. */
const ENOUGH_ALONE = 0.75;
/** "what X uses", "the Y behind X": the question goes through something that it does not name. */
const INDIRECT =
  /[使采利]用的|用到的|所用的|背后的|基于的|依赖的|提出的.*[是有]|的[^的]*的|\b(?:that|which|whose|behind|underlying)\b(?=.*\b(?:us\w+|propos\w+|behind|bas\w+|of)\b)/i;

/**
 * For a question that goes through something unnamed, and a sentence that answers it alone: the sentence of another document
 * that tells the way there ("QLoRA quantises to NF4" beside "NF4 is made for normally distributed weights").
 */
export function supportFor(
  question: Question,
  answer: ScoredUnit,
  candidates: readonly ScoredUnit[],
): ScoredUnit | null {
  if (!goesThroughUnnamed(question)) return null;
  const asked = new Set(question.concepts.flatMap(({ entity }) => (entity ? [entity.id] : [])));
  const bridges = [...answer.entityIds].filter((id) => !asked.has(id));
  const tellsTheWay = ({ unit, entityIds, ownCoverage }: ScoredUnit): boolean =>
    unit.documentId !== answer.unit.documentId &&
    ownCoverage >= LEAST_SUPPORT &&
    [...asked].some((id) => entityIds.has(id)) &&
    bridges.some((id) => entityIds.has(id));
  const found = candidates.filter(tellsTheWay).sort((a, b) => b.ownCoverage - a.ownCoverage);
  return found[0] ?? null;
}

/** True when the question goes through something that it does not name. */
export function goesThroughUnnamed({ text }: Question): boolean {
  // From the second character: "Which …" at the beginning only asks.
  return INDIRECT.test(text.slice(1));
}

function mayNeedChain(question: Question, candidates: readonly ScoredUnit[]): boolean {
  const about = question.concepts.filter(({ kind }) => kind !== 'asking');
  const isPointed = question.kind === 'who' || question.kind === 'when';
  if (about.length < 2 || !(isPointed || goesThroughUnnamed(question))) return false;
  return candidates.every(
    ({ unit, coverage }) =>
      coverage < ENOUGH_ALONE || !hasAnswerCue(question, unit.text) || /[?？]/.test(unit.text),
  );
}

/** True when the first names something, unasked, that the second is about. */
function leadsOn(first: ScoredUnit, second: ScoredUnit, asked: ReadonlySet<string>): boolean {
  for (const id of first.entityIds) {
    if (!asked.has(id) && second.entityIds.has(id) && isSubject(second, id)) return true;
  }
  return false;
}

/** The first entity named in a sentence is taken for its subject. */
function isSubject({ entityIds }: ScoredUnit, id: string): boolean {
  const [subject] = entityIds;
  return subject === id;
}

function chainScore(question: Question, first: ScoredUnit, second: ScoredUnit): number | null {
  if (!hasAnswerCue(question, second.unit.text)) return null;
  const { concepts } = question;
  const together = concepts.map((_, at) => Math.max(first.covers[at]!, second.covers[at]!));
  const coverage = coverageOf(concepts, together, true);
  const alone = Math.max(coverageOf(concepts, first.covers, true), coverageOf(concepts, second.covers, true));
  if (coverage < alone + LEAST_GAIN) return null;
  const own = concepts.map((concept) => Math.max(ownCover(concept, first), ownCover(concept, second)));
  return (
    0.55 * coverage +
    0.2 * coverageOf(concepts, own, true) +
    cueScore(question, second.unit.text) +
    languageBonus(question, first, second) -
    CHAIN_PENALTY -
    0.002 * (Math.min(first.rank, 20) + Math.min(second.rank, 20))
  );
}

function languageBonus({ language }: Question, ...units: ScoredUnit[]): number {
  const same = units.filter(({ unit }) => /\p{Script=Han}{2}/u.test(unit.text) === (language === 'zh'));
  return (SAME_LANGUAGE * same.length) / units.length;
}

import type { SearchIndex } from '../search-index.ts';
import type { ChosenAnswer } from './chosen-answer.ts';
import { type Concept, coverOf } from './concept.ts';
import { isAnswered } from './is-answered.ts';
import type { Question } from './read-question.ts';
import { coverageOf, type ScoredUnit, sameQuestionBonus } from './score-units.ts';
import { type ReadUnit, unitsOfDocument } from './unit-reader.ts';

/** Most items of a list that are quoted. */
const MOST_ITEMS = 8;
const FEWEST_ITEMS = 2;
/** A heading that holds something of the question heads its list, whatever that is called, when */
const HEAD_HOLDS = 0.8;
/** path and items hold so much of the rest. */
const LIST_HOLDS = 0.7;
/** What a list bears to its question. */
const LIST_BONUS = 0.5;
const HOW_BONUS = 0.1;

/** The list (items or rows of a table) whose heading or announcement asks what the question asks; null when there is none. */
export function listAnswer(
  index: SearchIndex,
  question: Question,
  candidates: readonly ScoredUnit[],
): ChosenAnswer | null {
  let best: ChosenAnswer | null = null;
  for (const group of groupsOf(index, candidates)) {
    const answer = scoreGroup(question, group);
    if (!answer || !isAnswered(question, answer.core)) continue;
    if (!best || answer.score > best.score) best = answer;
  }
  return best;
}

interface ItemGroup {
  readonly items: readonly ScoredUnit[];
  readonly lead: ReadUnit | null;
  /** The same list or table's sentence in front, scored. */
  readonly announcement: ScoredUnit | null;
}

function groupsOf(index: SearchIndex, candidates: readonly ScoredUnit[]): ItemGroup[] {
  const groups = new Map<string, ScoredUnit[]>();
  for (const candidate of candidates) {
    const { kind, documentId, block } = candidate.unit;
    if (kind !== 'item' && kind !== 'row') continue;
    const key = `${documentId} ${block}`;
    const known = groups.get(key);
    if (known) known.push(candidate);
    else groups.set(key, [candidate]);
  }
  return [...groups.values()]
    .filter((items) => items.length >= FEWEST_ITEMS)
    .map((items) => {
      const { documentId, lead } = items[0]!.unit;
      const announcement = candidates.find(
        ({ unit }) => unit.documentId === documentId && unit.position === lead,
      );
      return {
        items: [...items].sort((a, b) => a.unit.start - b.unit.start),
        lead: lead === null ? null : (unitsOfDocument(index, documentId)[lead] ?? null),
        announcement: announcement ?? null,
      };
    });
}

/** A heading or announcement must ask for what the question asks for; what it is about may also be told by the path. */
function scoreGroup(question: Question, { items, lead, announcement }: ItemGroup): ChosenAnswer | null {
  const [first] = items;
  if (!first) return null;
  const near = (concept: Concept): number =>
    Math.max(lead ? coverOf(concept, lead.own) : 0, 0.95 * coverOf(concept, first.head));
  const covers = question.concepts.map((concept) =>
    concept.kind === 'asking'
      ? near(concept)
      : Math.max(near(concept), 0.8 * coverOf(concept, first.path), 0.3 * coverInItems(concept, items)),
  );
  const asked = question.concepts.map((concept, at) => (concept.kind === 'asking' ? covers[at]! : 0));
  const asksSomething = question.concepts.some(({ kind }) => kind === 'asking');
  const headIsAboutIt = Math.max(0, ...question.concepts.map(near)) >= HEAD_HOLDS;
  const isAboutIt = headIsAboutIt && coverageOf(question.concepts, covers) >= LIST_HOLDS;
  const isAsked = isAboutIt || (asksSomething && Math.max(...asked) > 0);
  if (!isAsked) return null;
  const bonus = (question.kind === 'list' ? LIST_BONUS : HOW_BONUS) + sameQuestionBonus(question, first);
  const score = 0.7 * coverageOf(question.concepts, covers, true) + bonus - 0.004 * Math.min(first.rank, 20);
  const shown = items.slice(0, MOST_ITEMS).map((item) => ({ ...item, covers }));
  return { units: announcement ? [announcement, ...shown] : shown, core: shown, score };
}

function coverInItems(concept: Concept, items: readonly ScoredUnit[]): number {
  return Math.max(...items.map(({ own }) => coverOf(concept, own)));
}

import type { Answer, TraceEvent } from '../../domain/answer.ts';
import type { AskEvent, AskRequest } from '../../domain/api/ask.ts';
import { chooseAnswer } from './answer/choose-answer.ts';
import { type AnswerPiece, composeAnswer } from './answer/compose-answer.ts';
import { findUnits } from './answer/find-units.ts';
import { mayBeAnswered } from './answer/is-answered.ts';
import { type Question, readQuestion } from './answer/read-question.ts';
import { refusalOf } from './answer/refusal.ts';
import { wordingOf } from './answer/wording.ts';
import { chooseContext, presentPassage } from './choose-context.ts';
import { chooseMode, type ModeChoice } from './choose-mode.ts';
import { presentWalk } from './present-walk.ts';
import { rankByWords } from './retrieval/rank-by-words.ts';
import { type WalkResult, walkToPassages } from './retrieval/walk.ts';
import type { SearchIndex } from './search-index.ts';

/** What answering needs from outside. */
export interface AnswerDeps {
  index: SearchIndex;
  newId: () => string;
  /** Milliseconds since the epoch. */
  clock: () => number;
  saveAnswer(answer: Answer): Promise<void>;
}

/** Most passages that are found before context and answer are chosen from them. */
const FOUND_PASSAGES = 50;

/**
 * Answers a question step by step: plan, seeds, expand, context, text…, citation…, audit, usage, done; with
 * `retrieveOnly` plan, seeds, expand, context, usage, done. The answer is saved before `done` tells its id.
 *
 * @throws the signal's own reason when it is aborted
 */
export async function* answerQuestion(
  request: AskRequest,
  deps: AnswerDeps,
  { signal }: { signal?: AbortSignal } = {},
): AsyncGenerator<AskEvent> {
  const started = deps.clock();
  const trace: TraceEvent[] = [];
  const question = readQuestion(deps.index.tables, request.question);
  const choice = chooseMode(request.mode, deps.index.tables, question);
  let found: FoundAnswer = NOT_FOUND;
  let text = '';
  const tell = (event: AskEvent): AskEvent => {
    signal?.throwIfAborted();
    trace.push(event);
    return event;
  };
  for (const event of eventsBefore(deps.index, request, question, choice, (answer) => {
    found = answer;
  })) {
    yield tell(event);
  }
  if (!request.retrieveOnly) {
    for (const event of answerEvents(deps.index, question, found)) {
      if (event.event === 'text') text += event.data.text;
      yield tell(event);
    }
  }
  const milliseconds = deps.clock() - started;
  yield tell({ event: 'usage', data: { inputTokens: 0, outputTokens: 0, cost: 0, milliseconds } });
  if (request.retrieveOnly) {
    yield { event: 'done', data: { answerId: null, answered: false } };
    return;
  }
  const answer: Answer = {
    id: deps.newId(),
    question: request.question,
    mode: choice.mode,
    answered: found.pieces.length > 0,
    text,
    citations: found.pieces.map(({ citation }) => citation),
    trace,
    at: new Date(started).toISOString(),
    milliseconds,
  };
  const done: AskEvent = { event: 'done', data: { answerId: answer.id, answered: answer.answered } };
  trace.push(done);
  await deps.saveAnswer(answer);
  signal?.throwIfAborted();
  yield done;
}

/** From the plan to the context. What the answer will quote is found on the way, since the context holds it. */
function* eventsBefore(
  index: SearchIndex,
  request: AskRequest,
  question: Question,
  { mode, why }: ModeChoice,
  onAnswer: (answer: FoundAnswer) => void,
): Generator<AskEvent, void> {
  const { language, kind, concepts } = question;
  yield { event: 'plan', data: { mode, why, language, kind } };
  const entities = concepts.flatMap(({ entity, surface }) =>
    entity ? [{ id: entity.id, name: entity.name, surface }] : [],
  );
  yield { event: 'seeds', data: { entities } };
  const found = findPassages(index, question, mode);
  yield { event: 'expand', data: presentWalk(index, found) };
  const answer = request.retrieveOnly ? NOT_FOUND : findAnswer(index, question, found);
  onAnswer(answer);
  const context = request.retrieveOnly
    ? found.passages.slice(0, request.limit)
    : chooseContext(index, found.passages, request.limit, citedPassages(index, answer));
  const tokens = context.reduce((sum, { passage }) => sum + index.tables.passages[passage]!.tokenCount, 0);
  yield {
    event: 'context',
    data: { passages: context.map((passage) => presentPassage(index, passage)), tokens },
  };
}

function findPassages(
  { tables }: SearchIndex,
  { searchWords }: Question,
  mode: 'basic' | 'local',
): WalkResult {
  if (mode === 'local') return walkToPassages(tables, searchWords, FOUND_PASSAGES);
  return { passages: rankByWords(tables.terms, searchWords, FOUND_PASSAGES), slots: [], steps: [] };
}

/** Quotes that answer; none when the documents do not tell. */
interface FoundAnswer {
  pieces: readonly AnswerPiece[];
  /** They answer only together. */
  isTrail: boolean;
}

/** The passages that hold its quotes. */
function citedPassages({ tables }: SearchIndex, { pieces }: FoundAnswer): Set<number> {
  const cited = new Set<number>();
  for (const { citation } of pieces) {
    const at = tables.passages.findIndex(
      ({ document, start, end }) =>
        document.id === citation.documentId && citation.start >= start && citation.end <= end,
    );
    if (at >= 0) cited.add(at);
  }
  return cited;
}

const NOT_FOUND: FoundAnswer = { pieces: [], isTrail: false };

function findAnswer(index: SearchIndex, question: Question, walk: WalkResult): FoundAnswer {
  if (!mayBeAnswered(question)) return NOT_FOUND;
  const chosen = chooseAnswer(index, question, findUnits(index, question, walk.passages), walk);
  if (!chosen) return NOT_FOUND;
  return { pieces: composeAnswer(index.snapshot, question, chosen), isTrail: chosen.isTrail === true };
}

function* answerEvents(
  index: SearchIndex,
  question: Question,
  { pieces, isTrail }: FoundAnswer,
): Generator<AskEvent, void> {
  if (pieces.length === 0) {
    yield { event: 'text', data: { text: refusalOf(index, question) } };
    yield { event: 'audit', data: { sentences: [] } };
    return;
  }
  if (isTrail) yield { event: 'text', data: { text: `${wordingOf(question.language).onlyTogether()}\n` } };
  for (const { text } of pieces) yield { event: 'text', data: { text } };
  for (const { citation } of pieces) yield { event: 'citation', data: citation };
  const sentences = pieces.map(({ sentence, citation }) => ({
    text: sentence,
    support: 'quoted' as const,
    citations: [citation.number],
  }));
  yield { event: 'audit', data: { sentences } };
}

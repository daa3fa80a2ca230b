import type { Answer, Answerer } from '../../domain/answer.ts';
import type { AskEvent, AskRequest } from '../../domain/api/ask.ts';
import { GraphRagError } from '../../domain/errors.ts';
import { totalOf } from '../../domain/model-receipt.ts';
import type { ModelAccess, ModelSession } from '../../domain/ports/model-access.ts';
import { reasonFor } from '../../domain/reason.ts';
import { type Question, readQuestion } from './answer/read-question.ts';
import { chooseMode, type ModeChoice } from './choose-mode.ts';
import { findInPassages } from './find-in-passages.ts';
import type { Found } from './found.ts';
import { findInReports } from './reports/find-in-reports.ts';
import { textOf, withTextsJoined } from './saved-answer.ts';
import type { SearchIndex } from './search-index.ts';

/** What answering needs from outside. */
export interface AnswerDeps {
  index: SearchIndex;
  /** Null, or without a chat model, when none is configured: every answer is made of quotes. */
  models: Pick<ModelAccess, 'chatModel' | 'counter' | 'open'> | null;
  newId: () => string;
  /** Milliseconds since the epoch. */
  clock: () => number;
  saveAnswer(answer: Answer): Promise<void>;
}

/**
 * Answers a question step by step: plan, seeds, expand, context, text…, citation…, audit, usage, done; with
 * `retrieveOnly` plan, seeds, expand, context, usage, done. The answer is saved before `done` tells its id; one that fails is not.
 *
 * @throws GraphRagError `request-invalid` before the first step when a model is asked for and none is configured; what the model throws, with a
 *   hint that names the answer without it; the signal's own reason when it is aborted
 */
export async function* answerQuestion(
  request: AskRequest,
  deps: AnswerDeps,
  { signal }: { signal?: AbortSignal } = {},
): AsyncGenerator<AskEvent> {
  const started = deps.clock();
  const answerer = chooseAnswerer(request, deps);
  const session =
    answerer === 'model' && !request.retrieveOnly ? (deps.models?.open({ isUrgent: true }) ?? null) : null;
  const model = session && (deps.models?.chatModel ?? null);
  const question = readQuestion(deps.index.tables, request.question);
  const choice = chooseMode(request, deps.index, question);
  const told: AskEvent[] = [];
  const tell = (event: AskEvent): AskEvent => {
    signal?.throwIfAborted();
    told.push(event);
    return event;
  };
  yield tell(planOf(question, choice, model));
  yield tell(seedsOf(question));
  const found = await find({ request, deps, question, choice, session, signal });
  yield tell({ event: 'expand', data: found.expand });
  yield tell({ event: 'context', data: found.context });
  const answered = request.retrieveOnly ? false : yield* passOn(found.answer(), tell);
  const milliseconds = deps.clock() - started;
  yield tell({ event: 'usage', data: { ...usageOf(session), milliseconds } });
  if (request.retrieveOnly) {
    yield { event: 'done', data: { answerId: null, answered: false } };
    return;
  }
  const id = deps.newId();
  const done: AskEvent = { event: 'done', data: { answerId: id, answered } };
  const answer: Answer = {
    id,
    question: request.question,
    mode: choice.mode,
    ...(model === null ? {} : { model }),
    answered,
    text: textOf(told, answered),
    citations: told.flatMap((event) => (event.event === 'citation' ? [event.data] : [])),
    trace: withTextsJoined([...told, done]),
    at: new Date(started).toISOString(),
    milliseconds,
  };
  await deps.saveAnswer(answer);
  signal?.throwIfAborted();
  yield done;
}

function chooseAnswerer({ answerer }: AskRequest, { models }: AnswerDeps): Answerer {
  if (answerer === 'auto') return models?.chatModel ? 'model' : 'extractive';
  if (answerer === 'model' && !models?.chatModel) {
    throw new GraphRagError('request-invalid', 'No model is configured that could write an answer', {
      reason: reasonFor('no-model', {}),
      hint: 'Set ORRERY_CHAT_MODEL with OPENAI_API_KEY or OPENAI_BASE_URL and start again, or ask for quotes alone (--answer extractive).',
    });
  }
  return answerer;
}

function planOf({ language, kind }: Question, { mode, why }: ModeChoice, model: string | null): AskEvent {
  const answerer = model === null ? ('extractive' as const) : ('model' as const);
  return { event: 'plan', data: { mode, why, language, kind, answerer, model } };
}

function seedsOf({ concepts }: Question): AskEvent {
  const entities = concepts.flatMap(({ entity, surface }) =>
    entity ? [{ id: entity.id, name: entity.name, surface }] : [],
  );
  return { event: 'seeds', data: { entities } };
}

interface Search {
  request: AskRequest;
  deps: AnswerDeps;
  question: Question;
  choice: ModeChoice;
  session: ModelSession | null;
  signal: AbortSignal | undefined;
}

function find({ request, deps, question, choice: { mode }, session, signal }: Search): Promise<Found> {
  const { index, models } = deps;
  const writer = session && models ? { chat: session.chat, counter: models.counter } : null;
  if (mode === 'global') return findInReports({ index, question, writer, signal });
  return findInPassages({ index, question, mode, request, writer, signal });
}

async function* passOn(
  events: AsyncGenerator<AskEvent, boolean> | Generator<AskEvent, boolean>,
  tell: (event: AskEvent) => AskEvent,
): AsyncGenerator<AskEvent, boolean> {
  try {
    for (;;) {
      const step = await events.next();
      if (step.done) return step.value;
      yield tell(step.value);
    }
  } finally {
    // Whoever stops reading ends the model's call.
    await events.return(false);
  }
}

function usageOf(
  session: ModelSession | null,
): Omit<Extract<AskEvent, { event: 'usage' }>['data'], 'milliseconds'> {
  const { inputTokens, outputTokens, cost, calls, cachedCalls } = totalOf(session?.meter.receipts() ?? []);
  return { inputTokens, outputTokens, cost, calls, cachedCalls };
}

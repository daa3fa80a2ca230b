import { z } from 'zod';
import type { AskEvent } from '../../../domain/api/ask.ts';
import { GraphRagError } from '../../../domain/errors.ts';
import type { ChatReply, LanguageModel } from '../../../domain/ports/language-model.ts';
import type { TokenCounter } from '../../../domain/ports/token-counter.ts';
import type { IndexSnapshot } from '../../snapshot.ts';
import type { Question } from '../answer/read-question.ts';
import { refuse } from '../found.ts';
import { mapReportsPrompt, POINTS_SCHEMA } from '../prompts/map-reports-prompt.ts';
import { asOneLine, type Citable } from '../writing/citable.ts';
import { type LineSource, type NumberedContext, numberLines } from '../writing/number-lines.ts';
import { withWayOut, writeAnswer } from '../writing/write-answer.ts';
import type { ChosenReport } from './choose-reports.ts';

/**
 * All prompts of one answer stay below 10,000 tokens: three batches, then the points of all of them, instructions and question with each. A batch
 * and its reply also fit into a context of 4,096.
 */
const MOST_BATCHES = 3;
const BATCH_TOKENS = 2500;
const POINTS_TOKENS = 1500;
const MOST_REPLY_TOKENS = 1000;

type ReportBatch = NumberedContext<ChosenReport>;

const Point = z.object({
  text: z.string().trim().min(1),
  findings: z.array(z.coerce.number().int()),
  score: z.coerce.number().catch(0),
});
type Point = z.infer<typeof Point>;
const PointsReply = z.object({ points: z.array(Point) });

/** Reports in batches of one call each, best first, numbered throughout; what does not fit into all of them is left out. */
export function batchReports(
  chosen: readonly ChosenReport[],
  question: Question,
  counter: TokenCounter,
): ReportBatch[] {
  const mostTokens = BATCH_TOKENS - counter.count(question.text);
  const batches: ReportBatch[] = [];
  let left: LineSource<ChosenReport>[] = chosen.map((source) => ({
    source,
    title: asOneLine(source.text.report.title),
    lines: source.findings.map(({ citable }) => citable),
  }));
  let first = 1;
  while (left.length > 0 && batches.length < MOST_BATCHES) {
    const batch = numberLines(left, { counter, mostTokens, first });
    if (batch.citables.size === 0) break;
    batches.push(batch);
    first += batch.citables.size;
    left = batch.left;
  }
  return batches;
}

interface WriteFromReports {
  chat: LanguageModel;
  counter: TokenCounter;
  snapshot: IndexSnapshot;
  question: Question;
  /** At least one. */
  batches: readonly ReportBatch[];
  refusal: () => string;
  signal?: AbortSignal | undefined;
}

/**
 * Writes from reports: from all findings at once where one call holds them, else from the points that each batch has to say. Where the model fails
 * on some batches the others answer, and the audit tells which reports were not read.
 *
 * @returns whether they answer
 * @throws what the model throws, when it fails on all that could have answered
 */
export async function* writeFromReports(options: WriteFromReports): AsyncGenerator<AskEvent, boolean> {
  const { batches, refusal, ...rest } = options;
  const citables = new Map(batches.flatMap((batch) => [...batch.citables]));
  const write = { ...rest, refusal, support: 'report' as const };
  if (batches.length === 1) return yield* writeAnswer({ ...write, context: batches[0]!.text, citables });
  const { points, failed } = await askAll(options);
  const context = pointsInOrder(points, options);
  const [first] = failed;
  // Nothing in the others is no answer: it may stand in those that were not read.
  if (first && context.text === '') throw first.error;
  if (context.text === '') return yield* refuse(refusal());
  const events = writeAnswer({ ...write, ...context, citables: only(citables, context.numbers) });
  return yield* first ? withUnread(events, failed) : events;
}

interface FailedBatch {
  reports: readonly ChosenReport[];
  error: GraphRagError;
}

/** What all batches have to say, and those on which the model failed. @throws what is no failure of the model */
async function askAll(options: WriteFromReports): Promise<{ points: Point[]; failed: FailedBatch[] }> {
  const failed: FailedBatch[] = [];
  const ask = async (batch: ReportBatch): Promise<Point[]> => {
    try {
      return await askForPoints(batch, options);
    } catch (error) {
      options.signal?.throwIfAborted();
      if (!(error instanceof GraphRagError)) throw error;
      failed.push({ reports: batch.shown, error });
      return [];
    }
  };
  const points = (await Promise.all(options.batches.map(ask))).flat();
  return { points, failed };
}

async function* withUnread(
  events: AsyncGenerator<AskEvent, boolean>,
  failed: readonly FailedBatch[],
): AsyncGenerator<AskEvent, boolean> {
  const titles = failed.flatMap(({ reports }) => reports.map(({ text }) => text.report.title));
  const { message = '', reason } = failed[0]?.error ?? {};
  const unread = { titles, message, ...(reason ? { reason } : {}) };
  for (;;) {
    const step = await events.next();
    if (step.done) return step.value;
    const event = step.value;
    yield event.event === 'audit' ? { ...event, data: { ...event.data, unread } } : event;
  }
}

/** What one batch has to say; points that rest on none of its findings are dropped. */
async function askForPoints(
  { text, citables }: ReportBatch,
  { chat, question, signal }: WriteFromReports,
): Promise<Point[]> {
  const request = {
    messages: mapReportsPrompt(question.text, text, question.language),
    maxTokens: MOST_REPLY_TOKENS,
    schema: POINTS_SCHEMA,
    purpose: 'answer-points',
    accept: ({ value }: ChatReply) =>
      PointsReply.safeParse(value).success
        ? null
        : 'It was not a list of points in the form that was asked for.',
  };
  const reply = await chat.complete(request, signal ? { signal } : {}).catch((error: unknown) => {
    throw withWayOut(error);
  });
  return PointsReply.parse(reply.value).points.flatMap((point) => {
    const findings = [...new Set(point.findings)].filter((number) => citables.has(number));
    return findings.length > 0 ? [{ ...point, findings }] : [];
  });
}

/** The most helpful points, as many as fit, each behind the numbers of its findings. */
function pointsInOrder(
  points: readonly Point[],
  { counter, question }: WriteFromReports,
): { text: string; context: string; numbers: Set<number> } {
  const mostTokens = POINTS_TOKENS - counter.count(question.text);
  const numbers = new Set<number>();
  let text = '';
  let tokens = 0;
  for (const point of [...points].sort((a, b) => b.score - a.score)) {
    const line = `${point.findings.map((number) => `[${number}]`).join('')} ${asOneLine(point.text)}\n`;
    tokens += counter.count(line);
    if (tokens > mostTokens) break;
    text += line;
    for (const number of point.findings) numbers.add(number);
  }
  return { text, context: text.trimEnd(), numbers };
}

function only(citables: ReadonlyMap<number, Citable>, numbers: ReadonlySet<number>): Map<number, Citable> {
  return new Map([...citables].filter(([number]) => numbers.has(number)));
}

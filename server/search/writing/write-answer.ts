import type { AskEvent } from '../../../domain/api/ask.ts';
import { GraphRagError } from '../../../domain/errors.ts';
import type { ChatReply, LanguageModel } from '../../../domain/ports/language-model.ts';
import { reasonFor, reasonOf } from '../../../domain/reason.ts';
import type { IndexSnapshot } from '../../snapshot.ts';
import type { Question } from '../answer/read-question.ts';
import { writeAnswerPrompt } from '../prompts/write-answer-prompt.ts';
import { auditSentences } from './audit-answer.ts';
import { type Citable, citationOf } from './citable.ts';
import { citedNumbers, createCitationReader, NO_ANSWER } from './citation-reader.ts';

/** Most tokens of an answer; models that think first take some of them for that. */
const MOST_ANSWER_TOKENS = 1500;

export interface WriteAnswerOptions {
  chat: LanguageModel;
  snapshot: IndexSnapshot;
  question: Question;
  /** Numbered lines as the model reads them. */
  context: string;
  /** What each number in `context` stands for. */
  citables: ReadonlyMap<number, Citable>;
  support: 'quoted' | 'report';
  /** What is said when there is no answer. */
  refusal: () => string;
  signal?: AbortSignal | undefined;
}

/**
 * Has the model write the answer: text pieces as they come, then the citations and the audit.
 *
 * @returns whether the documents answer: at least one sentence is supported and the model did not say that there is no answer. If not, the text
 *   ends with the refusal and nothing is cited
 * @throws what the model throws, with the way to an answer without it
 */
export async function* writeAnswer(options: WriteAnswerOptions): AsyncGenerator<AskEvent, boolean> {
  const { citables, snapshot, question, support } = options;
  const reader = createCitationReader((number) => citables.has(number));
  const reply = readReply(options);
  let text = '';
  let waiting = '';
  const show = function* (piece: string): Generator<AskEvent> {
    waiting += piece;
    // Marks before the first word may turn out to belong to no answer.
    if (piece === '' || (text === '' && !/[\p{L}\p{N}]/u.test(waiting))) return;
    const shown = text === '' ? waiting.trimStart() : waiting;
    waiting = '';
    text += shown;
    yield { event: 'text', data: { text: shown } };
  };
  let step: IteratorResult<string, ChatReply>;
  try {
    for (step = await reply.next(); !step.done; step = await reply.next())
      yield* show(reader.push(step.value));
  } finally {
    // Whoever stops reading ends the call; one that has ended is left as it is.
    await reply.return(undefined as never);
  }
  yield* show(reader.end());
  const cutOff = step.value.finish === 'length';
  if (cutOff) yield* show(' …');
  const cited = reader.cited.map((number) => citables.get(number)!);
  const sentences = auditSentences(text, { snapshot, question: question.text, cited, support });
  const answered = !reader.saidNoAnswer && sentences.some((sentence) => sentence.support !== 'none');
  if (!answered) {
    const refusal = (text === '' ? '' : '\n\n') + options.refusal();
    yield { event: 'text', data: { text: refusal, refusal: true } };
  } else {
    for (const [at, citable] of cited.entries()) {
      yield { event: 'citation', data: citationOf(snapshot, citable, at + 1) };
    }
  }
  yield { event: 'audit', data: { sentences, struckOut: reader.struckOut, cutOff } };
  return answered;
}

async function* readReply({
  chat,
  question,
  context,
  citables,
  signal,
}: WriteAnswerOptions): AsyncGenerator<string, ChatReply> {
  const request = {
    messages: writeAnswerPrompt(question.text, context, question.language),
    maxTokens: MOST_ANSWER_TOKENS,
    purpose: 'answer',
    accept: (reply: ChatReply) => reasonToForget(reply, citables),
  };
  try {
    return yield* chat.stream(request, signal ? { signal } : {});
  } catch (error) {
    throw withWayOut(error);
  }
}

/** Only whole answers that cite what they were shown, or say that there is none, are remembered. */
function reasonToForget({ text, finish }: ChatReply, citables: ReadonlyMap<number, Citable>): string | null {
  if (finish === 'length') return 'It was cut off.';
  const citesContext = citedNumbers(text).some((number) => citables.has(number));
  return citesContext || text.includes(NO_ANSWER) ? null : 'It cites nothing that it was shown.';
}

/** A failure of the model as it is told to whoever asked: quotes need no model. */
export function withWayOut(error: unknown): unknown {
  if (!(error instanceof GraphRagError)) return error;
  const { code, message, retryable, hint } = error;
  return new GraphRagError(code, message, {
    reason: reasonFor('answer-not-written', {}, [reasonOf(error)]),
    hint: `${hint ? `${hint} ` : ''}Quotes from the documents need no model: ask for them alone (Quotes on the page, --answer extractive in a terminal).`,
    cause: error,
    retryable,
  });
}

import type { z } from 'zod';
import type { AnswerResponse, AskEvent, CitationResponse } from '../../../../domain/api/ask.ts';
import { AskEvents } from '../../../../domain/api/ask.ts';

type EventData<Name extends keyof typeof AskEvents> = z.infer<(typeof AskEvents)[Name]>;

/** An answer as far as it has arrived; what has not is null or empty. */
export interface AnswerState {
  question: string;
  status: 'streaming' | 'done' | 'stopped' | 'failed';
  plan: EventData<'plan'> | null;
  seeds: EventData<'seeds'> | null;
  expand: EventData<'expand'> | null;
  context: EventData<'context'> | null;
  text: string;
  citations: CitationResponse[];
  audit: EventData<'audit'> | null;
  usage: EventData<'usage'> | null;
  done: EventData<'done'> | null;
  error: EventData<'error'> | null;
}

/** Sentences that nothing which was read backs, as far as the audit has come. */
export function unsupportedSentences({ audit }: AnswerState): EventData<'audit'>['sentences'] {
  return audit?.sentences.filter(({ support }) => support === 'none') ?? [];
}

/** The state before the first event. */
export function startAnswer(question: string): AnswerState {
  return {
    question,
    status: 'streaming',
    plan: null,
    seeds: null,
    expand: null,
    context: null,
    text: '',
    citations: [],
    audit: null,
    usage: null,
    done: null,
    error: null,
  };
}

/** The state after one more event. */
export function withEvent(state: AnswerState, event: AskEvent): AnswerState {
  switch (event.event) {
    case 'text':
      // The panel tells that there is no answer in its own words.
      if (event.data.refusal) return state;
      return { ...state, text: state.text + event.data.text };
    case 'citation':
      return { ...state, citations: [...state.citations, event.data] };
    case 'done':
      return { ...state, done: event.data, status: 'done' };
    case 'error':
      return { ...state, error: event.data, status: 'failed' };
    default:
      return { ...state, [event.event]: event.data };
  }
}

/** Reads an event of the wire; null for one that this page does not know or that has another shape. */
export function readAskEvent(name: string, data: unknown): AskEvent | null {
  if (!Object.hasOwn(AskEvents, name)) return null;
  const parsed = AskEvents[name as keyof typeof AskEvents].safeParse(data);
  return parsed.success ? ({ event: name, data: parsed.data } as AskEvent) : null;
}

/** A saved answer as the state that its stream ended in. */
export function fromSavedAnswer(answer: AnswerResponse): AnswerState {
  let state = startAnswer(answer.question);
  for (const { event, data } of answer.trace) {
    const known = readAskEvent(event, data);
    if (known) state = withEvent(state, known);
  }
  return {
    ...state,
    status: 'done',
    text: answer.answered ? answer.text : state.text,
    citations: answer.citations,
    done: { answerId: answer.id, answered: answer.answered },
  };
}

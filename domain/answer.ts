/** How a question is answered. */
export const ANSWER_MODES = ['auto', 'basic', 'local', 'global'] as const;
export type AnswerMode = (typeof ANSWER_MODES)[number];

/** Who may be asked to answer: `auto` is the model when one is configured, else quotes alone. */
export const ANSWERERS = ['auto', 'model', 'extractive'] as const;

/** Who answered: a model that writes, or nobody: sentences of the documents, quoted. */
export type Answerer = Exclude<(typeof ANSWERERS)[number], 'auto'>;

/** A sentence of a document that an answer rests on. */
export interface Citation {
  /** 1-based, as shown in the text: `[1]`. */
  number: number;
  documentId: string;
  source: string;
  start: number;
  end: number;
  /** `document.text.slice(start, end)`. */
  quote: string;
  /** Entities named in it. */
  entityIds: string[];
}

/** An answer with everything that led to it. */
export interface Answer {
  id: string;
  question: string;
  /** The mode that answered, never `auto`. */
  mode: Exclude<AnswerMode, 'auto'>;
  /** The model that wrote it; absent when it is made of quotes. */
  model?: string;
  /** False, with no citation, when the documents do not say: then `text` says so, and what a model wrote in vain is in the trace alone. */
  answered: boolean;
  text: string;
  citations: Citation[];
  /** Every event in order, as it was streamed; pieces of text that came one after the other are one. */
  trace: TraceEvent[];
  /** ISO 8601. */
  at: string;
  milliseconds: number;
}

/** One step of an answer. `data` is what the event's schema in `api/ask.ts` says. */
export interface TraceEvent {
  event: string;
  data: unknown;
}

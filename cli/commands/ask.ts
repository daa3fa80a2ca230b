import type { z } from 'zod';
import { AskEvents, type AskRequest, type CitationResponse } from '../../domain/api/ask.ts';
import { type ErrorCode, GraphRagError } from '../../domain/errors.ts';
import { oneLine } from '../../domain/one-line.ts';
import type { Api } from '../api.ts';
import type { Output } from '../output.ts';

export interface AskFlags extends Pick<AskRequest, 'mode' | 'limit' | 'retrieveOnly'> {
  answer: AskRequest['answerer'];
}

type EventData<Name extends keyof typeof AskEvents> = z.infer<(typeof AskEvents)[Name]>;

/** What was told of an answer, as `--json` prints it. */
interface Gathered {
  /** Where the documents do not answer, what says so. */
  answer: string;
  answered: boolean;
  /** Sentences that no source says; all that was written where the documents do not answer. */
  unsupported: string[];
  /** Null when it is made of quotes. */
  model: string | null;
  citations: CitationResponse[];
  trace: { event: string; data: unknown }[];
  usage: EventData<'usage'> | null;
}

/** `orrery ask QUESTION`: 0 also when the documents do not say; `answered` tells. */
export async function askCommand(
  api: Api,
  question: string,
  { mode, answer, limit, retrieveOnly }: AskFlags,
  output: Output,
): Promise<number> {
  const request: AskRequest = { question, mode, answerer: answer, limit, retrieveOnly };
  const gathered: Gathered = {
    answer: '',
    answered: false,
    unsupported: [],
    model: null,
    citations: [],
    trace: [],
    usage: null,
  };
  const texts: EventData<'text'>[] = [];
  let context: EventData<'context'> = { passages: [], reports: [], tokens: 0 };
  let audit: EventData<'audit'> | null = null;
  for await (const { event, data: text } of api.events('POST', '/api/ask', request)) {
    const data: unknown = JSON.parse(text);
    if (event === 'error') {
      const { code, message, hint } = AskEvents.error.parse(data);
      throw new GraphRagError(code as ErrorCode, message, hint === undefined ? {} : { hint });
    }
    if (event === 'expand') tellFailure(AskEvents.expand.parse(data), output);
    if (event === 'plan') gathered.model = AskEvents.plan.parse(data).model;
    else if (event === 'text') texts.push(AskEvents.text.parse(data));
    else if (event === 'citation') gathered.citations.push(AskEvents.citation.parse(data));
    else if (event === 'usage') gathered.usage = AskEvents.usage.parse(data);
    else if (event === 'done') gathered.answered = AskEvents.done.parse(data).answered;
    else if (event === 'context') context = AskEvents.context.parse(data);
    else if (event === 'audit') audit = AskEvents.audit.parse(data);
    if (event !== 'text' && event !== 'citation') gathered.trace.push({ event, data });
  }
  const isTold = ({ refusal }: EventData<'text'>): boolean => gathered.answered || refusal === true;
  gathered.answer = texts
    .filter(isTold)
    .map(({ text }) => text)
    .join('')
    .trim();
  gathered.unsupported = unsupportedIn(audit);
  if (retrieveOnly) tellFound(context, output);
  else tellAnswer(gathered, audit, output);
  return 0;
}

/** Not finding what vectors would find is no error, and nothing to keep silent about. */
function tellFailure({ vectors }: EventData<'expand'>, output: Output): void {
  if (vectors?.failure) output.note(`Searched by words alone: ${vectors.failure}`);
}

function tellFound({ passages, reports }: EventData<'context'>, output: Output): void {
  output.result({ passages, ...(reports.length > 0 ? { reports } : {}) }, [
    ...passages.map(
      ({ score, document, text }) => `${score.toFixed(2)}  ${document.source}\n      ${oneLine(text)}`,
    ),
    ...reports.map(({ score, title }) => `${score.toFixed(2)}  ${title}`),
  ]);
}

function tellAnswer(gathered: Gathered, audit: EventData<'audit'> | null, output: Output): void {
  const citations = gathered.citations.map(({ entityIds: _, ...citation }) => citation);
  output.result({ ...gathered, citations }, [
    gathered.answer,
    '',
    ...citations.map((citation) => `[${citation.number}] ${citation.source}: ${oneLine(citation.quote)}`),
    ...remarks(gathered, audit),
  ]);
}

/** What a reader must know of a written answer: who wrote it, what it took, and what of it no source says. */
function remarks(
  { model, usage, answered, unsupported }: Gathered,
  audit: EventData<'audit'> | null,
): string[] {
  if (model === null) return [];
  const what = answered ? 'No source says' : 'What the model wrote has no source';
  const lines = unsupported.map((sentence) => `${what}: ${sentence}`);
  if (audit?.unread) {
    const { titles, message } = audit.unread;
    lines.push(`Not read, for the model failed (${message}): the reports ${titles.join('; ')}`);
  }
  if (audit?.cutOff) lines.push('The model was cut off: the answer is not whole.');
  const struck = audit?.struckOut ? ` · ${audit.struckOut} wrong citations taken out` : '';
  return ['', ...lines, `${answered ? 'Written by' : 'Asked'} ${model}${struck}${spent(usage)}`];
}

function unsupportedIn(audit: EventData<'audit'> | null): string[] {
  return audit?.sentences.flatMap(({ support, text }) => (support === 'none' ? [oneLine(text)] : [])) ?? [];
}

function spent(usage: Gathered['usage']): string {
  if (!usage) return '';
  const { inputTokens, outputTokens, cost, cachedCalls } = usage;
  if (inputTokens + outputTokens === 0) return cachedCalls > 0 ? ' · remembered, nothing was asked' : '';
  const price = cost === null ? 'price not known' : `$${cost.toFixed(4)}`;
  return ` · ${inputTokens} + ${outputTokens} tokens · ${price}`;
}

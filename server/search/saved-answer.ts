import type { TraceEvent } from '../../domain/answer.ts';
import type { AskEvent } from '../../domain/api/ask.ts';

/** The text of an answer from its events: what was written where the documents answer, else the refusal alone. */
export function textOf(events: readonly AskEvent[], answered: boolean): string {
  const pieces = events.flatMap((event) => (event.event === 'text' ? [event.data] : []));
  const told = answered ? pieces : pieces.filter(({ refusal }) => refusal);
  return told
    .map(({ text }) => text)
    .join('')
    .trim();
}

/** The events with neighbouring pieces of text made one: a model sends a piece for each word, which nobody needs to keep. */
export function withTextsJoined(events: readonly AskEvent[]): TraceEvent[] {
  const joined: AskEvent[] = [];
  for (const event of events) {
    const last = joined.at(-1);
    const isMore =
      event.event === 'text' && last?.event === 'text' && event.data.refusal === last.data.refusal;
    if (isMore)
      joined[joined.length - 1] = { ...last, data: { ...last.data, text: last.data.text + event.data.text } };
    else joined.push(event);
  }
  return joined;
}

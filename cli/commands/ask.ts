import type { z } from 'zod';
import { AskEvents, type AskRequest, type CitationResponse } from '../../domain/api/ask.ts';
import { type ErrorCode, GraphRagError } from '../../domain/errors.ts';
import type { Api } from '../api.ts';
import type { Output } from '../output.ts';

/** `orrery ask QUESTION`: 0 also when the documents do not say; `answered` tells. */
export async function askCommand(api: Api, request: AskRequest, output: Output): Promise<number> {
  const gathered = {
    answer: '',
    answered: false,
    citations: [] as CitationResponse[],
    trace: [] as { event: string; data: unknown }[],
    usage: null as z.infer<typeof AskEvents.usage> | null,
  };
  let passages: z.infer<typeof AskEvents.context>['passages'] = [];
  for await (const { event, data: text } of api.events('POST', '/api/ask', request)) {
    const data: unknown = JSON.parse(text);
    if (event === 'error') {
      const { code, message, hint } = AskEvents.error.parse(data);
      throw new GraphRagError(code as ErrorCode, message, hint === undefined ? {} : { hint });
    }
    if (event === 'text') gathered.answer += AskEvents.text.parse(data).text;
    else if (event === 'citation') gathered.citations.push(AskEvents.citation.parse(data));
    else if (event === 'usage') gathered.usage = AskEvents.usage.parse(data);
    else if (event === 'done') gathered.answered = AskEvents.done.parse(data).answered;
    if (event === 'context') passages = AskEvents.context.parse(data).passages;
    if (event !== 'text' && event !== 'citation') gathered.trace.push({ event, data });
  }
  if (request.retrieveOnly) {
    output.result(
      { passages },
      passages.map(
        (passage) =>
          `${passage.score.toFixed(2)}  ${passage.document.source}\n      ${oneLine(passage.text)}`,
      ),
    );
    return 0;
  }
  const citations = gathered.citations.map(({ entityIds: _, ...citation }) => citation);
  output.result({ ...gathered, citations }, [
    gathered.answer.trim(),
    '',
    ...citations.map((citation) => `[${citation.number}] ${citation.source}: ${oneLine(citation.quote)}`),
  ]);
  return 0;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

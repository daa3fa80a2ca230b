import { z } from 'zod';
import { AnswerListResponse, AnswerResponse, AskEvents, AskRequest } from '../../domain/api/ask.ts';
import { IdParams, PageQuery } from '../../domain/api/common.ts';
import { GraphRagError } from '../../domain/errors.ts';
import { reasonFor } from '../../domain/reason.ts';
import type { AppDeps } from '../app-deps.ts';
import { presentAnswer, presentAnswerSummary } from '../presenters/answer.ts';
import { errorForLog, presentError } from '../presenters/error.ts';
import { jsonRoute, type Route, rawRoute } from '../route.ts';
import { closeSignal, openEventStream } from '../streams/event-stream.ts';
import { jsonBody } from './bodies.ts';

/** Questions and the answers that were kept. */
export function askRoutes({ ask, store, logger }: Pick<AppDeps, 'ask' | 'store' | 'logger'>): Route[] {
  return [
    rawRoute({
      method: 'post',
      path: '/api/ask',
      summary: 'Answers a question, as server-sent events; closing the connection ends the work',
      body: AskRequest,
      before: [jsonBody],
      replies: [
        {
          status: 200,
          description: `Events by name: ${Object.keys(AskEvents).join(', ')}`,
          mediaType: 'text/event-stream',
          schema: z.union(Object.values(AskEvents)),
        },
      ],
      async handle({ body, response }) {
        const signal = closeSignal(response);
        const events = ask(body, { signal })[Symbol.asyncIterator]();
        // What fails before the first step is an ordinary error with its status.
        let step = await events.next();
        const stream = openEventStream(response, signal);
        try {
          while (!step.done && !signal.aborted) {
            await stream.send(step.value.event, step.value.data);
            step = await events.next();
          }
        } catch (error) {
          if (signal.aborted) return;
          if (!(error instanceof GraphRagError)) logger.error({ error: errorForLog(error) }, 'answer failed');
          await stream.send('error', presentError(error));
        } finally {
          await events.return?.();
          stream.end();
        }
      },
    }),
    jsonRoute({
      method: 'get',
      path: '/api/answers',
      summary: 'Answers given so far, newest first',
      query: PageQuery,
      reply: AnswerListResponse,
      async handle({ query }) {
        const page = await store.listAnswers(query);
        return {
          items: page.items.map(presentAnswerSummary),
          total: page.total,
          ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
        };
      },
    }),
    jsonRoute({
      method: 'get',
      path: '/api/answers/:id',
      summary: 'One answer with every step that led to it',
      params: IdParams,
      reply: AnswerResponse,
      async handle({ params }) {
        const answer = await store.findAnswer(params.id);
        if (!answer)
          throw new GraphRagError('not-found', `No answer has the id "${params.id}"`, {
            reason: reasonFor('not-there', { id: params.id }),
          });
        return presentAnswer(answer);
      },
    }),
  ];
}

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import {
  AnswerListResponse,
  AnswerResponse,
  type AskEvent,
  type AskRequest,
} from '../../../../domain/api/ask.ts';
import { EntityListResponse } from '../../../../domain/api/entities.ts';
import { request, requestJson, streamServerEvents } from '../../api-client.ts';
import { readAskEvent } from './answer-state.ts';

/** How a question is to be answered. */
export type AskOptions = Pick<AskRequest, 'mode' | 'answerer'>;

/** Asks, and gives the events as they arrive. @throws RequestError */
export async function* askQuestion(
  question: string,
  options: AskOptions,
  signal: AbortSignal,
): AsyncGenerator<AskEvent> {
  const response = await request('/ask', {
    method: 'POST',
    body: { question, ...options },
    headers: { accept: 'text/event-stream' },
    signal,
  });
  for await (const { event, data } of streamServerEvents(response)) {
    const known = readAskEvent(event, JSON.parse(data));
    if (known) yield known;
  }
}

/** A saved answer with its trace; nothing is asked while `id` is null. */
export function useSavedAnswer(id: string | null) {
  return useQuery({
    queryKey: ['answer', id],
    enabled: id !== null,
    queryFn: ({ signal }) =>
      requestJson(AnswerResponse, `/answers/${encodeURIComponent(id ?? '')}`, { signal }),
  });
}

/** Earlier answers, newest first. */
export function useAnswers() {
  return useInfiniteQuery({
    queryKey: ['answers'],
    queryFn: ({ signal, pageParam }) =>
      requestJson(AnswerListResponse, '/answers', { query: { limit: 30, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** The best entities, to make example questions of. */
export function useBestEntities() {
  return useQuery({
    queryKey: ['best-entities'],
    queryFn: ({ signal }) => requestJson(EntityListResponse, '/entities', { query: { limit: 6 }, signal }),
  });
}

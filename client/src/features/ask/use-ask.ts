import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { isAborted, RequestError } from '../../request-error.ts';
import { type AnswerState, startAnswer, withEvent } from './answer-state.ts';
import { type AskOptions, askQuestion } from './api.ts';

/** One running or finished question. */
export interface Asking {
  answer: AnswerState | null;
  ask: (question: string, options: AskOptions) => void;
  stop: () => void;
  clear: () => void;
}

/**
 * Asks one question at a time; a new one stops the one before.
 *
 * @param onSaved told the id under which the answer was saved
 */
export function useAsk(onSaved: (answerId: string) => void): Asking {
  const [answer, setAnswer] = useState<AnswerState | null>(null);
  const running = useRef<AbortController | null>(null);
  const queryClient = useQueryClient();
  const saved = useRef(onSaved);
  saved.current = onSaved;

  const stop = useCallback(() => {
    running.current?.abort();
    running.current = null;
    setAnswer((state) => (state?.status === 'streaming' ? { ...state, status: 'stopped' } : state));
  }, []);

  const ask = useCallback(
    (question: string, options: AskOptions) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      setAnswer(startAnswer(question));
      const update = (change: (state: AnswerState) => AnswerState) => {
        if (running.current === controller) setAnswer((state) => (state ? change(state) : state));
      };
      const run = async () => {
        try {
          for await (const event of askQuestion(question, options, controller.signal)) {
            update((state) => withEvent(state, event));
            if (event.event === 'done' && event.data.answerId) saved.current(event.data.answerId);
          }
          update((state) => (state.status === 'streaming' ? { ...state, status: 'stopped' } : state));
        } catch (error) {
          if (isAborted(error)) return;
          const failure = error instanceof RequestError ? error : null;
          const told = {
            code: failure?.code ?? 'internal',
            message: error instanceof Error ? error.message : String(error),
            ...(failure?.hint ? { hint: failure.hint } : {}),
            ...(failure?.reason ? { reason: failure.reason } : {}),
          };
          update((state) => ({ ...state, status: 'failed', error: told }));
        } finally {
          void queryClient.invalidateQueries({ queryKey: ['answers'] });
        }
      };
      void run();
    },
    [queryClient],
  );

  const clear = useCallback(() => {
    stop();
    setAnswer(null);
  }, [stop]);

  useEffect(() => () => running.current?.abort(), []);
  return { answer, ask, stop, clear };
}

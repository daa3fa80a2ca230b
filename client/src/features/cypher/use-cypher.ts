import { useCallback, useEffect, useRef, useState } from 'react';
import type { CypherLine } from '../../../../domain/api/cypher.ts';
import { isAborted, RequestError } from '../../request-error.ts';
import { runCypher } from './api.ts';
import { type QueryResult, RUNNING, withLines } from './query-result.ts';

/** Rows are shown in batches of this age, so that a fast stream does not draw the page for each row. */
const BATCH_MS = 60;

/** Runs one query at a time. */
export interface CypherRunner {
  result: QueryResult | null;
  run: (query: string, limit: number) => void;
  cancel: () => void;
}

function failure(error: unknown): QueryResult['error'] {
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof RequestError
    ? { code: error.code, message, hint: error.hint, reason: error.reason }
    : { code: 'unexpected-reply', message };
}

/** The query that runs and what has come of it; leaving the panel cancels it. */
export function useCypher(): CypherRunner {
  const [result, setResult] = useState<QueryResult | null>(null);
  const running = useRef<AbortController | null>(null);

  const run = useCallback((query: string, limit: number) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setResult(RUNNING);
    let waiting: CypherLine[] = [];
    let shownAt = performance.now();
    const update = (change: (result: QueryResult) => QueryResult) => {
      if (running.current === controller) setResult((now) => (now ? change(now) : now));
    };
    const show = () => {
      const lines = waiting;
      waiting = [];
      shownAt = performance.now();
      if (lines.length > 0) update((now) => withLines(now, lines));
    };
    const stream = async () => {
      try {
        for await (const line of runCypher(query, limit, controller.signal)) {
          waiting.push(line);
          if (performance.now() - shownAt > BATCH_MS || !('row' in line)) show();
        }
        show();
      } catch (error) {
        show();
        if (isAborted(error)) return;
        update((now) => ({ ...now, status: 'failed', error: failure(error) }));
      }
    };
    void stream();
  }, []);

  const cancel = useCallback(() => {
    running.current?.abort();
    setResult((now) => (now?.status === 'running' ? { ...now, status: 'cancelled' } : now));
  }, []);

  useEffect(() => () => running.current?.abort(), []);
  return { result, run, cancel };
}

import type { IngestReport, ModelSpending } from '../../../domain/job.ts';
import type { BuildProgress, BuildRequest, IndexBuilder } from '../../../domain/ports/index-builder.ts';
import { anIngestReport } from '../history.ts';

/** One call of `build`, held open until the test ends it. */
interface HeldBuild {
  request: BuildRequest;
  spentBefore: ModelSpending | undefined;
  signal: AbortSignal | undefined;
  progress(progress: BuildProgress): void;
  finish(report?: IngestReport): void;
  fail(error: unknown): void;
}

/** An IndexBuilder whose builds end when the test says so; a cancelled one ends with its signal's error. */
export interface ScriptedBuilder extends IndexBuilder {
  /** The next build that was begun and not yet asked for here. */
  next(): Promise<HeldBuild>;
  /** Builds begun so far. */
  readonly begun: readonly HeldBuild[];
}

export function createScriptedBuilder(): ScriptedBuilder {
  const begun: HeldBuild[] = [];
  const waiting: ((build: HeldBuild) => void)[] = [];
  let taken = 0;
  return {
    begun,
    build: (request, { signal, onProgress, spentBefore }) =>
      new Promise((resolve, reject) => {
        const held: HeldBuild = {
          request,
          spentBefore,
          signal,
          progress: (progress) => onProgress?.(progress),
          finish: (report = anIngestReport()) => resolve(report),
          fail: reject,
        };
        signal?.addEventListener('abort', () => reject(signal.reason));
        begun.push(held);
        waiting.shift()?.(held);
      }),
    next() {
      const held = begun[taken];
      taken += 1;
      if (held) return Promise.resolve(held);
      return new Promise((resolve) => {
        waiting.push(resolve);
      });
    },
  };
}

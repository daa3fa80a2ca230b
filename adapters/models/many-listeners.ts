import { setMaxListeners } from 'node:events';

/** A job has one signal and thousands of calls that listen to it; Node would take that for a leak and say so. */
export function allowManyListeners(signal: AbortSignal | undefined): void {
  if (signal) setMaxListeners(0, signal);
}

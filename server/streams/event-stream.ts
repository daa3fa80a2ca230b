import type { Response } from 'express';

/** Server-sent events on one reply. */
export interface EventStream {
  /** Aborted when nobody listens any more. */
  readonly signal: AbortSignal;
  /** Resolves when there is room for the next event. */
  send(event: string, data: unknown, id?: number): Promise<void>;
  end(): void;
}

const HEARTBEAT_MS = 15_000;

/** An AbortSignal that fires when the connection of `response` closes before the reply is complete. */
export function closeSignal(response: Response): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => controller.abort());
  if (response.destroyed) controller.abort();
  return controller.signal;
}

/** Writes, then waits until there is room again, or the connection is gone. */
export async function writeWithRoom(response: Response, text: string, signal: AbortSignal): Promise<void> {
  if (signal.aborted || response.write(text)) return;
  await new Promise<void>((resolve) => {
    const go = () => {
      response.off('drain', go);
      signal.removeEventListener('abort', go);
      resolve();
    };
    response.on('drain', go);
    signal.addEventListener('abort', go);
  });
}

/**
 * Opens the stream: headers go out at once, and a comment every 15 seconds keeps proxies from closing it.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function openEventStream(response: Response, signal = closeSignal(response)): EventStream {
  response.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
  });
  response.flushHeaders();
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
  heartbeat.unref();
  response.once('close', () => clearInterval(heartbeat));
  return {
    signal,
    send(event, data, id) {
      const head = id === undefined ? '' : `id: ${id}\n`;
      return writeWithRoom(response, `${head}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`, signal);
    },
    end() {
      clearInterval(heartbeat);
      response.end();
    },
  };
}

import type { MessagePort } from 'node:worker_threads';

/** A conversation over a message port, one message at a time. */
export interface Channel<Sent, Received> {
  send(message: Sent): void;
  /** The next message; waits for it. @throws ChannelClosedError */
  receive(): Promise<Received>;
  close(): void;
}

/** The other side of a channel has gone. */
export class ChannelClosedError extends Error {
  constructor() {
    super('The thread at the other end has ended');
    this.name = 'ChannelClosedError';
  }
}

/** Listens on a port of which nothing may get lost, however late someone asks for the next message. */
export function createChannel<Sent, Received>(port: MessagePort): Channel<Sent, Received> {
  const arrived: Received[] = [];
  let waiting: { resolve: (message: Received) => void; reject: (error: Error) => void } | null = null;
  let isClosed = false;
  port.on('message', (message: Received) => {
    if (waiting) waiting.resolve(message);
    else arrived.push(message);
    waiting = null;
  });
  port.on('close', () => {
    isClosed = true;
    waiting?.reject(new ChannelClosedError());
    waiting = null;
  });
  return {
    send: (message) => port.postMessage(message),
    receive: () =>
      new Promise((resolve, reject) => {
        const message = arrived.shift();
        if (message !== undefined) resolve(message);
        else if (isClosed) reject(new ChannelClosedError());
        else waiting = { resolve, reject };
      }),
    close: () => port.close(),
  };
}

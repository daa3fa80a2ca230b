import { APIConnectionTimeoutError } from 'openai';

interface Waiting {
  /** Longest wait for the next piece. */
  timeoutMs: number;
  /** Ends what the pieces come from. */
  stop(): void;
}

/** The pieces as they come. Signs of life without content, which some servers send for ever, are no piece. @throws APIConnectionTimeoutError */
export async function* whileItComes<Piece>(
  pieces: AsyncIterable<Piece>,
  { timeoutMs, stop }: Waiting,
): AsyncGenerator<Piece> {
  let isLate = false;
  const wait = (): NodeJS.Timeout =>
    setTimeout(() => {
      isLate = true;
      stop();
    }, timeoutMs);
  let timer = wait();
  try {
    for await (const piece of pieces) {
      clearTimeout(timer);
      yield piece;
      timer = wait();
    }
  } finally {
    clearTimeout(timer);
  }
  // The package ends a stopped stream without a word.
  if (isLate) throw new APIConnectionTimeoutError();
}

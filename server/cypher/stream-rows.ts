import type { Response } from 'express';
import type { CypherLine } from '../../domain/api/cypher.ts';
import type { CypherResult } from '../../domain/ports/graph-store.ts';
import { presentError } from '../presenters/error.ts';
import { writeWithRoom } from '../streams/event-stream.ts';

/** Most characters of rows in one reply; what is beyond is told as truncated. */
const MOST_CHARACTERS = 256 * 1024 * 1024;

/**
 * Writes the result as NDJSON: columns, each row as there is room for it, then a summary, or an error where the query fails
 * on its way. A closed connection ends the query.
 *
 * @param onError told of what failed, before the reader is
 */
export async function streamRows(
  response: Response,
  result: CypherResult,
  { signal, onError }: { signal: AbortSignal; onError: (error: unknown) => void },
): Promise<void> {
  const write = (line: CypherLine): Promise<void> => writeLine(response, JSON.stringify(line), signal);
  response
    .status(200)
    .set({ 'Content-Type': 'application/x-ndjson; charset=utf-8', 'X-Accel-Buffering': 'no' });
  try {
    await write({ columns: result.columns });
    const sent = await writeRows(response, result, signal);
    if (signal.aborted) return;
    const summary = sent.cut
      ? { rows: sent.rows, truncated: true, milliseconds: result.summary().milliseconds }
      : result.summary();
    const { rows, truncated, milliseconds } = summary;
    await write({ summary: { rows, truncated, milliseconds } });
  } catch (error) {
    if (signal.aborted) return;
    onError(error);
    await write({ error: presentError(error) });
  } finally {
    response.end();
  }
}

async function writeRows(
  response: Response,
  { rows }: CypherResult,
  signal: AbortSignal,
): Promise<{ rows: number; cut: boolean }> {
  let [count, characters] = [0, 0];
  // Leaving the loop early ends the query.
  for await (const row of rows) {
    if (signal.aborted) break;
    const line = JSON.stringify({ row } satisfies CypherLine);
    characters += line.length;
    if (characters > MOST_CHARACTERS) return { rows: count, cut: true };
    await writeLine(response, line, signal);
    count += 1;
  }
  return { rows: count, cut: false };
}

function writeLine(response: Response, line: string, signal: AbortSignal): Promise<void> {
  return writeWithRoom(response, `${line}\n`, signal);
}

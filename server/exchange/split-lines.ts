import { Buffer } from 'node:buffer';
import { unreadableExport } from './format.ts';

/** Longest line in bytes; a document of the size that ingest takes is far shorter. */
const MOST_BYTES = 256 * 1024 * 1024;
const LINE_END = 0x0a;

/** The lines of a text in bytes, each without its line end. What stands after the last line end is a line too, unless it is empty. */
export async function* splitLines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let parts: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    let from = 0;
    for (let at = piece.indexOf(LINE_END); at >= 0; at = piece.indexOf(LINE_END, from)) {
      yield Buffer.concat([...parts, piece.subarray(from, at)]);
      [parts, length, from] = [[], 0, at + 1];
    }
    if (from === piece.length) continue;
    parts.push(piece.subarray(from));
    length += piece.length - from;
    if (length > MOST_BYTES) {
      throw unreadableExport(
        `A line of the file is longer than ${MOST_BYTES / 1024 / 1024} MiB`,
        'This is no export of Orrery.',
      );
    }
  }
  if (length > 0) yield Buffer.concat(parts);
}

import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { ExportPlan } from './plan-export.ts';

/** Characters of lines that are handed on together. */
const PIECE = 64 * 1024;

/** The file of a plan, as it is made: gzip, no further ahead than the reader asks. Destroying it ends the work. */
export function writeExport(plan: ExportPlan): Readable {
  const lines = Readable.from(exportText(plan), { objectMode: false, highWaterMark: PIECE });
  const file = createGzip();
  lines.once('error', (error) => file.destroy(error));
  file.once('close', () => lines.destroy());
  return lines.pipe(file);
}

/** Header, records and trailer, unpacked, in pieces of whole lines. */
async function* exportText({ header, records }: ExportPlan): AsyncGenerator<string> {
  const hash = createHash('sha256');
  let piece = `${JSON.stringify({ header })}\n`;
  let count = 0;
  for await (const record of records()) {
    piece += `${record}\n`;
    count += 1;
    if (piece.length < PIECE) continue;
    hash.update(piece);
    yield piece;
    piece = '';
  }
  hash.update(piece);
  yield `${piece}${JSON.stringify({ trailer: { records: count, sha256: hash.digest('hex') } })}\n`;
}

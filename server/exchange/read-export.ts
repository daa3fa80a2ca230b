import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { type ExchangeContent, emptyContent, listsOf } from './exchange-content.ts';
import {
  FORMAT,
  FORMAT_VERSION,
  Header,
  RECORD_KINDS,
  type RecordKind,
  Trailer,
  unreadableExport,
} from './format.ts';
import { RECORD_SCHEMAS } from './record-schemas.ts';
import { createReferenceCheck } from './reference-check.ts';
import { splitLines } from './split-lines.ts';

interface Line {
  kind: string;
  value: unknown;
}

interface ReadOptions {
  signal?: AbortSignal | undefined;
  /** Told of records read so far and in all. */
  onProgress?: ((done: number, total: number) => void) | undefined;
}

const TAKE_ANOTHER = 'Export again, or take another copy of the file.';
const NOT_OURS = 'Give a file that `orrery export` wrote.';
const AnyHeader = z.looseObject({
  format: z.literal(FORMAT),
  version: z.number().int(),
});
/** Lines between two looks at the signal. */
const STRIDE = 256;

/**
 * Reads a whole file: every line is checked as it comes, and nothing is returned unless all of it is right.
 *
 * @param packed the bytes of the file
 * @throws GraphRagError `document-unreadable` naming the line; the signal's own error
 */
export async function readExport(
  packed: AsyncIterable<Uint8Array>,
  { signal, onProgress }: ReadOptions = {},
): Promise<ExchangeContent> {
  const reader = createLineReader();
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let number = 0;
  for await (const line of splitLines(unpack(packed))) {
    number += 1;
    reader.take(number, line, parseLine(number, line, decoder));
    if (number % STRIDE > 0) continue;
    signal?.throwIfAborted();
    onProgress?.(...reader.progress());
  }
  signal?.throwIfAborted();
  const content = reader.end();
  onProgress?.(...reader.progress());
  return content;
}

async function* unpack(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  // What fails in here ends `gunzip` with the same error, which the loop below meets.
  const fed = pipeline(Readable.from(packed), gunzip).catch(() => undefined);
  try {
    for await (const piece of gunzip) yield piece as Uint8Array;
    await fed;
  } catch (error) {
    throw unpackError(error);
  } finally {
    gunzip.destroy();
  }
}

function unpackError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!/^Z_/.test(code)) return error;
  if (code === 'Z_BUF_ERROR')
    return unreadableExport('The file is cut off: it ends in the middle', TAKE_ANOTHER, error);
  return unreadableExport('The file is damaged, or not packed with gzip', NOT_OURS, error);
}

/** A line as it is meant: an object with one field, named for the kind of what it holds. */
function parseLine(number: number, line: Uint8Array, decoder: InstanceType<typeof TextDecoder>): Line {
  try {
    const fields = Object.entries(JSON.parse(decoder.decode(line)) as object);
    const [[kind, value] = []] = fields;
    if (fields.length === 1 && kind !== undefined) return { kind, value };
  } catch (error) {
    throw unreadableExport(
      `Line ${number} is not JSON in UTF-8`,
      number === 1 ? NOT_OURS : TAKE_ANOTHER,
      error,
    );
  }
  throw unreadableExport(
    `Line ${number} is not an object with one field`,
    number === 1 ? NOT_OURS : TAKE_ANOTHER,
  );
}

/** Takes the lines of one file, in order. */
function createLineReader() {
  const content = emptyContent();
  const lists = listsOf(content);
  const references = createReferenceCheck();
  const hash = createHash('sha256');
  let header: Header | null = null;
  let records = 0;
  let ended = false;
  let order = 0;

  function takeRecord(number: number, { kind, value }: Line): void {
    if (!isRecordKind(kind)) throw wrongLine(number, kind, 'there is no such kind of record');
    const place = RECORD_KINDS.indexOf(kind);
    if (place < order)
      throw wrongLine(number, kind, `records of kind ${RECORD_KINDS[order]} stand before it`);
    order = place;
    const parsed = RECORD_SCHEMAS[kind].safeParse(value);
    if (!parsed.success) throw wrongLine(number, kind, issuesOf(parsed.error));
    const problem = references.problemOf(kind, parsed.data);
    if (problem !== null) throw wrongLine(number, kind, problem);
    (lists[kind] as unknown[]).push(parsed.data);
    records += 1;
  }

  function takeTrailer(number: number, value: unknown): void {
    const trailer = Trailer.safeParse(value);
    if (!trailer.success) throw wrongLine(number, 'trailer', issuesOf(trailer.error));
    if (trailer.data.sha256 !== hash.digest('hex') || trailer.data.records !== records)
      throw unreadableExport('The file is damaged: its checksum does not fit its content', TAKE_ANOTHER);
    for (const kind of RECORD_KINDS) {
      const [found, wanted] = [lists[kind].length, header?.counts[kind] ?? 0];
      if (found !== wanted)
        throw unreadableExport(`The file holds ${found} of ${wanted} records of kind ${kind}`, TAKE_ANOTHER);
    }
    ended = true;
  }

  return {
    take(number: number, bytes: Uint8Array, line: Line): void {
      if (ended) throw wrongLine(number, line.kind, 'nothing may follow the trailer');
      if (header !== null && line.kind === 'trailer') {
        takeTrailer(number, line.value);
        return;
      }
      if (header === null) header = readHeader(line);
      else takeRecord(number, line);
      hash.update(bytes).update('\n');
    },
    progress(): [done: number, total: number] {
      const total = Object.values(header?.counts ?? {}).reduce((sum, count) => sum + count, 0);
      return [records, total];
    },
    /** The content, once the trailer was there. */
    end(): ExchangeContent {
      if (header === null) throw unreadableExport('The file is empty', NOT_OURS);
      if (!ended) throw unreadableExport('The file is cut off: its last line is missing', TAKE_ANOTHER);
      return content;
    },
  };
}

function readHeader({ kind, value }: Line): Header {
  const any = AnyHeader.safeParse(value);
  if (kind !== 'header' || !any.success) throw unreadableExport('This is no export of Orrery', NOT_OURS);
  if (any.data.version > FORMAT_VERSION) {
    throw unreadableExport(
      `The export has format version ${any.data.version}; this Orrery reads versions up to ${FORMAT_VERSION}`,
      'Update Orrery, then import again.',
    );
  }
  const header = Header.safeParse(value);
  if (!header.success) throw wrongLine(1, 'header', issuesOf(header.error));
  return header.data;
}

function isRecordKind(kind: string): kind is RecordKind {
  return (RECORD_KINDS as readonly string[]).includes(kind);
}

function issuesOf({ issues }: z.ZodError): string {
  return issues
    .slice(0, 3)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
    .join('; ');
}

function wrongLine(number: number, kind: string, problem: string): Error {
  return unreadableExport(`Line ${number} (${kind.slice(0, 40)}) is not right: ${problem}`, TAKE_ANOTHER);
}

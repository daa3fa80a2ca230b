import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { VectorTable } from '../../../../domain/ports/vector-store.ts';
import { toVectorRow, type VectorLine } from '../../../../server/exchange/vector-line.ts';
import { wholeIndex } from '../../../contract/index-fixture.ts';
import { exported, exportStoreOf, fileOf, imported, recordsOf } from '../../../support/exchange-files.ts';
import { anAnswer, aRun } from '../../../support/history.ts';

const content = {
  index: wholeIndex(),
  runs: [aRun({ id: 'run-2', at: '2026-02-02T00:00:00.000Z' }), aRun()],
  answers: [anAnswer()],
};
let file: Buffer;
let records: string[];
beforeAll(async () => {
  file = await exported(exportStoreOf(content));
  records = recordsOf(file);
});

/** The records with the one that `is` looks for changed, as JSON. */
function changed(is: RegExp, change: (record: Record<string, unknown>) => object): string[] {
  const at = records.findIndex((record) => is.test(record));
  expect(at).toBeGreaterThanOrEqual(0);
  const [[kind = '', record] = []] = Object.entries(
    JSON.parse(records[at] ?? '') as Record<string, Record<string, unknown>>,
  );
  return records.with(at, JSON.stringify({ [kind]: change(record ?? {}) }));
}

const refused = (message: RegExp) => ({
  code: 'document-unreadable',
  message: expect.stringMatching(message),
  hint: expect.any(String),
});

describe('an export', () => {
  it('holds everything: read back it is what was written', async () => {
    expect(await imported(file)).toEqual({ ...content, vectors: [] });
  });

  it('is the same file, byte for byte, when what was read is exported again', async () => {
    expect((await exported(exportStoreOf(await imported(file)))).equals(file)).toBe(true);
  });

  it('can be read in pieces of any size', async () => {
    for (const size of [1, 7, 1000]) expect(await imported(file, size)).toEqual({ ...content, vectors: [] });
  });

  it('names before it is named: every record stands behind those it refers to', () => {
    const kinds = records.map((record) => Object.keys(JSON.parse(record) as object)[0]);
    expect([...new Set(kinds)]).toEqual([
      'document',
      'chunk',
      'community',
      'report',
      'entity',
      'mention',
      'relationship',
      'decision',
      'run',
      'answer',
    ]);
  });

  it('of nothing can be read too', async () => {
    const { index } = await imported(fileOf([]));
    expect(Object.values(index).every((list) => list.length === 0)).toBe(true);
  });

  it('keeps what a newer run tells of itself', async () => {
    const kept = changed(/^\{"run"/, (run) => ({
      ...run,
      report: { ...(run.report as object), extra: { a: 1 } },
    }));
    const { runs } = await imported(fileOf(kept));
    expect(runs[0]?.report).toMatchObject({ extra: { a: 1 } });
  });
});

describe('a file that is not whole', () => {
  it('is refused wherever it is cut off', async () => {
    for (let length = 0; length < file.length; length += 13)
      await expect(imported(file.subarray(0, length))).rejects.toMatchObject({ code: 'document-unreadable' });
  });

  it('is refused when whole lines are missing at its end', async () => {
    const lines = gunzipSync(file).toString('utf8').trimEnd().split('\n');
    for (const count of [1, 5, lines.length - 1]) {
      const cut = gzipSync(`${lines.slice(0, count).join('\n')}\n`);
      await expect(imported(cut)).rejects.toMatchObject(refused(/cut off/));
    }
  });

  it('is refused when a byte of its content has changed, and packed again', async () => {
    const bytes = gunzipSync(file);
    for (let at = 3; at < bytes.length; at += 97) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      await expect(imported(gzipSync(damaged)), `byte ${at}`).rejects.toMatchObject({
        code: 'document-unreadable',
      });
    }
  });

  it('is refused when a byte of the packed file has changed', async () => {
    for (let at = 12; at < file.length; at += 41) {
      const damaged = Buffer.from(file);
      damaged[at] = (damaged[at] ?? 0) ^ 0x10;
      await expect(imported(damaged), `byte ${at}`).rejects.toMatchObject({ code: 'document-unreadable' });
    }
  });

  it('is refused when a line is missing, and when the counts of its header are wrong', async () => {
    const header = gunzipSync(file).toString('utf8').split('\n')[0] ?? '';
    const { counts } = (JSON.parse(header) as { header: { counts: object } }).header;
    const short = records.filter((record) => !record.startsWith('{"decision"'));
    await expect(imported(fileOf(short, { counts }))).rejects.toMatchObject(
      refused(/0 of 3 records of kind decision/),
    );
  });

  it('is refused when something follows its end', async () => {
    const more = gzipSync(`${gunzipSync(file).toString('utf8')}{"run":{}}\n`);
    await expect(imported(more)).rejects.toMatchObject(refused(/nothing may follow/));
  });
});

describe('a file that is not ours', () => {
  it.each([
    ['nothing', Buffer.alloc(0), /cut off|empty/],
    ['a text', Buffer.from('{"header":{}}\n'), /not packed/],
    ['a packed text', gzipSync('Once upon a time\n'), /Line 1 is not JSON/],
    ['packed JSON of another kind', gzipSync('{"type":"FeatureCollection"}\n'), /no export/],
    ['bytes that are no UTF-8', gzipSync(Buffer.from([0x7b, 0xff, 0xfe, 0x0a])), /Line 1/],
  ])('is refused: %s', async (_name, bytes, message) => {
    await expect(imported(bytes)).rejects.toMatchObject(refused(message));
  });

  it('is refused when a newer Orrery wrote it, with both versions named', async () => {
    const newer = fileOf(records, { version: 3, something: 'new' });
    await expect(imported(newer)).rejects.toMatchObject(
      refused(/format version 3; this Orrery reads versions up to 2/),
    );
    await expect(imported(fileOf(records, { version: 0 }))).rejects.toMatchObject(refused(/Line 1/));
  });
});

describe('a line that is not right', () => {
  const lineOf = (is: RegExp) => records.findIndex((record) => is.test(record)) + 2;

  it.each([
    ['a field that is missing', /"entity":\{"id":"e-2"/, ({ name: _, ...entity }) => entity, /name/],
    [
      'a field of another type',
      /"entity":\{"id":"e-2"/,
      (entity) => ({ ...entity, aliases: 'x' }),
      /aliases/,
    ],
    [
      'a field that nobody knows',
      /"entity":\{"id":"e-2"/,
      (entity) => ({ ...entity, colour: 'red' }),
      /colour/,
    ],
    [
      'an id that stands twice',
      /"entity":\{"id":"e-2"/,
      (entity) => ({ ...entity, id: 'e-1' }),
      /"e-1" stands twice/,
    ],
    [
      'a source that stands twice',
      /"document":\{"id":"d-3"/,
      (document) => ({ ...document, source: 'notes/d-1.md' }),
      /source/,
    ],
    [
      'an end that is not there',
      /"relationship":\{"id":"r-3"/,
      (one) => ({ ...one, targetId: 'none' }),
      /entity "none"/,
    ],
    [
      'a place outside its document',
      /"mention"/,
      (mention) => ({ ...mention, end: 4000 }),
      /characters 0 to 4000/,
    ],
    [
      'a chunk of a document that is not there',
      /"chunk":\{"id":"c-2"/,
      (chunk) => ({ ...chunk, documentId: 'd-9' }),
      /document "d-9"/,
    ],
  ] as [string, RegExp, (record: Record<string, unknown>) => object, RegExp][])(
    'is named with its number: %s',
    async (_name, is, change, message) => {
      const line = `Line ${lineOf(is)} \\(`;
      await expect(imported(fileOf(changed(is, change)))).rejects.toMatchObject({
        code: 'document-unreadable',
        message: expect.stringMatching(new RegExp(`^${line}.*${message.source}`)),
      });
    },
  );

  it('is one of a kind that nobody knows, or out of order', async () => {
    await expect(imported(fileOf([...records, '{"planet":{}}']))).rejects.toMatchObject(
      refused(/planet.*no such kind/),
    );
    await expect(imported(fileOf([...records, records[0] ?? '']))).rejects.toMatchObject(
      refused(/document.*records of kind answer stand before it/),
    );
  });
});

describe('what could not come in again', () => {
  it('does not go out: the record and the trouble are named', async () => {
    const index = wholeIndex();
    index.entities = index.entities.filter(({ id }) => id !== 'e-2');
    await expect(exported(exportStoreOf({ ...content, index }))).rejects.toMatchObject({
      code: 'store-damaged',
      message: expect.stringMatching(/mention.*entity "e-2"/),
    });
  });

  it('is an index that is half-written', async () => {
    const store = { ...exportStoreOf(content), unfinished: async () => true };
    await expect(exported(store)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('vectors in an export', () => {
  const { chunks, reports } = content.index;
  const ids = [chunks[0]?.id ?? '', reports[0]?.communityId ?? ''].sort();
  const vectors: VectorTable = {
    model: 'small-embedding',
    dimension: 2,
    ids: [...ids, 'zz-gone'],
    textHashes: ['h1', 'h2', 'h3'],
    vectors: Float32Array.of(0.1, -2, 3, 4, 5, 6),
  };
  const line = (fields: Partial<VectorLine> = {}): string =>
    JSON.stringify({
      vector: { model: 'small-embedding', id: ids[0], textHash: 'h', numbers: 'AACAPwAAAEA=', ...fields },
    });

  it('come back number for number, those whose record is there; such a file is of version 2', async () => {
    const withVectors = await exported(exportStoreOf(content), vectors);
    expect(gunzipSync(withVectors).toString()).toMatch(/^\{"header":\{"format":"orrery-index","version":2,/);
    const { vectors: lines, ...others } = await imported(withVectors);
    expect(others).toEqual(content);
    expect(lines.map(toVectorRow)).toEqual([
      { id: ids[0], textHash: 'h1', vector: Float32Array.of(0.1, -2) },
      { id: ids[1], textHash: 'h2', vector: Float32Array.of(3, 4) },
    ]);
  });

  it('leave a file without them as it always was', async () => {
    const empty = { ...vectors, ids: ['zz-gone'], textHashes: ['h'] };
    expect((await exported(exportStoreOf(content), empty)).equals(file)).toBe(true);
    expect(gunzipSync(file).toString()).toContain('"version":1,');
  });

  it.each([
    ['of what is not there', [line({ id: 'c-none' })], /"c-none", which is not there/],
    ['twice', [line(), line()], /stands twice/],
    ['of two models', [line(), line({ id: ids[1] ?? '', model: 'other' })], /of model "other"/],
    ['of two lengths', [line(), line({ id: ids[1] ?? '', numbers: 'AACAPw==' })], /1 numbers/],
    ['with half a number', [line({ numbers: 'AAA=' })], /not whole float32/],
    ['without numbers', [line({ numbers: '' })], /not whole float32/],
    ['with what is no number', [line({ numbers: 'AADAfw==' })], /one of its numbers is none/],
    ['with what is no base64', [line({ numbers: '!!' })], /numbers/],
  ])('are refused %s', async (_, lines, message) => {
    const wrong = fileOf([...records, ...lines], { version: 2 });
    await expect(imported(wrong)).rejects.toMatchObject(refused(message));
  });
});

import { describe, expect, it } from 'vitest';
import type { Document } from '../../../domain/document.ts';
import type { BuildRequest, SourceFile } from '../../../domain/ports/index-builder.ts';
import { planDocuments } from '../../../ingest/plan-documents.ts';
import { readSource } from '../../../ingest/readers/read-source.ts';
import { sourceFile } from '../../support/generated-corpus.ts';

async function readAll(files: readonly SourceFile[]) {
  const read = await Promise.all(files.map(readSource));
  return {
    documents: read.flatMap(({ documents }) => documents),
    failed: read.flatMap(({ failed }) => failed),
  };
}

async function plan(presentFiles: SourceFile[], request: Partial<BuildRequest>, isUpToDate = true) {
  const present: Document[] = (await readAll(presentFiles)).documents;
  const whole: BuildRequest = {
    add: [],
    remove: [],
    roots: [],
    prune: false,
    rebuild: false,
    extractor: 'auto',
    ...request,
  };
  const planned = planDocuments({
    present: { documents: present, chunks: [] },
    request: whole,
    read: await readAll(whole.add),
    isUpToDate: () => isUpToDate,
  });
  const sourceOf = new Map(present.map(({ id, source }) => [id, source]));
  return {
    ...planned,
    fresh: planned.fresh.map(({ source }) => source),
    kept: planned.kept.map((id) => sourceOf.get(id)),
  };
}

const a = sourceFile('notes/a.md', 'text of a');
const b = sourceFile('notes/b.md', 'text of b');

describe('planDocuments', () => {
  it('adds what is new, replaces what changed, keeps what is the same', async () => {
    const planned = await plan([a, b], {
      add: [a, sourceFile('notes/b.md', 'other'), sourceFile('c.md', 'new')],
    });
    expect(planned).toMatchObject({ added: ['c.md'], changed: ['notes/b.md'], removed: [], unchanged: 1 });
    expect(planned.fresh.sort()).toEqual(['c.md', 'notes/b.md']);
    expect(planned.kept).toEqual(['notes/a.md']);
  });

  it('reads a document again that an older extractor read', async () => {
    expect(await plan([a], { add: [] }, false)).toMatchObject({
      fresh: ['notes/a.md'],
      kept: [],
      added: [],
      changed: [],
    });
  });

  it('removes by id, by source, by folder and by file of rows', async () => {
    const rows = sourceFile('set.jsonl', '{"id":"x","text":"row x"}\n{"id":"y","text":"row y"}');
    const id = (await readAll([b])).documents[0]!.id;
    expect((await plan([a, b, rows], { remove: [id] })).removed).toEqual(['notes/b.md']);
    expect((await plan([a, b, rows], { remove: ['notes/a.md'] })).removed).toEqual(['notes/a.md']);
    expect((await plan([a, b, rows], { remove: ['notes'] })).removed).toEqual(['notes/a.md', 'notes/b.md']);
    expect((await plan([a, b, rows], { remove: ['set.jsonl'] })).removed).toEqual([
      'set.jsonl#x',
      'set.jsonl#y',
    ]);
    expect((await plan([a, b, rows], { remove: ['note', 'nothing'] })).removed).toEqual([]);
  });

  it('lists what vanished from a folder that was given whole, and removes it only when asked to', async () => {
    const other = sourceFile('other/c.md', 'text of c');
    expect(await plan([a, b, other], { add: [a], roots: ['notes'] })).toMatchObject({
      vanished: ['notes/b.md'],
      removed: [],
    });
    expect(await plan([a, b, other], { add: [a], roots: ['notes'], prune: true })).toMatchObject({
      vanished: ['notes/b.md'],
      removed: ['notes/b.md'],
    });
  });

  it('takes what could not be read this time for present', async () => {
    const request = { add: [a, sourceFile('notes/b.md', '')], roots: ['notes'], prune: true };
    expect(await plan([a, b], request)).toMatchObject({
      vanished: [],
      removed: [],
      failed: [{ source: 'notes/b.md', code: 'empty' }],
    });
    const failed = [{ source: 'notes/b.md', code: 'too-large' as const, message: 'too large' }];
    expect(await plan([a, b], { add: [a], roots: ['notes'], prune: true, failed })).toMatchObject({
      vanished: [],
      failed,
    });
  });

  it('misses rows that are no longer in their file, unless a row of it could not be read', async () => {
    const before = sourceFile('set.jsonl', '{"id":"x","text":"row x"}\n{"id":"y","text":"row y"}');
    const fewer = sourceFile('set.jsonl', '{"id":"x","text":"row x"}');
    const broken = sourceFile('set.jsonl', '{"id":"x","text":"row x"}\n{"id":"y","text":');
    expect((await plan([before], { add: [fewer] })).vanished).toEqual(['set.jsonl#y']);
    expect((await plan([before], { add: [broken] })).vanished).toEqual([]);
  });

  it('misses the document that a table was, when each of its rows is one now', async () => {
    const before = sourceFile('set.csv', 'name,place\nCorran Mill,Port Ellery\n');
    const after = sourceFile('set.csv', 'id,text\nx,Corran Mill stands in Port Ellery.\n');
    expect((await plan([before], { add: [after] })).vanished).toEqual(['set.csv']);
    expect((await plan([after], { add: [before] })).vanished).toEqual(['set.csv#x']);
    const broken = sourceFile('set.csv', 'id,text\n"x,never ends\n');
    expect((await plan([after], { add: [broken] })).vanished).toEqual([]);
  });

  it('takes none of several different documents of one name, and one of several equal ones', async () => {
    const planned = await plan([], { add: [a, a, b, sourceFile('notes/b.md', 'another b')] });
    expect(planned.added).toEqual(['notes/a.md']);
    expect(planned.failed).toMatchObject([{ source: 'notes/b.md', code: 'duplicate-source' }]);
  });

  it('lets what is given win over what is removed in the same request', async () => {
    expect(await plan([a], { add: [a], remove: ['notes'] })).toMatchObject({
      removed: [],
      unchanged: 1,
      kept: ['notes/a.md'],
    });
  });
});

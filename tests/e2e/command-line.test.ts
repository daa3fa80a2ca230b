import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IngestReport } from '../../domain/job.ts';
import { freshFolder, removeFolder, runCommand } from '../support/running-app.ts';

const work = await freshFolder();
const notes = path.join(work, 'notes');
const data = path.join(work, 'data');

/** Runs a command with `--json` and parses what it prints. */
async function json(...argumentsList: string[]) {
  const { status, stdout, stderr } = await runCommand([...argumentsList, '--data', data, '--json']);
  expect(stdout, stderr).toMatch(/^\{.*\}\n$/s);
  return { status, value: JSON.parse(stdout) };
}

async function rows(query: string): Promise<unknown[][]> {
  const { value } = await json('cypher', query, '--limit', '100000');
  return value.rows;
}

const zhNote = (index: number) =>
  `# 泵站 ${index} 号\n\n“青溪泵站${index}”（Qingxi Station ${index}，QS${index}）是一种提升泵站。青溪泵站${index}由水务局建设，与北岭水库相连。\n`;
const enNote = (index: number) =>
  `# Valve V-${index}\n\nThe valve V-${index} is a gate valve. It belongs to the North Ridge pipeline, and Ada Novak inspects it.\n`;

/** 97 readable documents in several encodings and formats, and four that cannot be read. */
async function writeNotes(): Promise<void> {
  await mkdir(path.join(notes, '子目录'), { recursive: true });
  const write = (name: string, content: string | Uint8Array) => writeFile(path.join(notes, name), content);
  for (let index = 0; index < 45; index++) {
    await write(`zh-${index}.md`, zhNote(index));
    await write(`子目录/en-${index}.txt`, enNote(index));
  }
  await write(
    'rows.jsonl',
    `${JSON.stringify({ id: 'a', title: 'Row', text: enNote(100) })}\n${JSON.stringify({ text: zhNote(101) })}\n`,
  );
  await write('gb.txt', Buffer.from('d6d0b9fac7e0cfaab1c3d5be', 'hex'));
  await write('utf16.txt', Buffer.from(`\ufeff${enNote(200)}`, 'utf16le'));
  await write('twin.md', zhNote(0));
  await write('windows.md', enNote(300).replaceAll('\n', '\r\n'));
  await write('only-heading.md', '# Kestrel Bay\n');
  await write('empty.md', '');
  await write('blank.txt', ' \n\n');
  await write('picture.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
  await write('noise.txt', Buffer.from(Array.from({ length: 400 }, (_, at) => (at * 73) % 256)));
}

beforeAll(writeNotes);
afterAll(() => removeFolder(work));

describe('orrery ingest', () => {
  it('puts every file either into the index or into the report with a reason', async () => {
    const { status, value } = await json('ingest', notes);
    const report: IngestReport = value;
    expect(status).toBe(0);
    const failed = report.documents.failed.map(({ source }) => source).sort();
    expect(failed).toEqual(['notes/blank.txt', 'notes/empty.md', 'notes/noise.txt', 'notes/picture.png']);
    for (const failure of report.documents.failed) expect(failure.message).not.toBe('');
    expect(report.documents.added).toHaveLength(97);
    expect(report.documents.added).toContain('notes/子目录/en-3.txt');
    expect(report.documents.added).toContain('notes/rows.jsonl#a');
    expect(report.documents.added).toContain('notes/rows.jsonl#2');
  });

  it('writes nothing the second time', async () => {
    const { value } = await json('ingest', notes);
    expect(value.documents).toMatchObject({ added: [], changed: [], removed: [], unchanged: 97 });
    expect(Object.values(value.written).every((count) => count === 0)).toBe(true);
  });

  it('ends with 1 when something was skipped and --strict is given, or nothing could be read', async () => {
    expect((await json('ingest', notes, '--strict')).status).toBe(1);
    expect((await json('ingest', path.join(notes, 'empty.md'))).status).toBe(1);
  });

  it('lists what has vanished and removes it with --prune', async () => {
    const folder = path.join(work, 'changing');
    await mkdir(folder);
    await writeFile(path.join(folder, 'one.md'), enNote(401));
    await writeFile(path.join(folder, 'two.md'), enNote(402));
    await json('ingest', folder);
    await removeFolder(path.join(folder, 'two.md'));
    expect((await json('ingest', folder)).value.documents.vanished).toEqual(['changing/two.md']);
    const pruned = await json('ingest', folder, '--prune');
    expect(pruned.value.documents.removed).toEqual(['changing/two.md']);
    await json('remove', 'changing/one.md');
  });

  it('names a path that is not there, with status 2', async () => {
    const { status, value } = await json('ingest', path.join(work, 'nowhere'));
    expect(status).toBe(2);
    expect(value.error).toMatchObject({
      code: 'request-invalid',
      message: expect.stringContaining('nowhere'),
    });
  });
});

describe('what the index holds', () => {
  it('leads every mention to a surface of its entity', async () => {
    const found = await rows(
      'MATCH (d:Document)<-[:PART_OF]-(c:Chunk)-[h:HAS_ENTITY]->(e:Entity) RETURN d.text AS text, h.starts AS starts, h.ends AS ends, e.aliases AS aliases',
    );
    expect(found.length).toBeGreaterThan(100);
    for (const [text, starts, ends, aliases] of found as [string, number[], number[], string[]][]) {
      for (const [at, start] of starts.entries()) expect(aliases).toContain(text.slice(start, ends[at]));
    }
  });

  it('finds names that stand once, in both languages', async () => {
    const names = (await rows('MATCH (e:Entity) RETURN e.aliases AS aliases')).flatMap(
      ([aliases]) => aliases as string[],
    );
    expect(names).toEqual(expect.arrayContaining(['Ada Novak', 'Valve V-300', 'QS7']));
  });
});

describe('orrery remove', () => {
  it('forgets what only that document supported, and adding it back gives the same ids', async () => {
    const ids = 'MATCH (e:Entity) RETURN e.id AS id ORDER BY id';
    const before = await rows(ids);
    const removed = await json('remove', 'notes/zh-7.md');
    expect(removed.value.documents.removed).toEqual(['notes/zh-7.md']);
    const meanwhile = new Set((await rows(ids)).flat());
    expect(meanwhile.size).toBeLessThan(before.length);
    expect(before.flat().filter((id) => !meanwhile.has(id)).length).toBeGreaterThan(0);
    await json('ingest', notes);
    expect(await rows(ids)).toEqual(before);
  });

  it('tells when there is no such document', async () => {
    const { status, value } = await json('remove', 'notes/none.md');
    expect(status).toBe(1);
    expect(value.error.code).toBe('not-found');
  });
});

describe('orrery cypher', () => {
  it('refuses to write and to load files, and changes nothing', async () => {
    const count = 'MATCH (n) RETURN count(n) AS n';
    const before = await rows(count);
    for (const query of ['CREATE (x)', "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line"]) {
      const { status, value } = await json('cypher', query);
      expect(status).toBe(1);
      expect(value.error.code).toBe('query-refused');
    }
    expect(await rows(count)).toEqual(before);
  });

  it('takes parameters and says where a query is wrong', async () => {
    const { value } = await json(
      'cypher',
      'MATCH (e:Entity {name: $name}) RETURN e.name',
      '--params',
      '{"name":"Ada Novak"}',
    );
    expect(value).toMatchObject({
      columns: ['e.name'],
      rows: [['Ada Novak']],
      summary: { rows: 1, truncated: false },
    });
    expect((await json('cypher', 'MATCH (e RETURN e')).value.error.code).toBe('query-invalid');
  });
});

describe('orrery ask', () => {
  it('answers from the notes with a quote, and says when they do not tell', async () => {
    const { value } = await json('ask', 'What is the valve V-300?');
    expect(value.answered).toBe(true);
    const [citation] = value.citations;
    const [[text] = []] = await rows(
      `MATCH (d:Document {id: '${citation.documentId}'}) RETURN d.text AS text`,
    );
    expect((text as string).slice(citation.start, citation.end)).toBe(citation.quote);
    const absent = await json('ask', '什么是光合作用？');
    expect(absent.value).toMatchObject({ answered: false, citations: [] });
    expect(absent.status).toBe(0);
  });

  it('answers a question about everything from reports, and knows no model where none is configured', async () => {
    const overview = await json('ask', 'What are the main topics of these documents?', '--mode', 'global');
    expect(overview.value).toMatchObject({ model: null, answered: true });
    expect(overview.value.citations.length).toBeGreaterThan(0);
    const { value, status } = await json('ask', 'What is the valve V-300?', '--answer', 'model');
    expect(value.error).toMatchObject({ code: 'request-invalid' });
    expect(status).toBe(2);
  });

  it('only finds passages when asked to', async () => {
    const { value } = await json(
      'ask',
      'Who inspects valves of the North Ridge pipeline?',
      '--retrieve-only',
      '--limit',
      '3',
    );
    expect(value.passages).toHaveLength(3);
    expect(value.passages[0]).toMatchObject({
      document: { source: expect.stringMatching(/^notes\//) },
      score: expect.any(Number),
    });
  });
});

describe('wrong usage', () => {
  it('is status 2 and one line', async () => {
    for (const argumentsList of [['ingest'], ['nonsense'], ['cypher', 'RETURN 1', '--params', '[']]) {
      const { status, stderr } = await runCommand([...argumentsList, '--data', data]);
      expect(status).toBe(2);
      expect(stderr).toMatch(/^orrery: [^\n]+\n$/);
    }
  });

  it('of the environment names every variable', async () => {
    const { status, stderr } = await runCommand(['status', '--data', data], {
      environment: { PORT: 'x', NEO4J_URI: 'y' },
    });
    expect(status).toBe(2);
    expect(stderr).toMatch(/PORT.*NEO4J_URI/);
  });
});

describe('an empty folder', () => {
  it('is told as such by status and ask', async () => {
    const empty = path.join(work, 'empty-data');
    const status = await runCommand(['status', '--data', empty]);
    expect(status).toMatchObject({ status: 0, stdout: expect.stringContaining('empty') });
    const asked = await runCommand(['ask', 'anything?', '--data', empty, '--json']);
    expect(asked.status).toBe(0);
    expect(JSON.parse(asked.stdout).answered).toBe(false);
  });
});

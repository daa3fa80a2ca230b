import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshFolder, removeFolder, runCommand, startApp } from '../support/running-app.ts';

const work = await freshFolder();
const data = path.join(work, 'data');
const file = path.join(work, 'index.jsonl.gz');
afterAll(() => removeFolder(work));

/** Runs a command with `--json` on a data folder and parses what it prints. */
async function json(folder: string, ...argumentsList: string[]) {
  const { status, stdout, stderr } = await runCommand([...argumentsList, '--data', folder, '--json']);
  expect(stdout, stderr).toMatch(/^\{.*\}\n$/s);
  return { status, value: JSON.parse(stdout), stderr };
}

beforeAll(async () => {
  const notes = path.join(work, 'notes');
  await mkdir(notes);
  await writeFile(path.join(notes, 'pump.md'), '# 水泵\n\n青溪泵站（Qingxi Station）由水务局建设。\n');
  await writeFile(
    path.join(notes, 'valve.txt'),
    'The valve V-7 is a gate valve. Ada Novak inspects the valve V-7.\n',
  );
  await json(data, 'ingest', notes);
  await json(data, 'ask', 'What is the valve V-7?');
});

describe('orrery export and import', () => {
  it('move everything to another folder and back: the same file, the same answers', async () => {
    const { status, value } = await json(data, 'export', file);
    expect(status).toBe(0);
    expect(value).toEqual({ file, bytes: (await readFile(file)).length });
    const other = path.join(work, 'other');
    const taken = await json(other, 'import', file);
    expect(taken.status).toBe(0);
    expect(taken.value.documents.added).toEqual(['notes/pump.md', 'notes/valve.txt']);
    const back = path.join(work, 'back.jsonl.gz');
    await json(other, 'export', back);
    expect((await readFile(back)).equals(await readFile(file))).toBe(true);
    const counts = async (folder: string) => (await json(folder, 'status')).value.index;
    expect(await counts(other)).toEqual({ ...(await counts(data)), version: 1 });
    const ask = async (folder: string) => (await json(folder, 'ask', 'Who inspects the valve V-7?')).value;
    expect((await ask(other)).citations).toEqual((await ask(data)).citations);
    const again = await json(other, 'ingest', path.join(work, 'notes'));
    expect(again.value).toMatchObject({ documents: { unchanged: 2 }, chunks: { read: 0 } });
  });

  it('refuse an index that is not empty, with what to do instead', async () => {
    const full = path.join(work, 'full');
    await writeFile(path.join(work, 'other.md'), 'The lighthouse keeper is Ben Okafor.\n');
    await json(full, 'ingest', path.join(work, 'other.md'));
    const { status, stderr, stdout } = await runCommand(['import', file, '--data', full]);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n').at(-1)).toMatch(/^orrery: .*not empty.*--data/);
    expect((await json(full, 'status')).value.index).toMatchObject({ version: 1, documents: 1 });
  });

  it('refuse a damaged file and leave nothing behind', async () => {
    const cut = path.join(work, 'cut.jsonl.gz');
    await writeFile(cut, (await readFile(file)).subarray(0, 900));
    const fresh = path.join(work, 'fresh');
    const { status, value } = await json(fresh, 'import', cut);
    expect(status).toBe(1);
    expect(value.error).toMatchObject({
      code: 'document-unreadable',
      message: expect.stringContaining('cut off'),
    });
    expect((await json(fresh, 'status')).value.index).toMatchObject({ version: 0, documents: 0 });
    const missing = await json(fresh, 'import', path.join(work, 'nowhere.gz'));
    expect(missing).toMatchObject({
      status: 2,
      value: { error: { message: expect.stringContaining('nowhere') } },
    });
    expect(await json(fresh, 'import', work)).toMatchObject({
      status: 2,
      value: { error: { message: expect.stringContaining('folder') } },
    });
  });

  it('write the file whole or not at all, and replace an older one', async () => {
    const folder = path.join(work, 'exports');
    await mkdir(folder);
    const target = path.join(folder, 'index.gz');
    await writeFile(target, 'an older one');
    const { value } = await json(data, 'export', target);
    expect(await readdir(folder)).toEqual(['index.gz']);
    expect(await readFile(target)).toHaveLength(value.bytes);
    const nowhere = await json(data, 'export', path.join(work, 'missing', 'index.gz'));
    expect(nowhere).toMatchObject({ status: 2, value: { error: { code: 'request-invalid' } } });
    const onFolder = await json(data, 'export', folder);
    expect(onFolder).toMatchObject({ status: 2, value: { error: { code: 'request-invalid' } } });
    expect((await readdir(work)).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('work beside a server that holds the folder', async () => {
    const app = await startApp({ dataFolder: path.join(work, 'served'), arguments: ['--no-samples'] });
    expect((await json(app.dataFolder, 'import', file)).status).toBe(0);
    const copy = path.join(work, 'served.jsonl.gz');
    await json(app.dataFolder, 'export', copy);
    expect((await readFile(copy)).equals(await readFile(file))).toBe(true);
    expect(await app.stop()).toBe(0);
  });
});

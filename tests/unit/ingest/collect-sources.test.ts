import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collectSources } from '../../../ingest/collect-sources.ts';
import { MAX_FILE_BYTES } from '../../../ingest/readers/read-source.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orrery-collect-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function put(path: string, text = 'some text'): Promise<string> {
  const full = join(folder, path);
  await mkdir(join(full, '..'), { recursive: true });
  await writeFile(full, text);
  return full;
}
const sourcesOf = ({ files }: { files: { source: string }[] }) => files.map(({ source }) => source);

describe('collectSources', () => {
  it('names files as seen from the folder, with its own name in front, in order', async () => {
    await put('notes/rag/lora.md');
    await put('notes/a.txt');
    await put('notes/B.txt');
    const collected = await collectSources([join(folder, 'notes')]);
    expect(sourcesOf(collected)).toEqual(['notes/B.txt', 'notes/a.txt', 'notes/rag/lora.md']);
    expect(collected.roots).toEqual(['notes']);
  });

  it('names a single file by its name alone, and gives no root for it', async () => {
    const path = await put('notes/rag/lora.md');
    expect(await collectSources([path])).toMatchObject({
      files: [{ source: 'lora.md' }],
      roots: [],
      failed: [],
    });
  });

  it('renames a folder with `as`, and refuses it for anything but one folder', async () => {
    const file = await put('notes/a.md');
    const collected = await collectSources([join(folder, 'notes')], { as: 'mine' });
    expect(sourcesOf(collected)).toEqual(['mine/a.md']);
    expect(collected.roots).toEqual(['mine']);
    await expect(collectSources([file], { as: 'mine' })).rejects.toMatchObject({ code: 'request-invalid' });
    await expect(collectSources([folder], { as: '../x' })).rejects.toMatchObject({ code: 'request-invalid' });
  });

  it('says which path is not there', async () => {
    await expect(collectSources([join(folder, 'nowhere')])).rejects.toMatchObject({
      code: 'request-invalid',
      message: expect.stringContaining('nowhere'),
    });
  });

  it('leaves out hidden folders and installed packages, and reports hidden files', async () => {
    await put('notes/a.md');
    await put('notes/.git/config');
    await put('notes/node_modules/x/readme.md');
    await put('notes/.DS_Store');
    await put('notes/.env');
    const collected = await collectSources([join(folder, 'notes')]);
    expect(sourcesOf(collected)).toEqual(['notes/a.md']);
    expect(collected.failed).toEqual([
      { source: 'notes/.env', code: 'unsupported', message: expect.any(String) },
    ]);
  });

  it('follows links to files inside the folder only, and never in a loop', async () => {
    await put('notes/a.md');
    await put('secret.md');
    await symlink(join(folder, 'notes/a.md'), join(folder, 'notes/inside.md'));
    await symlink(join(folder, 'secret.md'), join(folder, 'notes/outside.md'));
    await symlink(join(folder, 'notes'), join(folder, 'notes/loop'));
    await symlink(join(folder, 'notes/none'), join(folder, 'notes/dangling.md'));
    const collected = await collectSources([join(folder, 'notes')]);
    expect(sourcesOf(collected)).toEqual(['notes/a.md', 'notes/inside.md']);
    expect(collected.failed.map(({ source, code }) => [source, code])).toEqual([
      ['notes/dangling.md', 'unreadable'],
      ['notes/loop', 'unreadable'],
      ['notes/outside.md', 'unreadable'],
    ]);
  });

  it('does not load a file that is too large', async () => {
    await truncate(await put('notes/big.txt'), MAX_FILE_BYTES + 1);
    const collected = await collectSources([join(folder, 'notes')]);
    expect(collected.files).toEqual([]);
    expect(collected.failed).toMatchObject([{ source: 'notes/big.txt', code: 'too-large' }]);
  });

  it('composes accents in names, so that a source is the same on every machine', async () => {
    await put('notes/Cafe\u0301.md');
    expect(sourcesOf(await collectSources([join(folder, 'notes')]))).toEqual(['notes/Caf\u00e9.md']);
  });
});

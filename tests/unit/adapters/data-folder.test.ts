import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderHolder, holdDataFolder } from '../../../adapters/data-folder.ts';

const freshFolder = () => mkdtemp(path.join(tmpdir(), 'orrery-data-'));

async function hold(folder: string) {
  const answer = await holdDataFolder(folder);
  if (!('held' in answer)) throw new Error('somebody holds it');
  return answer.held;
}

describe('a data folder', () => {
  it('is held by one at a time, and whoever else asks is told where the holder listens', async () => {
    const folder = await freshFolder();
    const held = await hold(folder);
    await held.publish('http://127.0.0.1:4750');
    expect(await holdDataFolder(folder)).toEqual({
      holder: expect.objectContaining({
        pid: process.pid,
        url: 'http://127.0.0.1:4750',
        secret: held.secret,
      }),
    });
    await held.release();
    await held.release();
    expect(await folderHolder(folder)).toBeNull();
    await (await hold(folder)).release();
  });

  it('is taken over from a process that died', async () => {
    const folder = await freshFolder();
    const child = spawn(process.execPath, ['-e', ''], { stdio: 'ignore' });
    const pid = child.pid;
    await once(child, 'exit');
    const dead = { pid, processStart: null, url: 'http://127.0.0.1:1', secret: 'old' };
    await writeFile(path.join(folder, 'lock.json'), JSON.stringify(dead));
    const held = await hold(folder);
    expect(held.secret).not.toBe('old');
    await held.release();
  });

  it('is taken over from another process that got the same number', async () => {
    const folder = await freshFolder();
    const other = { pid: process.pid, processStart: '1', url: null, secret: 'old' };
    await writeFile(path.join(folder, 'lock.json'), JSON.stringify(other));
    await (await hold(folder)).release();
  });

  it('is won by exactly one of many that find a dead lock together', async () => {
    const folder = await freshFolder();
    await writeFile(path.join(folder, 'lock.json'), '{"half":');
    const answers = await Promise.all(Array.from({ length: 20 }, () => holdDataFolder(folder)));
    expect(answers.filter((answer) => 'held' in answer)).toHaveLength(1);
    expect(JSON.parse(await readFile(path.join(folder, 'lock.json'), 'utf8')).pid).toBe(process.pid);
  });

  it('remembers what it was told', async () => {
    const held = await hold(await freshFolder());
    const { id, samplesOffered } = await held.readState();
    expect(samplesOffered).toBe(false);
    await held.changeState({ samplesOffered: true });
    expect(await held.readState()).toEqual({ id, samplesOffered: true });
    await held.release();
  });

  it('that cannot be made is told with what to do', async () => {
    const file = path.join(await freshFolder(), 'file');
    await writeFile(file, '');
    await expect(holdDataFolder(path.join(file, 'data'))).rejects.toMatchObject({
      code: 'store-unavailable',
      hint: expect.stringContaining('--data'),
    });
  });
});

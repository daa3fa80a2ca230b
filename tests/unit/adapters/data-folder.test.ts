import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
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
    for (let round = 0; round < 20; round += 1) {
      const folder = await freshFolder();
      await writeFile(path.join(folder, 'lock.json'), '{"half":');
      const answers = await Promise.all(Array.from({ length: 20 }, () => holdDataFolder(folder)));
      expect(answers.filter((answer) => 'held' in answer)).toHaveLength(1);
      expect(JSON.parse(await readFile(path.join(folder, 'lock.json'), 'utf8')).pid).toBe(process.pid);
      expect(await readdir(folder)).toEqual(['lock.json']);
    }
  });

  describe('on a disk of several machines', () => {
    afterEach(() => {
      vi.useRealTimers();
    });
    const lockOf = (folder: string) => path.join(folder, 'lock.json');
    const elsewhere = {
      pid: 1,
      processStart: '1',
      host: 'elsewhere',
      url: 'http://127.0.0.1:1',
      secret: 'x',
    };
    const touched = async (folder: string, secondsAgo: number) => {
      const then = new Date(Date.now() - secondsAgo * 1000);
      await utimes(lockOf(folder), then, then);
      return (await stat(lockOf(folder))).mtimeMs;
    };

    it('is refused while its holder there says that it lives, with both names and what to do', async () => {
      const folder = await freshFolder();
      await writeFile(lockOf(folder), JSON.stringify(elsewhere));
      for (const ask of [holdDataFolder, folderHolder]) {
        await expect(ask(folder)).rejects.toMatchObject({
          code: 'conflict',
          message: expect.stringMatching(new RegExp(`"elsewhere".*"${hostname()}"`)),
          hint: expect.stringMatching(/within \d+ s/),
        });
      }
      expect(JSON.parse(await readFile(lockOf(folder), 'utf8'))).toEqual(elsewhere);
    });

    it('is taken over when its holder there has said nothing for long', async () => {
      const folder = await freshFolder();
      await writeFile(lockOf(folder), JSON.stringify(elsewhere));
      await touched(folder, 60);
      expect(await folderHolder(folder)).toBeNull();
      const held = await hold(folder);
      expect(JSON.parse(await readFile(lockOf(folder), 'utf8'))).toMatchObject({ host: hostname() });
      await held.release();
    });

    it('says again and again that it is held, and changes nothing by it', async () => {
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
      const folder = await freshFolder();
      const held = await hold(folder);
      await held.publish('http://127.0.0.1:4750');
      const text = await readFile(lockOf(folder), 'utf8');
      for (let beat = 0; beat < 2; beat++) {
        const before = await touched(folder, 40);
        vi.advanceTimersByTime(15_000);
        await vi.waitUntil(async () => (await stat(lockOf(folder))).mtimeMs > before);
      }
      expect(await readFile(lockOf(folder), 'utf8')).toBe(text);
      expect(held.lost.aborted).toBe(false);
      await held.release();
    });

    it('is lost to who took it over meanwhile, and stays theirs', async () => {
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
      const folder = await freshFolder();
      const held = await hold(folder);
      await writeFile(lockOf(folder), JSON.stringify(elsewhere));
      vi.advanceTimersByTime(15_000);
      await vi.waitUntil(() => held.lost.aborted);
      expect(held.lost.reason).toMatchObject({ code: 'conflict' });
      await held.release();
      expect(JSON.parse(await readFile(lockOf(folder), 'utf8'))).toEqual(elsewhere);
    });
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

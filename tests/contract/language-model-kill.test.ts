import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { startModelServer } from '../support/model-server/model-server.ts';

const SCRIPT = fileURLToPath(new URL('../support/ask-until-killed.ts', import.meta.url));
const COUNT = 60;
/** As the script sets it. */
const MOST_AT_ONCE = 4;

it('a process killed at any moment has its replies kept: those that follow repeat no more than what was under way', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'orrery-kill-'));
  let process: ChildProcess | null = null;
  let answered = 0;
  let killAt = 0;
  const server = await startModelServer({
    answer: async () => {
      answered += 1;
      if (process && answered === killAt) process.kill('SIGKILL');
      await new Promise((resolve) => setImmediate(resolve));
      return '{"names":[]}';
    },
  });
  try {
    const kills = [3, 9, 14, 1, 11];
    for (const after of kills) {
      killAt = answered + after;
      process = spawn('node', ['--import', 'tsx', SCRIPT, server.url, folder, String(COUNT)], {
        stdio: 'ignore',
      });
      await once(process, 'exit');
      expect(process.signalCode).toBe('SIGKILL');
    }
    process = null;
    const last = spawn('node', ['--import', 'tsx', SCRIPT, server.url, folder, String(COUNT)], {
      stdio: 'ignore',
    });
    expect(await once(last, 'exit')).toEqual([0, null]);
    const prompts = server.calls.map(({ prompt }) => prompt);
    expect(new Set(prompts).size).toBe(COUNT);
    expect(prompts.length - COUNT).toBeLessThanOrEqual(kills.length * MOST_AT_ONCE);
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

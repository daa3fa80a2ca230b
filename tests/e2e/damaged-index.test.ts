import { cp, mkdir, open, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshFolder, removeFolder, runCommand, startApp } from '../support/running-app.ts';

const work = await freshFolder();
const damaged = path.join(work, 'damaged');
afterAll(() => removeFolder(work));

/** A copy of a folder as a crash would leave it, with bytes of its log changed. */
beforeAll(async () => {
  const data = path.join(work, 'data');
  const app = await startApp({ dataFolder: data, arguments: ['--no-samples'] });
  const notes = path.join(work, 'notes');
  await mkdir(notes);
  // The engine empties its log now and then: until there is something in it.
  for (let number = 1, size = 0; size < 1000; number++) {
    await writeFile(
      path.join(notes, `${number}.md`),
      `# Pump ${number}\n\nAda Novak inspects the pump P-${number}.\n`,
    );
    await runCommand(['ingest', notes, '--data', data]);
    await rm(damaged, { recursive: true, force: true });
    await cp(data, damaged, { recursive: true, filter: (source) => !source.endsWith('lock.json') });
    size = await damageLog(path.join(damaged, 'graph.grafeo.wal'));
  }
  await app.stop();
});

/** @returns the size of the log */
async function damageLog(folder: string): Promise<number> {
  const [log = ''] = (await readdir(folder)).filter((name) => name.endsWith('.log')).sort();
  const file = await open(path.join(folder, log), 'r+');
  const { size } = await file.stat();
  await file.write(Buffer.from([0xff, 0x00, 0xff, 0x00]), 0, 4, Math.floor(size / 2));
  await file.close();
  return size;
}

it('a damaged log is told with what to do, and opened with what comes before the damage when asked to', async () => {
  const told = await runCommand(['status', '--data', damaged]);
  expect(told.status).toBe(1);
  expect(told.stderr).toMatch(/damaged.*--salvage/s);
  const salvaged = await runCommand(['status', '--data', damaged, '--salvage', '--json']);
  expect(salvaged.status, salvaged.stderr).toBe(0);
  const { documents } = JSON.parse(salvaged.stdout).index;
  const after = await runCommand(['status', '--data', damaged, '--json']);
  expect(JSON.parse(after.stdout).index).toMatchObject({ documents });
});

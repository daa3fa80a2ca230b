import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmbeddedStore } from '../../adapters/stores/embedded/embedded-store.ts';
import type { GraphStore } from '../../domain/ports/graph-store.ts';
import { collect } from './graph-store-cypher.ts';
import { aDocument, anEntity, aRelationship, wholeIndex, writing } from './index-fixture.ts';

const HOLDER = fileURLToPath(new URL('../support/store-holder.ts', import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** What the embedded store promises about processes and files: only it has them. */
describe('the embedded store and its process', () => {
  let dataFolder: string;
  const stores: GraphStore[] = [];
  const holders: ChildProcess[] = [];
  const pids: number[] = [];
  const logger = {
    info(details: { pid?: number }) {
      if (details.pid) pids.push(details.pid);
    },
    warn() {},
  };

  const openStore = async (options: Partial<Parameters<typeof createEmbeddedStore>[0]> = {}) => {
    const store = await createEmbeddedStore({ dataFolder, logger, ...options });
    stores.push(store);
    return store;
  };

  /** Another Orrery on the same folder, in a process of its own: applies changes one after another and tells each version. */
  const startHolder = async () => {
    const holder = spawn(process.execPath, ['--import', TSX, HOLDER, dataFolder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    holders.push(holder);
    const versions: number[] = [];
    const lines = createInterface({ input: holder.stdout });
    lines.on('line', (line) => versions.push(Number(line)));
    await once(lines, 'line');
    return { holder, versions, line: () => once(lines, 'line') };
  };

  beforeEach(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'orrery-embedded-'));
  });
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
    for (const holder of holders.splice(0)) holder.kill('SIGKILL');
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('refuses a folder that another process has open, and says so', async () => {
    await openStore();
    await expect(openStore()).rejects.toMatchObject({
      code: 'store-unavailable',
      message: expect.stringContaining('Another process'),
      hint: expect.stringContaining('--data'),
    });
  });

  it('takes a folder over from a process that was killed, with everything that it had acknowledged', async () => {
    for (let round = 0; round < 4; round++) {
      const { holder, versions, line } = await startHolder();
      for (let lines = 0; lines < round * 2; lines++) await line();
      holder.kill('SIGKILL');
      const acknowledged = () => versions.at(-1) ?? 0;
      const store = await openStore();
      const index = await store.loadIndex();
      const info = await store.info();
      expect(info.version).toBeGreaterThanOrEqual(acknowledged());
      expect(index.documents).toHaveLength(info.version);
      expect(index.entities).toHaveLength(info.version * 50);
      expect(index.relationships).toHaveLength(info.version * 50);
      await store.close();
    }
  });

  it('does again what others asked when a query is ended for its time', async () => {
    const store = await openStore();
    await store.apply(
      writing({ entities: Array.from({ length: 2000 }, (_, number) => anEntity({ id: `e-${number}` })) }),
    );
    const runaway = collect(
      store,
      'MATCH (a:Entity), (b:Entity), (c:Entity) WHERE a.rank + b.rank + c.rank < 0 RETURN count(*)',
      {
        timeoutMs: 300,
      },
    ).catch((error: unknown) => error);
    const slow = collect(store, 'MATCH (a:Entity), (b:Entity) WHERE a.rank + b.rank < 0 RETURN count(*)');
    const changed = store.apply(writing({ documents: [aDocument()] }));
    expect(await runaway).toMatchObject({ code: 'query-timeout' });
    expect((await slow).rows).toEqual([[0]]);
    expect(await changed).toMatchObject({ version: 2, documents: 1, entities: 2000 });
    expect(new Set(pids).size).toBeGreaterThan(1);
  });

  it('goes on with a stream at its next row when the process is ended under it', async () => {
    const store = await openStore();
    const result = await store.runCypher({
      query: 'UNWIND range(1, 5000) AS x RETURN x',
      params: {},
      limit: 10_000,
      timeoutMs: 10_000,
      write: false,
    });
    const rows: unknown[] = [];
    for await (const [x] of result.rows) {
      rows.push(x);
      if (rows.length === 700) process.kill(pids.at(-1) ?? 0, 'SIGKILL');
    }
    expect(rows).toEqual(Array.from({ length: 5000 }, (_, index) => index + 1));
  });

  it('ends a query that takes too much memory, and only that', async () => {
    const store = await openStore({ memoryLimit: 400 * 1024 * 1024 });
    await store.apply(writing(wholeIndex()));
    await expect(
      collect(
        store,
        'UNWIND range(1, 200000000) AS x RETURN size(collect(toString(x) + " more text")) AS n',
        { timeoutMs: 50_000 },
      ),
    ).rejects.toMatchObject({ code: 'query-timeout', message: expect.stringContaining('MB') });
    expect(await store.loadIndex()).toEqual(wholeIndex());
  });

  it('leaves no process behind when it is closed, or when its parent dies', async () => {
    const store = await openStore();
    const pid = pids.at(-1) ?? 0;
    await store.close();
    expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);

    const { holder } = await startHolder();
    const children = await childrenOf(holder.pid ?? 0);
    expect(children).toHaveLength(1);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    await expect.poll(() => isAlive(children[0] ?? 0), { timeout: 5000 }).toBe(false);
  });

  it('tells a damaged file from other troubles, and what to do', async () => {
    const store = await openStore();
    await store.apply(writing(wholeIndex()));
    await store.close();
    const path = join(dataFolder, 'graph.grafeo');
    const bytes = await readFile(path);
    for (let position = 4096; position < bytes.length; position += 1024)
      bytes[position] = (bytes[position] ?? 0) ^ 0x5a;
    await writeFile(path, bytes);
    await expect(openStore()).rejects.toMatchObject({
      code: 'store-damaged',
      hint: expect.stringContaining('graph.grafeo'),
    });
  });

  it('tells a file that is cut off, wherever it ends', async () => {
    const store = await openStore();
    await store.apply(writing(wholeIndex()));
    await store.close();
    const path = join(dataFolder, 'graph.grafeo');
    const bytes = await readFile(path);
    for (const length of [0, 100, 5000, Math.floor(bytes.length / 2), bytes.length - 5000]) {
      await writeFile(path, bytes.subarray(0, length));
      await expect(openStore(), `${length} of ${bytes.length} bytes`).rejects.toMatchObject({
        code: 'store-damaged',
        message: expect.not.stringMatching(/GRAFEO|error:/),
      });
    }
  });

  it('tells a damaged log, and opens what comes before the damage when asked to', async () => {
    const { holder, line } = await startHolder();
    await line();
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const folder = join(dataFolder, 'graph.grafeo.wal');
    const [log = ''] = (await readdir(folder)).filter((name) => name.endsWith('.log')).sort();
    const file = await open(join(folder, log), 'r+');
    const { size } = await file.stat();
    await file.write(Buffer.from([0xff, 0x00, 0xff, 0x00]), 0, 4, Math.floor(size / 2));
    await file.close();
    await expect(openStore()).rejects.toMatchObject({
      code: 'store-damaged',
      hint: expect.stringContaining('--salvage'),
    });
    const salvaged = await openStore({ salvage: true });
    const { version, documents } = await salvaged.info();
    expect(documents).toBe(version);
  });

  it('says what is wrong with a folder that cannot be one', async () => {
    const file = join(dataFolder, 'file');
    await writeFile(file, '');
    await expect(openStore({ dataFolder: join(file, 'below') })).rejects.toMatchObject({
      code: 'store-unavailable',
      message: expect.stringContaining('below'),
    });
  });

  it('explains a hub that the engine cannot walk, and works on', async () => {
    const store = await openStore();
    const leaves = Array.from({ length: 40_000 }, (_, number) =>
      anEntity({ id: `leaf-${number}`, rank: number }),
    );
    await store.apply(
      writing({
        entities: [anEntity({ id: 'hub' }), ...leaves],
        relationships: leaves
          .map(({ id }, number) => aRelationship({ id: `r-${number}`, sourceId: 'hub', targetId: id }))
          .concat(
            leaves
              .slice(1)
              .map(({ id }, number) =>
                aRelationship({ id: `s-${number}`, sourceId: id, targetId: `leaf-${number}` }),
              ),
          ),
      }),
    );
    const hub = collect(store, "MATCH (a:Entity {id: 'hub'})--(b)--(c) WHERE c.rank > 5 RETURN count(c)", {
      timeoutMs: 30_000,
    });
    await expect(hub).rejects.toMatchObject({
      code: 'query-invalid',
      message: expect.stringContaining('many relationships'),
    });
    expect((await store.neighborhood('hub', 1, 3))?.total).toEqual({
      entities: 40_001,
      relationships: 79_999,
    });
  });
});

/** Pids of a process's children, on Linux. */
async function childrenOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.trim().split(/\s+/).filter(Boolean).map(Number);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

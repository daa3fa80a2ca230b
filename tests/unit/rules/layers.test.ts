import { spawnSync } from 'node:child_process';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshFolder, removeFolder } from '../../support/running-app.ts';

const root = path.resolve(import.meta.dirname, '../../..');

const FORBIDDEN = [
  ['domain', '../adapters/config.ts'],
  ['domain', 'node:fs'],
  ['algorithms', '../domain/errors.ts'],
  ['ingest/stages', '../../server/snapshot.ts'],
  ['ingest', '../adapters/config.ts'],
  ['server/routes', '../../ingest/ids.ts'],
  ['adapters/stores', '../../server/snapshot.ts'],
  ['client/src/app', '../../../server/snapshot.ts'],
  ['client/src/app', 'cytoscape'],
  ['client/src/components', '../features/ask/api.ts'],
  ['client/src/features/ask', '../search/api.ts'],
  ['client/src/features/graph-canvas', '../ask/api.ts'],
] as const;

const ALLOWED = [
  ['ingest', '../domain/errors.ts'],
  ['client/src/app', '../features/ask/api.ts'],
  ['client/src/features/graph-canvas', 'cytoscape'],
  ['client/src/features/ask', '../../components/format.ts'],
  ['cli', '../adapters/config.ts'],
] as const;

const fileOf = (folder: string, imported: string) => `${folder}/${imported.replace(/\W+/g, '-')}-0.ts`;

describe('the layers of the house', () => {
  let house: string;
  /** Files that the linter of `npm run check` complains about. */
  let crossing: Set<string>;

  beforeAll(async () => {
    house = await freshFolder();
    await cp(path.join(root, 'biome.json'), path.join(house, 'biome.json'));
    for (const [folder, imported] of [...FORBIDDEN, ...ALLOWED]) {
      await mkdir(path.join(house, folder), { recursive: true });
      const text = `import { x } from '${imported}';\n\nexport const y = x;\n`;
      await writeFile(path.join(house, fileOf(folder, imported)), text);
    }
    const { stdout, stderr } = spawnSync(
      path.join(root, 'node_modules/.bin/biome'),
      ['lint', '--max-diagnostics=none', '--only=style/noRestrictedImports', '.'],
      { cwd: house, encoding: 'utf8' },
    );
    const found = `${stdout}${stderr}`.matchAll(/^(\S+\.ts):\d+:\d+ lint\/style\/noRestrictedImports/gm);
    crossing = new Set([...found].map(([, file]) => file ?? ''));
  });

  afterAll(() => removeFolder(house));

  it.each(FORBIDDEN)('%s may not import %s', (folder, imported) => {
    expect(crossing).toContain(fileOf(folder, imported));
  });

  it.each(ALLOWED)('%s may import %s', (folder, imported) => {
    expect(crossing).not.toContain(fileOf(folder, imported));
  });
});

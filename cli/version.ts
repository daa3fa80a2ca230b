import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The package's folder: above `cli/` in source, above `dist/cli/` when built. */
export const packageFolder = [
  path.join(import.meta.dirname, '..'),
  path.join(import.meta.dirname, '../..'),
].find((folder) => {
  try {
    return readFileSync(path.join(folder, 'package.json'), 'utf8').includes('"name": "orrery"');
  } catch {
    return false;
  }
}) as string;

/** Version of Orrery, from its package. */
export const version: string = JSON.parse(
  readFileSync(path.join(packageFolder, 'package.json'), 'utf8'),
).version;

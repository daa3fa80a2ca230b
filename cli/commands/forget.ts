import path from 'node:path';
import { emptyMemory, sizeOfMemory } from '../../adapters/models/disk-memory.ts';
import type { Output } from '../output.ts';

/** `orrery forget`: lets go of what models told before, of documents that are in the index and of those that were removed. */
export async function forgetCommand(dataFolder: string, output: Output): Promise<number> {
  const folder = modelFolder(dataFolder);
  const bytes = await sizeOfMemory(folder);
  await emptyMemory(folder);
  output.result({ folder, bytes }, [
    bytes > 0
      ? `Forgot what models told before (${megabytes(bytes)}); what is read again is paid for again`
      : 'Nothing that models told is remembered here',
  ]);
  return 0;
}

/** Where a data folder has what models told. */
export function modelFolder(dataFolder: string): string {
  return path.join(dataFolder, 'models');
}

/** In words. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

import path from 'node:path';
import { forgetEndedRequests, jobFolder } from '../../adapters/job-files.ts';
import { emptyMemory, sizeOfMemory } from '../../adapters/models/disk-memory.ts';
import type { Output } from '../output.ts';

/**
 * `orrery forget`: lets go of what models told before, of documents that are in the index and of those that were removed, and of what
 * was given to a change that was cancelled or failed.
 */
export async function forgetCommand(dataFolder: string, output: Output): Promise<number> {
  const folder = modelFolder(dataFolder);
  const bytes = await sizeOfMemory(folder);
  await emptyMemory(folder);
  const given = await forgetEndedRequests(jobFolder(dataFolder));
  output.result({ folder, bytes, given }, [
    bytes > 0
      ? `Forgot what models told before (${megabytes(bytes)}); what is read again is paid for again`
      : 'Nothing that models told is remembered here',
    ...(given > 0
      ? [`Forgot what was given to a change that was cancelled or failed (${megabytes(given)})`]
      : []),
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

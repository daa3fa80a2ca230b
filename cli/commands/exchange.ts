import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, constants, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { JobAccepted } from '../../domain/api/jobs.ts';
import { GraphRagError } from '../../domain/errors.ts';
import type { Api } from '../api.ts';
import { followJob, reportOf } from '../follow-job.ts';
import type { Output } from '../output.ts';

/** `orrery export FILE`: FILE is there whole or not at all; one that was there before is replaced. */
export async function exportCommand(api: Api, file: string, output: Output): Promise<number> {
  const draft = `${file}.${randomBytes(4).toString('hex')}.part`;
  try {
    const bytes = await writeWhole(draft, api.bytes('/api/export'));
    await rename(draft, file).catch((cause: Error) => {
      throw unwritable(cause);
    });
    const size = bytes < 1024 * 1024 ? `${bytes} bytes` : `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
    output.result({ file: path.resolve(file), bytes }, [`${file}: ${size}`]);
    return 0;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** `orrery import FILE`: everything that is in FILE, or nothing; only into an empty index. */
export async function importCommand(api: Api, file: string, output: Output): Promise<number> {
  await checkReadable(file);
  const bytes = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>;
  const { jobId } = JobAccepted.parse(await api.send('/api/import', bytes, 'application/gzip'));
  const report = reportOf(await followJob(api, jobId, output));
  const { documents, entities, relationships } = report.written;
  const vectors = report.embeddings ? `, ${report.embeddings.kept} vectors` : '';
  output.result(report, [
    documents === 0 && report.documents.unchanged > 0
      ? 'Everything that the file holds was there already.'
      : `${documents} documents, ${entities} entities, ${relationships} relationships${vectors} (${(report.milliseconds / 1000).toFixed(1)} s)`,
  ]);
  return 0;
}

async function checkReadable(file: string): Promise<void> {
  const hint = 'Give a file that `orrery export` wrote.';
  await access(file, constants.R_OK).catch((cause: unknown) => {
    throw new GraphRagError('request-invalid', `The file ${file} cannot be read`, { cause, hint });
  });
  if ((await stat(file)).isDirectory()) {
    throw new GraphRagError('request-invalid', `${file} is a folder, not a file`, { hint });
  }
}

function unwritable(cause: Error): GraphRagError {
  return new GraphRagError('request-invalid', `The file cannot be written: ${cause.message}`, {
    cause,
    hint: 'Give the name of a file, in a folder that is there and can be written.',
  });
}

/** @returns the number of bytes, once they are on disk */
async function writeWhole(file: string, pieces: AsyncIterable<Uint8Array>): Promise<number> {
  const handle = await open(file, 'wx').catch((cause: Error) => {
    throw unwritable(cause);
  });
  let bytes = 0;
  try {
    for await (const piece of pieces) {
      await handle.writeFile(piece);
      bytes += piece.length;
    }
    await handle.sync();
    return bytes;
  } catch (error) {
    if (error instanceof GraphRagError) throw error;
    throw new GraphRagError('internal', 'The export broke off before its end', {
      cause: error,
      hint: 'Nothing was kept of it; the log of the server may tell why. Try again.',
    });
  } finally {
    await handle.close();
  }
}

import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const OpenBatch = z.object({
  /** Of the uploaded requests; made before the batch. */
  fileId: z.string(),
  /** Null until the provider has taken it. */
  batchId: z.string().nullable(),
  /** Milliseconds since 1970. */
  submittedAt: z.number(),
  /** `replyKey` of each request, in order. */
  keys: z.array(z.string()),
});
/** A batch whose replies are not all fetched yet. */
export type OpenBatch = z.infer<typeof OpenBatch>;

/** Where open batches survive the end of the process: what is under way is never asked for again. */
export interface BatchMemory {
  list(): Promise<OpenBatch[]>;
  /** Adds it, or replaces the one with the same `fileId`. */
  save(batch: OpenBatch): Promise<void>;
  forget(fileId: string): Promise<void>;
}

/** Providers are done after a day; what is older than this was fetched or is lost. */
const LASTS_MS = 3 * 24 * 3_600_000;

/** Keeps them in one file. A file that cannot be read counts as empty. */
export function createBatchMemory(file: string, now: () => number = Date.now): BatchMemory {
  let batches: Promise<OpenBatch[]> | null = null;
  const load = (): Promise<OpenBatch[]> => {
    batches ??= readFile(file, 'utf8')
      .then((text) => {
        const parsed = z.array(OpenBatch).safeParse(JSON.parse(text));
        return parsed.success ? parsed.data.filter(({ submittedAt }) => submittedAt > now() - LASTS_MS) : [];
      })
      .catch(() => []);
    return batches;
  };
  const replace = async (change: (before: readonly OpenBatch[]) => OpenBatch[]): Promise<void> => {
    const after = load().then(change);
    batches = after;
    await mkdir(path.dirname(file), { recursive: true });
    const draft = `${file}.${randomBytes(4).toString('hex')}`;
    await writeFile(draft, JSON.stringify(await after), { flush: true });
    await rename(draft, file);
  };
  return {
    list: load,
    save: (batch) => replace((before) => [...before.filter(({ fileId }) => fileId !== batch.fileId), batch]),
    forget: (fileId) => replace((before) => before.filter((batch) => batch.fileId !== fileId)),
  };
}

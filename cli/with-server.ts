import type { Logger } from 'pino';
import type { Config } from '../adapters/config.ts';
import { folderHolder, holdDataFolder } from '../adapters/data-folder.ts';
import { GraphRagError } from '../domain/errors.ts';
import { type Api, createApi } from './api.ts';
import { openRuntime } from './runtime.ts';

export interface CommandContext {
  dataFolder: string;
  config: Config;
  storeKind: 'embedded' | 'neo4j';
  shared: boolean;
  salvage: boolean;
  logger: Logger;
}

/** How long a command waits for a server that has taken the folder but does not listen yet. */
const HOLDER_PATIENCE_MS = 30_000;
const LOOK_AGAIN_MS = 100;

/**
 * Runs a command against the server that holds the data folder, or, when nobody does, against one of its own that lives as long
 * as the command.
 *
 * @param needsJobs true runs jobs here when nobody holds the folder, those that an earlier process left first
 */
export async function withServer(
  context: CommandContext,
  needsJobs: boolean,
  command: (api: Api) => Promise<number>,
): Promise<number> {
  const answer = await holdDataFolder(context.dataFolder);
  if ('holder' in answer) return command(createApi(await listeningHolder(context.dataFolder)));
  const data = answer.held;
  try {
    const runtime = await openRuntime({ ...context, data, host: '127.0.0.1', port: 0 });
    try {
      if (needsJobs) await runtime.jobs.start();
      const url = await runtime.listen();
      return await command(createApi({ url, secret: data.secret }));
    } finally {
      await runtime.close();
    }
  } finally {
    await data.release();
  }
}

async function listeningHolder(folder: string): Promise<{ url: string; secret: string }> {
  const until = Date.now() + HOLDER_PATIENCE_MS;
  while (Date.now() < until) {
    const holder = await folderHolder(folder);
    if (!holder) break;
    if (holder.url) return { url: holder.url, secret: holder.secret };
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
  throw new GraphRagError('conflict', `Another process holds ${folder} and does not answer`, {
    hint: 'Repeat the command when it has ended.',
  });
}

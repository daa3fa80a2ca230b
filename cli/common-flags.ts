import path from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../adapters/config.ts';
import type { Api } from './api.ts';
import { createOutput, type Output } from './output.ts';
import type { CommandContext } from './with-server.ts';

/** The options that every command has. */
export interface CommonFlags {
  data: string;
  store?: 'embedded' | 'neo4j';
  shared?: boolean;
  salvage?: boolean;
  json?: boolean;
}

/** Runs a command as `withServer` does, with what it writes to. */
export async function atServer(
  flags: CommonFlags,
  needsJobs: boolean,
  run: (api: Api, output: Output) => Promise<number>,
): Promise<number> {
  const { withServer } = await import('./with-server.ts');
  const output = createOutput(flags.json ?? false);
  return withServer(contextOf(flags), needsJobs, (api) => run(api, output));
}

/** What a command works on, from its options and the environment. @throws GraphRagError `config-invalid` */
export function contextOf(flags: CommonFlags): CommandContext {
  const config = readConfig(process.env);
  return {
    dataFolder: path.resolve(flags.data),
    config,
    storeKind: flags.store ?? (config.neo4j ? 'neo4j' : 'embedded'),
    shared: flags.shared ?? false,
    salvage: flags.salvage ?? false,
    // Logs go to stderr: stdout carries the command's result. Requests are told from `warn` up only.
    logger: pino({ level: 'warn' }, pino.destination(2)),
  };
}

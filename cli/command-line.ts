import path from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { pino } from 'pino';
import { readConfig } from '../adapters/config.ts';
import { ANSWER_MODES, ANSWERERS } from '../domain/answer.ts';
import { GraphRagError } from '../domain/errors.ts';
import { createOutput, tellFailure } from './output.ts';
import { version } from './version.ts';
import type { CommandContext } from './with-server.ts';

interface CommonFlags {
  data: string;
  store?: 'embedded' | 'neo4j';
  shared?: boolean;
  json?: boolean;
}

/**
 * Runs one command of the command line.
 *
 * @param argv as `process.argv`
 * @returns the exit status: 0 fine, 1 failed, 2 wrong usage
 */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  const json = argv.includes('--json');
  let status = 0;
  const done = async (result: Promise<number>): Promise<void> => {
    status = await result;
  };
  const program = buildProgram(done);
  if (json) program.configureOutput({ writeErr: () => undefined });
  try {
    loadEnvironmentFile();
    const [, , first = ''] = argv;
    if (
      /^[a-z]/i.test(first) &&
      first !== 'help' &&
      !program.commands.some((known) => known.name() === first)
    ) {
      program.error(`error: there is no command "${first}"`);
    }
    await program.parseAsync(argv);
    return status;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      if (json)
        tellFailure(new GraphRagError('request-invalid', error.message.replace(/^error: /, '')), json);
      return 2;
    }
    return tellFailure(error, json);
  }
}

function buildProgram(done: (result: Promise<number>) => Promise<void>): Command {
  const program = new Command('orrery')
    .description(
      'Documents in; a map of what is in them, answers with the sentence behind each claim, and Cypher over all of it.',
    )
    .version(version)
    .exitOverride()
    .configureOutput({
      outputError: (text, write) =>
        write(`${text.trim().replace(/^error: /, 'orrery: ')} (orrery --help tells more)\n`),
    });
  const command = (usage: string, description: string, isDefault = false): Command =>
    program
      .command(usage, { isDefault })
      .description(description)
      .exitOverride()
      .option('--data <folder>', 'where the index is kept, one index a folder', './orrery-data')
      .addOption(new Option('--store <kind>', 'where the graph is kept').choices(['embedded', 'neo4j']))
      .option('--shared', 'keep the index in a Neo4j database that holds other data')
      .option('--json', 'print one JSON document');

  command('serve', 'show the explorer (what plain `orrery` does)', true)
    .option('--port <number>', 'port to listen on, 0 for a free one', portNumber)
    .option('--host <address>', 'address to listen on; anything but loopback needs ORRERY_TOKEN', '127.0.0.1')
    .option('--no-samples', 'start empty instead of with the sample notes')
    .action((flags: CommonFlags & { port?: number; host: string; samples: boolean }) =>
      done(
        (async () => {
          const { serveCommand } = await import('./commands/serve.ts');
          const context = contextOf(flags);
          return serveCommand(context, { ...flags, port: flags.port ?? context.config.port });
        })(),
      ),
    );

  command('ingest', 'read files and folders into the index')
    .argument('<path...>', 'files and folders')
    .addOption(
      new Option('--extractor <name>', 'who reads').choices(['auto', 'offline', 'model']).default('auto'),
    )
    .option('--estimate', 'only say what it would take: nothing is asked, nothing written', false)
    .option('--budget <usd>', 'US dollars that models may take; a later run goes on from there', dollars)
    .option('--batch', 'read through the batch API of the provider: half the price, up to a day', false)
    .option('--ontology <file>', 'YAML: entityTypes and relationshipTypes that the model may find')
    .addOption(
      new Option('--find-types', 'let the model find such types in a sample first; the index keeps them')
        .conflicts(['ontology', 'anyTypes'])
        .default(false),
    )
    .addOption(
      new Option('--any-types', 'let go of the types that the index has: the model may find anything')
        .conflicts('ontology')
        .default(false),
    )
    .addOption(
      new Option('--save-types <file>', 'write the types of this run as YAML, to be edited').conflicts(
        'estimate',
      ),
    )
    .option('--prune', 'remove documents whose files have vanished from the given folders', false)
    .option('--as <name>', 'name for the folder, instead of its own')
    .option('--rebuild', 'cluster and lay out from nothing', false)
    .option('--strict', 'end with 1 when anything was skipped', false)
    .action((paths: string[], flags: CommonFlags & import('./commands/ingest.ts').IngestFlags) =>
      done(
        (async () => {
          const { ingestCommand } = await import('./commands/ingest.ts');
          return atServer(flags, !flags.estimate, (api, output) =>
            ingestCommand(api, paths, flags, { dataFolder: path.resolve(flags.data), output }),
          );
        })(),
      ),
    );

  command('remove', 'forget documents')
    .argument('<source...>', 'sources, as `orrery ingest` names them')
    .action((sources: string[], flags: CommonFlags) =>
      done(
        (async () => {
          const { removeCommand } = await import('./commands/ingest.ts');
          return atServer(flags, true, (api, output) => removeCommand(api, sources, output));
        })(),
      ),
    );

  command('ask', 'answer a question from the documents')
    .argument('<question>')
    .addOption(new Option('--mode <mode>', 'how').choices(ANSWER_MODES).default('auto'))
    .addOption(
      new Option('--answer <who>', 'who answers: the model, or quotes alone')
        .choices(ANSWERERS)
        .default('auto'),
    )
    .option('--retrieve-only', 'only find the passages', false)
    .option('--limit <number>', 'most passages', limitNumber(50), 8)
    .action((question: string, flags: CommonFlags & import('./commands/ask.ts').AskFlags) =>
      done(
        (async () => {
          const { askCommand } = await import('./commands/ask.ts');
          return atServer(flags, false, (api, output) => askCommand(api, question, flags, output));
        })(),
      ),
    );

  command('cypher', 'query the graph')
    .argument('<query>')
    .option('--params <json>', 'parameters, as a JSON object', jsonObject, {})
    .option('--write', 'let the query change the graph', false)
    .option('--limit <number>', 'most rows', limitNumber(1_000_000), 1000)
    .option('--timeout-ms <number>', 'longest time, in milliseconds', limitNumber(600_000), 10_000)
    .action((query: string, flags: CommonFlags & import('./commands/cypher.ts').CypherFlags) =>
      done(
        (async () => {
          const { cypherCommand } = await import('./commands/cypher.ts');
          const { params, write, limit, timeoutMs } = flags;
          return atServer(flags, false, (api, output) =>
            cypherCommand(api, query, { params, write, limit, timeoutMs }, output),
          );
        })(),
      ),
    );

  command('export', 'write everything that is in the index to one file')
    .argument('<file>', 'the file, for example index.jsonl.gz')
    .action((file: string, flags: CommonFlags) =>
      done(
        (async () => {
          const { exportCommand } = await import('./commands/exchange.ts');
          return atServer(flags, false, (api, output) => exportCommand(api, file, output));
        })(),
      ),
    );

  command('import', 'take in a file that `orrery export` wrote, into an empty index')
    .argument('<file>')
    .action((file: string, flags: CommonFlags) =>
      done(
        (async () => {
          const { importCommand } = await import('./commands/exchange.ts');
          return atServer(flags, true, (api, output) => importCommand(api, file, output));
        })(),
      ),
    );

  command('status', 'what is in the index').action((flags: CommonFlags) =>
    done(
      (async () => {
        const { statusCommand } = await import('./commands/status.ts');
        return atServer(flags, false, statusCommand);
      })(),
    ),
  );

  command('doctor', 'look whether everything that Orrery needs is there').action((flags: CommonFlags) =>
    done(
      (async () => {
        const { doctorCommand } = await import('./commands/doctor.ts');
        return doctorCommand(contextOf(flags), createOutput(flags.json ?? false));
      })(),
    ),
  );
  return program;
}

async function atServer(
  flags: CommonFlags,
  needsJobs: boolean,
  run: (api: import('./api.ts').Api, output: import('./output.ts').Output) => Promise<number>,
): Promise<number> {
  const { withServer } = await import('./with-server.ts');
  const output = createOutput(flags.json ?? false);
  return withServer(contextOf(flags), needsJobs, (api) => run(api, output));
}

function contextOf(flags: CommonFlags): CommandContext {
  const config = readConfig(process.env);
  return {
    dataFolder: path.resolve(flags.data),
    config,
    storeKind: flags.store ?? (config.neo4j ? 'neo4j' : 'embedded'),
    shared: flags.shared ?? false,
    // Logs go to stderr: stdout carries the command's result. Requests are told from `warn` up only.
    logger: pino({ level: 'warn' }, pino.destination(2)),
  };
}

function loadEnvironmentFile(): void {
  try {
    process.loadEnvFile('.env');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('It must be a port from 0 to 65535.');
  return port;
}

function limitNumber(most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < 1 || value > most)
      throw new InvalidArgumentError(`It must be from 1 to ${most}.`);
    return value;
  };
}

function dollars(text: string): number {
  const value = Number(text);
  if (!(value > 0) || !Number.isFinite(value))
    throw new InvalidArgumentError('It must be an amount above 0.');
  return value;
}

function jsonObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Told below, as for any other value that is no object.
  }
  throw new InvalidArgumentError('It must be a JSON object.');
}

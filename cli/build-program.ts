import path from 'node:path';
import { Command, Option } from 'commander';
import { ANSWER_MODES, ANSWERERS } from '../domain/answer.ts';
import { atServer, type CommonFlags, contextOf } from './common-flags.ts';
import { dollars, jsonObject, limitNumber, portNumber } from './flag-values.ts';
import { createOutput } from './output.ts';
import { version } from './version.ts';

/** What each command is defined with. */
interface Definer {
  /** A command with the options that all have. */
  command(usage: string, description: string, isDefault?: boolean): Command;
  /** An action whose result is the exit status. */
  ending<Parameters extends unknown[]>(
    run: (...parameters: Parameters) => Promise<number>,
  ): (...parameters: Parameters) => Promise<void>;
}

/** Every command with its options; `onEnd` is told the exit status. A command's own code is loaded when it runs. */
export function buildProgram(onEnd: (status: number) => void): Command {
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
      .option('--salvage', 'open a damaged index with the changes from before the damage')
      .option('--json', 'print one JSON document');
  const definer: Definer = {
    command,
    ending:
      (run) =>
      async (...parameters) =>
        onEnd(await run(...parameters)),
  };
  addServe(definer);
  addIngest(definer);
  addRemove(definer);
  addForget(definer);
  addAsk(definer);
  addCypher(definer);
  addExport(definer);
  addImport(definer);
  addStatus(definer);
  addDoctor(definer);
  return program;
}

function addServe({ command, ending }: Definer): void {
  command('serve', 'show the explorer (what plain `orrery` does)', true)
    .option('--port <number>', 'port to listen on, 0 for a free one', portNumber)
    .option('--host <address>', 'address to listen on; anything but loopback needs ORRERY_TOKEN', '127.0.0.1')
    .option('--no-samples', 'start empty instead of with the sample notes')
    .action(
      ending(async (flags: CommonFlags & { port?: number; host: string; samples: boolean }) => {
        const { serveCommand } = await import('./commands/serve.ts');
        const context = contextOf(flags);
        return serveCommand(context, { ...flags, port: flags.port ?? context.config.port });
      }),
    );
}

function addIngest({ command, ending }: Definer): void {
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
    .action(
      ending(async (paths: string[], flags: CommonFlags & import('./commands/ingest.ts').IngestFlags) => {
        const { ingestCommand } = await import('./commands/ingest.ts');
        return atServer(flags, !flags.estimate, (api, output) =>
          ingestCommand(api, paths, flags, { dataFolder: path.resolve(flags.data), output }),
        );
      }),
    );
}

function addRemove({ command, ending }: Definer): void {
  command('remove', 'forget documents')
    .argument('<source...>', 'sources, as `orrery ingest` names them')
    .action(
      ending(async (sources: string[], flags: CommonFlags) => {
        const { removeCommand } = await import('./commands/ingest.ts');
        return atServer(flags, true, (api, output) => removeCommand(api, sources, output));
      }),
    );
}

function addForget({ command, ending }: Definer): void {
  command(
    'forget',
    'let go of what models told before, also of documents that were removed, and of what a cancelled change was given',
  ).action(
    ending(async (flags: CommonFlags) => {
      const { forgetCommand } = await import('./commands/forget.ts');
      return forgetCommand(path.resolve(flags.data), createOutput(flags.json ?? false));
    }),
  );
}

function addAsk({ command, ending }: Definer): void {
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
    .action(
      ending(async (question: string, flags: CommonFlags & import('./commands/ask.ts').AskFlags) => {
        const { askCommand } = await import('./commands/ask.ts');
        return atServer(flags, false, (api, output) => askCommand(api, question, flags, output));
      }),
    );
}

function addCypher({ command, ending }: Definer): void {
  command('cypher', 'query the graph')
    .argument('<query>')
    .option('--params <json>', 'parameters, as a JSON object', jsonObject, {})
    .option('--write', 'let the query change the graph', false)
    .option('--limit <number>', 'most rows', limitNumber(1_000_000), 1000)
    .option('--timeout-ms <number>', 'longest time, in milliseconds', limitNumber(600_000), 10_000)
    .action(
      ending(async (query: string, flags: CommonFlags & import('./commands/cypher.ts').CypherFlags) => {
        const { cypherCommand } = await import('./commands/cypher.ts');
        const { params, write, limit, timeoutMs } = flags;
        return atServer(flags, false, (api, output) =>
          cypherCommand(api, query, { params, write, limit, timeoutMs }, output),
        );
      }),
    );
}

function addExport({ command, ending }: Definer): void {
  command('export', 'write everything that is in the index to one file')
    .argument('<file>', 'the file, for example index.jsonl.gz')
    .action(
      ending(async (file: string, flags: CommonFlags) => {
        const { exportCommand } = await import('./commands/exchange.ts');
        return atServer(flags, false, (api, output) => exportCommand(api, file, output));
      }),
    );
}

function addImport({ command, ending }: Definer): void {
  command('import', 'take in a file that `orrery export` wrote, into an empty index')
    .argument('<file>')
    .action(
      ending(async (file: string, flags: CommonFlags) => {
        const { importCommand } = await import('./commands/exchange.ts');
        return atServer(flags, true, (api, output) => importCommand(api, file, output));
      }),
    );
}

function addStatus({ command, ending }: Definer): void {
  command('status', 'what is in the index').action(
    ending(async (flags: CommonFlags) => {
      const { statusCommand } = await import('./commands/status.ts');
      return atServer(flags, false, statusCommand);
    }),
  );
}

function addDoctor({ command, ending }: Definer): void {
  command('doctor', 'look whether everything that Orrery needs is there').action(
    ending(async (flags: CommonFlags) => {
      const { doctorCommand } = await import('./commands/doctor.ts');
      return doctorCommand(contextOf(flags), createOutput(flags.json ?? false));
    }),
  );
}

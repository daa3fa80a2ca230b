import { CommanderError } from 'commander';
import { GraphRagError } from '../domain/errors.ts';
import { buildProgram } from './build-program.ts';
import { tellFailure } from './output.ts';

/**
 * Runs one command of the command line.
 *
 * @param argv as `process.argv`
 * @returns the exit status: 0 fine, 1 failed, 2 wrong usage
 */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  const json = argv.includes('--json');
  let status = 0;
  const program = buildProgram((ended) => {
    status = ended;
  });
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

function loadEnvironmentFile(): void {
  try {
    process.loadEnvFile('.env');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

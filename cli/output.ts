import { GraphRagError } from '../domain/errors.ts';

/** What every command may print to: one JSON document or lines for people on stdout, all else on stderr. */
export interface Output {
  readonly json: boolean;
  /** The command's result: `value` with `--json`, else `lines`. */
  result(value: unknown, lines: readonly string[]): void;
  /** Progress and remarks, never the result. */
  note(line: string): void;
}

export function createOutput(json: boolean): Output {
  return {
    json,
    result(value, lines) {
      process.stdout.write(json ? `${JSON.stringify(value)}\n` : `${lines.join('\n')}\n`);
    },
    note(line) {
      process.stderr.write(`${line}\n`);
    },
  };
}

/** Tells a failure as one line (or as `{error}` with `--json`) and returns the exit status: 2 wrong usage, else 1. */
export function tellFailure(error: unknown, json: boolean): 1 | 2 {
  const known = error instanceof GraphRagError ? error : null;
  const message = known?.message ?? (error instanceof Error ? error.message : String(error));
  if (json) {
    const hint = known?.hint === undefined ? {} : { hint: known.hint };
    process.stdout.write(
      `${JSON.stringify({ error: { code: known?.code ?? 'internal', message, ...hint } })}\n`,
    );
  } else {
    const sentences = [message, known?.hint].filter((part) => part !== undefined).map(asSentence);
    process.stderr.write(`orrery: ${sentences.join(' ')}\n`);
    if (!known && error instanceof Error && error.stack) process.stderr.write(`${error.stack}\n`);
  }
  return known?.code === 'request-invalid' || known?.code === 'config-invalid' ? 2 : 1;
}

/** On one line, with a full stop. */
function asSentence(text: string): string {
  const line = text.replace(/\s*\n\s*/g, ' ').trim();
  return /[.!?。！？:]$/.test(line) ? line : `${line}.`;
}

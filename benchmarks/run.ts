import { parseArgs } from 'node:util';

/** Figures of one benchmark, as the table and `--json` print them. */
interface Result {
  name: string;
  figures: Record<string, number | string>;
}

interface Benchmark {
  run(options: { input?: string }): Promise<Result[]>;
}

/** Every benchmark by the name it is asked for; a new one gets its line here. */
const benchmarks: Record<string, () => Promise<Benchmark>> = {
  ingest: () => import('./ingest.ts'),
  extraction: () => import('./offline-extraction.ts'),
  leiden: () => import('./leiden.ts'),
  layout: () => import('./layout.ts'),
  tokens: () => import('./tokens.ts'),
  estimate: () => import('./estimate.ts'),
  edits: () => import('./edits.ts'),
  ask: () => import('./ask.ts'),
  retrieval: () => import('./retrieval.ts'),
  map: () => import('./map.ts'),
  'store-write': () => import('./store-write.ts'),
};

/** `npm run bench -- [NAME…] [--input FILE] [--json]`: runs them one after another. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { input: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const unknown = positionals.filter((name) => !(name in benchmarks));
  if (unknown.length > 0) {
    process.stderr.write(
      `No benchmark is called ${unknown.join(', ')}; there are ${Object.keys(benchmarks).join(', ')}.\n`,
    );
    process.exitCode = 2;
    return;
  }
  const results: Result[] = [];
  for (const name of positionals.length > 0 ? positionals : Object.keys(benchmarks)) {
    process.stderr.write(`${name}…\n`);
    const benchmark = await benchmarks[name]?.();
    results.push(
      ...((await benchmark?.run(values.input === undefined ? {} : { input: values.input })) ?? []),
    );
  }
  if (values.json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
  else for (const { name, figures } of results) printRow(name, figures);
}

function printRow(name: string, figures: Result['figures']): void {
  const cells = Object.entries(figures).map(([label, value]) => {
    const shown = typeof value === 'number' ? Number(value.toPrecision(4)).toLocaleString('en') : value;
    return `${label} ${shown}`;
  });
  process.stdout.write(`${name.padEnd(28)} ${cells.join('   ')}\n`);
}

await main();

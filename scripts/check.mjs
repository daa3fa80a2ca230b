import { spawnSync } from 'node:child_process';

/** `npm run check`: all that must be green before a commit, cheapest first; stops at the first that is not. */
const steps = [
  ['lint', ['biome', 'check', '--error-on-warnings', '.']],
  ['types', ['tsc', '-b', 'tsconfig.server.json']],
  ['types of the page', ['tsc', '-p', 'tsconfig.client.json']],
  ['types of tests', ['tsc', '-p', 'tsconfig.tests.json']],
  ['page rules', ['node', 'scripts/check-page.mjs']],
  ['unused code', ['knip']],
  ['tests', ['vitest', 'run']],
];
for (const [name, [command, ...args]] of steps) {
  const started = Date.now();
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  process.stdout.write(
    `${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`,
  );
  if (status !== 0) process.exit(1);
}

import { buildWhenStale } from './build.mjs';

try {
  await buildWhenStale();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
// npm changes into the package's folder; paths that people type are meant from where they stand.
if (process.env.INIT_CWD && process.env.npm_lifecycle_event === 'start') process.chdir(process.env.INIT_CWD);
await import('../dist/cli.js');

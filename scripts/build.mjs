import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const stampFile = path.join(root, 'dist/.stamp');
const sources = [
  'cli.ts',
  'cli',
  'domain',
  'algorithms',
  'ingest',
  'server',
  'adapters',
  'client',
  'package-lock.json',
  'vite.config.ts',
  'tsconfig.base.json',
  'tsconfig.server.json',
  'tsconfig.client.json',
];

/** SHA-256 over every source file's path and content: what the build depends on. */
function sourceStamp() {
  const hash = createHash('sha256');
  const visit = (relative) => {
    const full = path.join(root, relative);
    if (!existsSync(full)) return;
    const entries = path.extname(relative) ? null : readdirSync(full, { withFileTypes: true });
    if (!entries) {
      hash.update(relative).update('\0').update(readFileSync(full)).update('\0');
      return;
    }
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.isDirectory() || path.extname(entry.name)) visit(`${relative}/${entry.name}`);
    }
  };
  for (const source of sources) visit(source);
  return hash.digest('hex');
}

/** Runs a Node script; what it prints goes to stderr, since stdout may be read by a program. */
function run(label, script, ...args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, script), ...args], {
      cwd: root,
      stdio: ['ignore', 2, 2],
      // Whoever builds (a test runner sets another one), the page is bundled as it is served.
      env: { ...process.env, NODE_ENV: 'production' },
    });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${label} failed (exit ${code})`)),
    );
  });
}

/** Builds the server and the page into `dist/` when a source changed since the last build. */
export async function buildWhenStale() {
  const stamp = sourceStamp();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  if (!existsSync(path.join(root, 'node_modules/typescript/bin/tsc'))) {
    if (existsSync(path.join(root, 'dist/cli.js'))) return;
    throw new Error('Orrery is not built and cannot be: run `npm ci` with development dependencies first.');
  }
  const started = Date.now();
  process.stderr.write('Building Orrery (only when its sources changed)…\n');
  rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  await Promise.all([
    run('Compiling the server', 'node_modules/typescript/bin/tsc', '-b', 'tsconfig.server.json'),
    run('Bundling the page', 'node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'),
  ]);
  chmodSync(path.join(root, 'dist/cli.js'), 0o755);
  writeFileSync(stampFile, stamp);
  process.stderr.write(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildWhenStale().catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  });
}

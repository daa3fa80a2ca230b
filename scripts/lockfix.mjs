// scripts/lockfix.mjs
import { readFileSync, writeFileSync } from 'node:fs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')),
  P = lock.packages;
for (const m of Object.values({ ...P }))
  for (const [n, version] of Object.entries(m.optionalDependencies ?? {})) {
    const key = `node_modules/${n}`,
      t = n.split(/[/-]/);
    if (P[key] || !/^\d+\.\d+\.\d+$/.test(version)) continue;
    const has = (...l) => l.find((x) => t.includes(x));
    const os = has('darwin', 'linux', 'win32'),
      cpu = has('x64', 'arm64', 'arm', 'ia32');
    if (!os || !cpu) throw new Error(n);
    const libc = has('musl') ?? (has('gnu') && 'glibc');
    P[key] = { version, cpu: [cpu], ...(libc && { libc: [libc] }), optional: true, os: [os] };
  }
lock.packages = Object.fromEntries(Object.entries(P).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const node = (name: string, timeoutMs: number) => ({
  test: {
    name,
    environment: 'node' as const,
    include: [`tests/${name}/**/*.test.ts`],
    testTimeout: timeoutMs,
    hookTimeout: timeoutMs,
  },
});

/** Files import once what they share: no module of ours keeps state, and each test takes back what it fakes. */
const importOnce = { isolate: false };

/** One project a kind of test; `npm test` runs them all, `npx vitest run --project unit` one. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { test: { ...node('unit', 20_000).test, ...importOnce } },
      node('contract', 60_000),
      node('integration', 120_000),
      {
        plugins: [react()],
        test: {
          name: 'client',
          environment: 'happy-dom',
          include: ['tests/client/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/client/setup.ts'],
          testTimeout: 20_000,
          ...importOnce,
        },
      },
      {
        test: {
          ...node('e2e', 180_000).test,
          globalSetup: ['tests/e2e/global-setup.ts'],
          // After the others: each starts a server, some a browser too.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});

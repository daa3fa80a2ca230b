import { spawnSync } from 'node:child_process';
import type { TestProject } from 'vitest/node';
import { launchBrowser } from '../support/browser.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Why no browser can run here; empty when one can. */
    browserMissing: string;
  }
}

/** Builds once for all end-to-end tests, and finds out whether a browser can run here. */
export default async function setup(project: TestProject): Promise<void> {
  const build = spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
  if (build.status !== 0) throw new Error('The build failed; the end-to-end tests need it');
  const launched = await launchBrowser();
  if ('browser' in launched) {
    await launched.browser.close();
    project.provide('browserMissing', '');
    return;
  }
  const message = `NO BROWSER CAN RUN HERE, so the end-to-end tests of the page are skipped: ${launched.reason}`;
  if (process.env.CI) throw new Error(message);
  process.stderr.write(`\n${message}\nInstall Chromium, or name one in CHROMIUM_PATH.\n\n`);
  project.provide('browserMissing', launched.reason);
}

import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const INSTALLED = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

interface BrowserLaunch {
  executablePath: string;
  args: string[];
}

/** The browser of `CHROMIUM_PATH`, else an installed one, else the one that comes by npm (Linux x64); null when none can run. */
export async function findBrowser(environment = process.env): Promise<BrowserLaunch | null> {
  const named = environment.CHROMIUM_PATH;
  if (named) return { executablePath: named, args: quietArguments };
  for (const folder of (environment.PATH ?? '').split(path.delimiter)) {
    for (const name of INSTALLED) {
      const file = path.join(folder, name);
      if (canExecute(file)) return { executablePath: file, args: quietArguments };
    }
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const { default: packed } = await import('@sparticuz/chromium');
  return {
    executablePath: await packed.executablePath(),
    args: [...packed.args.filter((argument) => !unwanted.has(argument)), ...quietArguments],
  };
}

/** Starts the browser; it must be closed by the caller. Null, with a reason, when it cannot start here. */
export async function launchBrowser(): Promise<{ browser: Browser } | { reason: string }> {
  try {
    const found = await findBrowser();
    if (!found)
      return { reason: 'no Chromium or Chrome is installed, and none comes by npm for this platform' };
    return { browser: await chromium.launch({ ...found, headless: true }) };
  } catch (error) {
    return { reason: error instanceof Error ? (error.message.split('\n')[0] ?? 'unknown') : String(error) };
  }
}

/**
 * Of the arguments that the packed browser comes with: a single process ends with the first context that is closed, and without web
 * security a page may do what the browsers of people forbid.
 */
const unwanted = new Set(['--single-process', '--disable-web-security', '--allow-running-insecure-content']);

/** No traffic of its own: updates, metrics, look-ups. */
const quietArguments = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

function canExecute(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

import { chromium } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { findBrowser } from '../support/browser.ts';

const comesByNpm = process.platform === 'linux' && process.arch === 'x64';

describe.skipIf(!comesByNpm)('the browser that comes by npm for Linux x64', () => {
  it('opens one context after another, so that all tests of the page run where none is installed', async () => {
    const found = await findBrowser({});
    if (!found) throw new Error('no browser came by npm');
    const browser = await chromium.launch({ ...found, headless: true });
    try {
      for (const text of ['first', 'second']) {
        const context = await browser.newContext();
        const page = await context.newPage();
        await page.setContent(`<p>${text}</p>`);
        expect(await page.textContent('p')).toBe(text);
        await context.close();
      }
    } finally {
      await browser.close();
    }
  });
});

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { freshFolder, type RunningApp, removeFolder, startApp } from '../support/running-app.ts';

const screenshots = path.resolve(import.meta.dirname, 'output');

describe.skipIf(inject('browserMissing') !== '')('the explorer, in a real browser', () => {
  let app: RunningApp;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  /** What the console called an error, and what the page threw. */
  let problems: string[];

  async function open(options: { locale?: string; colorScheme?: 'light' | 'dark' } = {}): Promise<void> {
    context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'en',
      colorScheme: 'dark',
      ...options,
    });
    page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(error.message));
    await page.goto(app.url);
  }

  const button = (name: string | RegExp) =>
    page.getByRole('button', { name, exact: typeof name === 'string' });
  const inspector = () => page.getByRole('region', { name: 'Inspector' });
  const mapIsThere = () => page.getByText(/[\d,]+ of [\d,]+ entities in view/).waitFor();

  async function search(text: string): Promise<void> {
    const box = page.getByRole('textbox', { name: 'Search or ask' });
    await box.fill(text);
    await box.press('Enter');
  }

  /** Resolves when no job runs or waits. */
  async function jobsHaveEnded(): Promise<void> {
    await expect
      .poll(async () => (await (await fetch(new URL('/api/status', app.url))).json()).job, {
        timeout: 90_000,
      })
      .toBeNull();
  }

  async function screenshot(name: string): Promise<void> {
    await page.screenshot({ path: path.join(screenshots, `${name}.png`) });
  }

  beforeAll(async () => {
    await mkdir(screenshots, { recursive: true });
    const launched = await launchBrowser();
    if (!('browser' in launched)) throw new Error(launched.reason);
    browser = launched.browser;
    app = await startApp({ dataFolder: await freshFolder() });
  });

  beforeEach(() => {
    problems = [];
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail')
      await screenshot(`failed-${task.name.slice(0, 40).replace(/\W+/g, '-')}`);
    await context?.close();
    expect(problems, 'errors in the console').toEqual([]);
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    if (app) await removeFolder(app.dataFolder);
  });

  it('shows the samples as a map at the first start, with a guide that can be skipped', async () => {
    await open();
    await jobsHaveEnded();
    await mapIsThere();
    await button('Skip').click();
    await page.getByRole('region', { name: 'A first look' }).waitFor({ state: 'detached' });
    const shown = await page.getByText(/[\d,]+ of [\d,]+ entities in view/).innerText();
    expect(Number(/of ([\d,]+) entities/.exec(shown)?.[1]?.replace(',', ''))).toBeGreaterThan(250);
    await screenshot('map-night-en');
  });

  it('flies to what is searched, shows it whole, and opens its evidence in the document', async () => {
    await open();
    await mapIsThere();
    await search('LoRA');
    await inspector().getByRole('heading', { name: 'LoRA', exact: true }).waitFor();
    await expect.poll(() => page.url()).toMatch(/entity=e-.*camera=/);
    const definition = inspector().getByRole('region', { name: 'What it is' }).getByRole('button').first();
    const quote = (await definition.innerText()).split('\n')[0] ?? '';
    expect(quote).toContain('LoRA');
    await definition.click();
    const document = page.getByRole('region', { name: 'Document' });
    await document.locator('mark').first().waitFor();
    const marked = (await document.locator('mark').allInnerTexts()).join('');
    expect(marked.replace(/\s+/g, '')).toContain(quote.slice(0, 12).replace(/\s+/g, ''));
    await expect.poll(() => document.locator('mark').first().isVisible()).toBe(true);
    await screenshot('document-night-en');
  });

  it('answers a question with citations that open the sentence, and says when there is no answer', async () => {
    await open();
    await mapIsThere();
    await search('What is LoRA?');
    const answer = page.getByRole('region', { name: 'Ask' });
    const citation = answer.getByRole('button', { name: /^Source 1/ }).first();
    await citation.waitFor();
    expect(await answer.innerText()).toContain('parameter-efficient');
    await citation.hover();
    await screenshot('ask-night-en');
    await citation.click();
    await expect.poll(() => page.url()).toMatch(/document=d-[^&]*&at=\d+-\d+/);
    await page.getByRole('region', { name: 'Document' }).locator('mark').first().waitFor();

    const question = page.getByRole('textbox', { name: 'Question' });
    await question.fill('Who proposed the Raft consensus protocol?');
    await question.press('Enter');
    await answer
      .getByText(/not in your documents/i)
      .first()
      .waitFor();
  });

  it('runs Cypher, shows rows, and tells where a query is wrong', async () => {
    await open();
    await mapIsThere();
    await page.getByRole('navigation', { name: 'Sections' }).getByRole('button', { name: 'Cypher' }).click();
    const panel = page.getByRole('region', { name: 'Cypher' });
    const editor = panel.getByRole('textbox', { name: 'Cypher query' });
    await editor.click();
    await page.keyboard.press('Control+A');
    await page.keyboard.type("MATCH (e:Entity {name: 'LoRA'}) RETURN e.name AS name, e");
    await page.keyboard.press('Control+Enter');
    await panel.getByRole('cell', { name: 'LoRA', exact: true }).first().waitFor();
    await screenshot('cypher-night-en');
    await editor.focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('CREATE (x)');
    await page.keyboard.press('Control+Enter');
    await panel.getByText(/query-refused/).waitFor();
    // The browser itself notes the 403 of the refusal.
    problems = problems.filter((problem) => !/status of 403/.test(problem));
  });

  it('reads a dropped file, lets go of it, and brings it back', async () => {
    await open();
    await mapIsThere();
    await page.getByRole('navigation', { name: 'Sections' }).getByRole('button', { name: 'Library' }).click();
    const library = page.getByRole('region', { name: 'Library' });
    const text =
      '# Zephyr turbine\n\nThe **Zephyr turbine** is a wind turbine. Mira Lindqvist designed the Zephyr turbine.\n';
    await library
      .locator('input[type=file]')
      .first()
      .setInputFiles({
        name: 'zephyr.md',
        mimeType: 'text/markdown',
        buffer: Buffer.from(text),
      });
    await library.getByRole('textbox', { name: 'Search documents' }).fill('zephyr');
    await library.getByRole('button', { name: 'Open Zephyr turbine' }).waitFor();
    await jobsHaveEnded();
    await search('Zephyr turbine');
    await inspector().getByRole('heading', { name: 'Zephyr turbine' }).waitFor();

    await library.getByRole('button', { name: 'Remove Zephyr turbine' }).click();
    await button('Remove').click();
    await library.getByRole('button', { name: 'Open Zephyr turbine' }).waitFor({ state: 'detached' });
    await button('Undo').click();
    await library.getByRole('button', { name: 'Open Zephyr turbine' }).waitFor();
    await jobsHaveEnded();
    // The inspector asked for the entity while it was gone; the browser itself notes each 404.
    problems = problems.filter((problem) => !/status of 404/.test(problem));
    await screenshot('library-night-en');
  });

  it('comes back to the same view after a reload', async () => {
    await open();
    await mapIsThere();
    await search('HNSW');
    await inspector().getByRole('heading', { name: 'HNSW', exact: true }).waitFor();
    await page.getByRole('navigation', { name: 'Sections' }).getByRole('button', { name: 'Library' }).click();
    await expect.poll(() => page.url()).toMatch(/panel=library.*camera=/);
    const address = page.url();
    await page.reload();
    await inspector().getByRole('heading', { name: 'HNSW', exact: true }).waitFor();
    await page.getByRole('region', { name: 'Library' }).waitFor();
    expect(parametersOf(page.url())).toEqual(parametersOf(address));
    await page.goBack();
    await page.goForward();
    await inspector().getByRole('heading', { name: 'HNSW', exact: true }).waitFor();
  });

  it.each([
    { locale: 'zh-CN', colorScheme: 'light', title: '图谱' },
    { locale: 'zh-CN', colorScheme: 'dark', title: '图谱' },
    { locale: 'en', colorScheme: 'light', title: 'Map' },
  ] as const)('speaks $locale in the $colorScheme theme', async ({ locale, colorScheme, title }) => {
    await open({ locale, colorScheme });
    await page.getByRole('button', { name: title, exact: true }).first().waitFor();
    await page
      .getByText(/1?,?\d{3} (of|\/|个)/)
      .first()
      .waitFor();
    expect(await page.locator('html').getAttribute('lang')).toContain(locale.slice(0, 2));
    expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe(colorScheme);
    await screenshot(`map-${colorScheme === 'light' ? 'paper' : 'night'}-${locale.slice(0, 2)}`);
  });
});

/** What the address restores, the camera to a hundredth: it is kept as the flight ends. */
function parametersOf(address: string): Record<string, string> {
  const parameters = Object.fromEntries(new URL(address).searchParams);
  const camera = parameters.camera?.split(',').map((value) => Number(value).toFixed(1));
  return { ...parameters, camera: camera?.join(',') ?? '' };
}

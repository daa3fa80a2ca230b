import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { createModelForPeople, INVENTED, type ModelForPeople } from '../support/model-for-people.ts';
import { aSection } from '../support/model-ingest.ts';
import { type ModelServer, startModelServer } from '../support/model-server/model-server.ts';
import { freshFolder, type RunningApp, removeFolder, startApp } from '../support/running-app.ts';
import { topicNote } from '../support/topic-notes.ts';

const screenshots = path.resolve(import.meta.dirname, 'output');

/** US dollars for a million tokens: a run costs some cents. */
const PRICES = { scripted: { input: 2, output: 8 } };

/** A file of several calls: sections of its own, and topics that become communities which are worth a report. */
function aFile(name: string, number: number, topics: readonly number[]): { name: string; text: string } {
  const sections = Array.from({ length: 14 }, (_, section) => aSection(number, section));
  const ofTopics = topics.map((topic) => new TextDecoder().decode(topicNote(topic).bytes));
  return { name, text: [`# ${name}`, ...ofTopics, ...sections].join('\n\n') };
}

describe.skipIf(inject('browserMissing') !== '')('reading with a model, in a real browser', () => {
  let model: ModelForPeople;
  let modelServer: ModelServer;
  let app: RunningApp;
  let browser: Browser;
  let page: Page;
  /** What the console called an error, and what the page threw. */
  const problems: string[] = [];

  const section = (name: string) =>
    page.getByRole('navigation', { name: 'Sections' }).getByRole('button', { name });
  const region = (name: string) => page.getByRole('region', { name, exact: true });
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const library = () => region('Library');
  const lastChange = () => region('Last change');
  const dialog = () => page.getByRole('dialog');
  /** What was asked so far; lists of models tell the server nothing. */
  const chatCalls = () => modelServer.calls.filter(({ kind }) => kind === 'chat');
  const shot = (name: string) => page.screenshot({ path: path.join(screenshots, `model-${name}.png`) });

  async function drop(...files: { name: string; text: string }[]): Promise<void> {
    const dropped = await page.evaluateHandle((given) => {
      const transfer = new DataTransfer();
      for (const { name, text } of given)
        transfer.items.add(new File([text], name, { type: 'text/markdown' }));
      return transfer;
    }, files);
    await library().getByText('Drop files or folders here').dispatchEvent('drop', { dataTransfer: dropped });
  }

  /** The first number behind words, as a text shows it. */
  async function numberIn(where: Locator, pattern: RegExp): Promise<number> {
    const found = pattern.exec(await where.innerText())?.[1];
    expect(found, String(pattern)).toMatch(/^\d/);
    return Number(found?.replaceAll(',', ''));
  }

  beforeAll(async () => {
    await mkdir(screenshots, { recursive: true });
    const launched = await launchBrowser();
    if (!('browser' in launched)) throw new Error(launched.reason);
    browser = launched.browser;
    model = createModelForPeople(2);
    modelServer = await startModelServer({ answer: model.answer });
    const dataFolder = await freshFolder();
    await writeFile(path.join(dataFolder, 'prices.json'), JSON.stringify(PRICES));
    app = await startApp({
      dataFolder,
      arguments: ['--no-samples'],
      environment: {
        OPENAI_BASE_URL: modelServer.url,
        OPENAI_API_KEY: 'sk-test',
        ORRERY_CHAT_MODEL: 'scripted',
        ORRERY_CONCURRENCY: '1',
      },
    });
    page = await browser.newPage({
      viewport: { width: 1440, height: 900 },
      locale: 'en',
      colorScheme: 'dark',
    });
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(error.message));
    await page.goto(app.url);
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await shot('failed');
    expect(problems.splice(0), 'errors in the console').toEqual([]);
  });

  afterAll(async () => {
    await browser?.close();
    await modelServer?.close();
    await app?.stop();
    if (app) await removeFolder(app.dataFolder);
  });

  it('tells calls, tokens and price before, shows a first map meanwhile, and receipts after', async () => {
    await section('Library').click();
    await drop(aFile('harbours.md', 0, [0, 1]), aFile('mills.md', 1, [2, 3]));
    const chosen = dialog().getByRole('radio', { name: 'scripted' });
    await dialog()
      .getByText(/about \$0\.0\d+ · \d+ calls, [\d,]+ tokens in, [\d,]+ out/)
      .waitFor();
    expect(await chosen.isChecked()).toBe(true);
    await dialog()
      .getByText(/2 new · \d+ passages to read/)
      .waitFor();
    await shot('estimate');
    expect(chatCalls()).toEqual([]);
    const expected = await numberIn(dialog(), /calls, ([\d,]+) tokens in/);
    await dialog().getByRole('button', { name: 'Add', exact: true }).click();

    const progress = region('Reading documents');
    await progress.getByText(/So far [\d,]+ tokens in, [\d,]+ out, \$0\.0\d+/).waitFor();
    await expect.poll(() => progress.innerText()).toMatch(/Find terms and statements\s+\d+ of \d+/);
    await page.getByText(/[\d,]+ of [\d,]+ entities in view/).waitFor();
    await shot('reading');
    expect(await progress.isVisible()).toBe(true);
    expect(await numberIn(progress, /Find terms and statements\s+(\d+) of/)).toBeGreaterThan(0);
    expect(model.allowed).toBe(2);

    model.allow(Number.POSITIVE_INFINITY);
    await lastChange().getByText('2 added').waitFor({ timeout: 60_000 });
    await lastChange()
      .getByText(/Of [\d,]+ facts that it told, [\d,]+ stand in a sentence/)
      .waitFor();
    await shot('receipts');
    const took = await numberIn(lastChange(), /scripted: ([\d,]+) tokens in/);
    const told = chatCalls().reduce((sum, { inputTokens }) => sum + inputTokens, 0);
    expect(took).toBe(told);
    expect(await numberIn(lastChange(), /expected ([\d,]+)/)).toBe(expected);
  });

  it('shows what the model reported of a region, each finding with its sentence in the document', async () => {
    await button('Skip').click();
    await region('Inspector')
      .getByRole('button', { name: /Cedar.* 12 entities/ })
      .click();
    const inspector = region('Inspector');
    await inspector.getByText('Written by the model from the evidence').waitFor();
    const findings = inspector.getByRole('region', { name: 'Findings' });
    const quote = findings.getByRole('button').first();
    const words = (await quote.innerText()).slice(0, 12);
    await shot('community-report');
    await quote.click();
    const document = region('Document');
    await document.locator('mark').first().waitFor();
    expect((await document.locator('mark').allInnerTexts()).join('')).toContain(words);
    await document.getByRole('button', { name: 'Back', exact: true }).click();
  });

  it('answers with the model, opens what it cites, marks what it made up, and gives quotes at a click', async () => {
    await section('Ask').click();
    const ask = region('Ask');
    const question = ask.getByRole('textbox', { name: 'Question' });
    await question.fill('Whom does Alderton lend boats to?');
    await question.press('Enter');
    await ask.getByText(/Written by scripted · 1 sentence that no source says/).waitFor();
    await shot('answer');
    expect(await ask.getByTitle('No source says this').allInnerTexts()).toEqual([INVENTED]);
    const citation = ask.getByRole('button', { name: /^Source 1/ }).first();
    const sentence = (await citation.getAttribute('title')) ?? '';
    await citation.click();
    const document = region('Document');
    await document.locator('mark').first().waitFor();
    await expect.poll(async () => (await document.locator('mark').allInnerTexts()).join('')).toBe(sentence);
    await shot('cited');
    await document.getByRole('button', { name: 'Back', exact: true }).click();

    await ask.getByRole('button', { name: 'Show quotes only' }).click();
    await ask.getByText(/Taken from your documents, not generated/).waitFor();
    expect(await ask.getByTitle('No source says this').count()).toBe(0);
    const asked = chatCalls().length;
    await ask.getByRole('button', { name: 'Let scripted write it' }).click();
    await ask.getByText(/Written by scripted.*remembered, nothing was asked/).waitFor();
    expect(chatCalls()).toHaveLength(asked);
  });

  it('stops at the budget, and reads the rest when asked', async () => {
    await section('Library').click();
    await drop(aFile('ferries.md', 2, [4, 5]));
    await dialog().getByRole('textbox', { name: 'Stop at' }).fill('0.05');
    await dialog().getByRole('button', { name: 'Add', exact: true }).click();
    await lastChange()
      .getByText(/The budget of \$0\.05 has no room/)
      .first()
      .waitFor({ timeout: 60_000 });
    await shot('budget');
    await button('中文').click();
    await page
      .getByText(/段中有 \d+ 段未能读全.*原因：预算 0\.05 美元不够再请求一次/)
      .first()
      .waitFor();
    await shot('budget-chinese');
    await button('English').click();
    await lastChange().getByRole('button', { name: 'Without a limit' }).click();
    await lastChange()
      .getByText(/passages read · 1 unchanged/)
      .waitFor({ timeout: 60_000 });
    expect(
      await lastChange()
        .getByText(/budget/)
        .count(),
    ).toBe(0);
  });

  it('lets itself be cancelled and gone on with: what was told before is not asked for again, and stays counted', async () => {
    const askedBefore = chatCalls().length;
    model.hold();
    model.allow(1);
    await drop(aFile('bridges.md', 3, [6]), aFile('tolls.md', 4, [7]));
    await dialog().getByRole('button', { name: 'Add', exact: true }).click();
    const progress = region('Reading documents');
    await expect.poll(() => chatCalls().length, { timeout: 30_000 }).toBe(askedBefore + 2);
    await progress.getByText(/So far [\d,]+ tokens in/).waitFor();
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await lastChange().getByText('Cancelled; what the map already shows stays').waitFor();
    await lastChange()
      .getByText(/A budget counts what was spent before/)
      .waitFor();
    await shot('cancelled');
    const spent = await numberIn(lastChange(), /It took ([\d,]+) tokens in/);
    const asked = chatCalls().slice(askedBefore);
    const told = asked.filter(({ outcome }) => outcome === 'answered');
    expect(told).toHaveLength(1);
    expect(spent).toBe(told.reduce((sum, { inputTokens }) => sum + inputTokens, 0));

    await lastChange().getByRole('button', { name: 'Go on' }).click();
    await progress.waitFor();
    model.allow(Number.POSITIVE_INFINITY);
    await lastChange()
      .getByText(/\d+ passages read · 2 unchanged/)
      .waitFor({ timeout: 60_000 });
    await shot('gone-on');
    const askedThen = chatCalls().slice(askedBefore + asked.length);
    const prompts = askedThen.map(({ prompt }) => prompt);
    expect(prompts.length).toBeGreaterThan(0);
    for (const { prompt } of told) expect(prompts).not.toContain(prompt);
    expect(await numberIn(lastChange(), /scripted: ([\d,]+) tokens in/)).toBe(
      spent + askedThen.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
    );
    expect(await numberIn(lastChange(), /of that ([\d,]+) in, .* before it went on/)).toBe(spent);
    expect(await lastChange().getByRole('button', { name: 'Go on' }).count()).toBe(0);
  });
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startTestNeo4j } from '../support/neo4j-harness.ts';
import { freshFolder, type RunningApp, removeFolder, startApp } from '../support/running-app.ts';

const neo4j = inject('browserMissing') === '' ? await startTestNeo4j('any') : { reason: 'no browser' };

if ('reason' in neo4j) {
  process.stderr.write(`\nTHE PAGE IS NOT TESTED OVER NEO4J HERE: ${neo4j.reason}\n`);
  describe('the explorer over Neo4j', () => {
    it.skip(`is not tested here: ${neo4j.reason}`, () => {});
  });
} else {
  describe('the explorer over Neo4j', () => {
    let browser: Browser;
    let app: RunningApp;
    let dataFolder: string;
    const environment = {
      NEO4J_URI: neo4j.uri,
      NEO4J_USERNAME: neo4j.username,
      NEO4J_PASSWORD: neo4j.password,
    };

    beforeAll(async () => {
      const launched = await launchBrowser();
      if (!('browser' in launched)) throw new Error(launched.reason);
      browser = launched.browser;
      dataFolder = await freshFolder();
      app = await startApp({ dataFolder, environment });
    });
    afterAll(async () => {
      await browser?.close();
      await app?.stop();
      await neo4j.stop();
      if (dataFolder) await removeFolder(dataFolder);
    });

    async function status(): Promise<{
      store: { kind: string };
      index: Record<string, number>;
      job: object | null;
    }> {
      return (await fetch(new URL('/api/status', app.url))).json();
    }
    const jobsHaveEnded = () => expect.poll(async () => (await status()).job, { timeout: 90_000 }).toBeNull();

    async function open(problems: string[]): Promise<Page> {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en' });
      page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
      page.on('pageerror', (error) => problems.push(error.message));
      await page.goto(app.url);
      await page.getByText(/[\d,]+ of [\d,]+ entities in view/).waitFor();
      return page;
    }

    async function search(page: Page, text: string): Promise<void> {
      const box = page.getByRole('textbox', { name: 'Search or ask' });
      await box.fill(text);
      await box.press('Enter');
    }

    it('does what it does without: map, evidence, an answer, Cypher, a file removed and brought back, a second start', async () => {
      const problems: string[] = [];
      await jobsHaveEnded();
      expect(await status()).toMatchObject({ store: { kind: 'neo4j' } });
      let page = await open(problems);
      await page.getByRole('button', { name: 'Skip', exact: true }).click();

      await search(page, 'LoRA');
      const inspector = page.getByRole('region', { name: 'Inspector' });
      await inspector.getByRole('heading', { name: 'LoRA', exact: true }).waitFor();
      await inspector.getByRole('region', { name: 'What it is' }).getByRole('button').first().click();
      await page.getByRole('region', { name: 'Document' }).locator('mark').first().waitFor();

      await search(page, 'What is LoRA?');
      const answer = page.getByRole('region', { name: 'Ask' });
      await answer
        .getByRole('button', { name: /^Source 1/ })
        .first()
        .click();
      await expect.poll(() => page.url()).toMatch(/document=d-[^&]*&at=\d+-\d+/);

      const sections = page.getByRole('navigation', { name: 'Sections' });
      await sections.getByRole('button', { name: 'Cypher' }).click();
      const cypher = page.getByRole('region', { name: 'Cypher' });
      await cypher.getByRole('textbox', { name: 'Cypher query' }).click();
      await page.keyboard.press('Control+A');
      await page.keyboard.type("MATCH (e:Entity {name: 'QLoRA'})-[r]-(f:__Entity__) RETURN e, r, f");
      await page.keyboard.press('Control+Enter');
      await cypher.getByRole('button', { name: 'QLoRA', exact: true }).first().click();
      await inspector.getByRole('heading', { name: 'QLoRA', exact: true }).waitFor();

      await sections.getByRole('button', { name: 'Library' }).click();
      const library = page.getByRole('region', { name: 'Library' });
      const before = (await status()).index;
      await library.getByRole('textbox', { name: 'Search documents' }).fill('LoRA');
      const remove = library.getByRole('button', { name: /^Remove .*LoRA/ }).first();
      const title = (await remove.getAttribute('aria-label')) ?? (await remove.innerText());
      await remove.click();
      await page.getByRole('button', { name: 'Remove', exact: true }).click();
      await library.getByRole('button', { name: title, exact: true }).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Undo', exact: true }).click();
      await library.getByRole('button', { name: title, exact: true }).waitFor();
      await jobsHaveEnded();
      const after = (await status()).index;
      // Communities are found from those that were there, so their number may differ.
      const { documents, chunks, entities, relationships } = before;
      expect(after).toMatchObject({ documents, chunks, entities, relationships });
      await page.close();

      expect(await app.stop()).toBe(0);
      app = await startApp({ dataFolder, environment });
      expect(await status()).toMatchObject({ index: after, job: null });
      page = await open(problems);
      await page.close();
      // While a document is gone, what is open of it is gone too; the browser itself notes each 404.
      expect(problems.filter((problem) => !/status of 404/.test(problem))).toEqual([]);
    });
  });
}

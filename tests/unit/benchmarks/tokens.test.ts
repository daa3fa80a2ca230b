import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run } from '../../../benchmarks/tokens.ts';
import { tangledNotes } from '../../support/tangled-notes.ts';

const PASSAGES = 500;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'orrery-tokens-'));
});
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

/** Figures by what they are of and their name, as `--json` has them. */
async function figuresOf(rows: readonly object[]): Promise<Map<string, Record<string, number | string>>> {
  const input = path.join(folder, 'rows.jsonl');
  await writeFile(input, rows.map((row) => JSON.stringify(row)).join('\n'));
  return new Map((await run({ input })).map(({ name, figures }) => [name, figures]));
}

it('500 short passages take at most 2.5 tokens in a token of text to read, 2.8 with their reports; long ones 1.5 and 1.8', async () => {
  const rows = tangledNotes(PASSAGES, 6).map(({ source, bytes }) => ({
    id: source,
    title: source,
    text: new TextDecoder().decode(bytes),
  }));
  const figures = await figuresOf(rows);
  for (const [documents, extraction, whole] of [
    ['short documents', 2.5, 2.8],
    ['long documents', 1.5, 1.8],
  ] as const) {
    expect(figures.get(`tokens: ${documents}`)?.['input per source token']).toBeLessThanOrEqual(extraction);
    const replayed = figures.get(`tokens: ${documents}, replayed`);
    expect(replayed?.reports).toBeGreaterThan(5);
    expect(replayed?.['extraction: input']).toBeLessThanOrEqual(extraction);
    expect(replayed?.['with reports: input']).toBeLessThanOrEqual(whole);
  }
}, 60_000);

it('recorded replies are told in our format, by name', async () => {
  const chunk = 'Scrooge and Marley were partners. Scrooge was the executor of Marley.';
  const main =
    '("entity"<|>SCROOGE<|>PERSON<|>A partner)##("entity"<|>MARLEY<|>PERSON<|>The other partner)##("relationship"<|>SCROOGE<|>MARLEY<|>Scrooge was the executor of Marley<|>9)<|COMPLETE|>';
  const figures = await figuresOf([{ kind: 'extract', chunk, main }]);
  expect(figures.get('tokens: replies')).toMatchObject({ entities: 2, relationships: 1 });
  expect(figures.get('tokens: replies')?.['output per source token']).toBeGreaterThan(0);
});

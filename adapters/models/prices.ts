import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { GraphRagError } from '../../domain/errors.ts';
import type { ModelPrice } from '../../domain/model-price.ts';
import { withoutVendor } from './count-tokens.ts';
import { isLocalServer } from './openai-client.ts';

/** When the list below was last held against the providers' own pages. Prices change: see `loadPrices`. */
const LISTED = '2026-11';

/**
 * What providers ask for a million tokens in US dollars, of models whose price could be looked up; others have none until a person gives it.
 * DeepSeek asks half of this outside of its peak hours: an estimate that is too high spoils no budget.
 *
 * @see https://developers.openai.com/api/docs/pricing https://api-docs.deepseek.com/quick_start/pricing
 */
const LIST_PRICES: Readonly<Record<string, ModelPrice>> = {
  'gpt-6.2-sol': { input: 2, output: 10, cachedInput: 0.1 },
  'gpt-6.1-sol': { input: 2, output: 10, cachedInput: 0.1 },
  'gpt-6-sol': { input: 2, output: 10, cachedInput: 0.2 },
  'gpt-6-luna': { input: 0.1, output: 0.5, cachedInput: 0.01 },
  'gpt-5.6-luna': { input: 0.2, output: 1.2, cachedInput: 0.02 },
  'gpt-5.4': { input: 2.5, output: 15, cachedInput: 0.25 },
  'gpt-5.4-mini': { input: 0.75, output: 4.5, cachedInput: 0.075 },
  'gpt-5.4-nano': { input: 0.2, output: 1.25, cachedInput: 0.02 },
  'gpt-5.2': { input: 1.75, output: 14, cachedInput: 0.175 },
  'gpt-5.1': { input: 1.25, output: 10, cachedInput: 0.125 },
  'gpt-5': { input: 1.25, output: 10, cachedInput: 0.125 },
  'gpt-5-mini': { input: 0.25, output: 2, cachedInput: 0.025 },
  'gpt-5-nano': { input: 0.05, output: 0.4, cachedInput: 0.005 },
  'gpt-4.1': { input: 2, output: 8, cachedInput: 0.5 },
  'gpt-4.1-mini': { input: 0.4, output: 1.6, cachedInput: 0.1 },
  'gpt-4.1-nano': { input: 0.1, output: 0.4, cachedInput: 0.025 },
  'gpt-4o': { input: 2.5, output: 10, cachedInput: 1.25 },
  'gpt-4o-mini': { input: 0.15, output: 0.6, cachedInput: 0.075 },
  'o4-mini': { input: 1.1, output: 4.4, cachedInput: 0.275 },
  'deepseek-flash': { input: 0.3, output: 1.2, cachedInput: 0.006 },
  'deepseek-v4-pro': { input: 1.32, output: 3.96, cachedInput: 0.044 },
  'text-embedding-3-small': { input: 0.02, output: 0 },
  'text-embedding-3-large': { input: 0.13, output: 0 },
  'text-embedding-ada-002': { input: 0.1, output: 0 },
};

const FREE: ModelPrice = { input: 0, output: 0 };

/** A file of a person's own prices: `{"gpt-5-mini": {"input": 0.25, "output": 2, "cachedInput": 0.025}}`. */
const PriceFile = z.record(
  z.string(),
  z.strictObject({
    input: z.number().nonnegative(),
    output: z.number().nonnegative(),
    cachedInput: z.number().nonnegative().optional(),
  }),
);

/** Looks prices up; null when the price of the model is not known. */
export type PriceTable = (model: string, baseUrl?: string | undefined) => ModelPrice | null;

/**
 * The prices of a data folder: its `prices.json` where there is one, then the list above; a model on this machine costs nothing unless the file
 * says otherwise. Names are matched whole, then without vendor, then without the date or `:tag` at the end.
 *
 * @param file may be missing
 * @throws GraphRagError `config-invalid` naming every mistake in the file
 */
export async function loadPrices(file: string): Promise<PriceTable> {
  const own = await readOwnPrices(file);
  return (model, baseUrl) => {
    const found = lookUp(own, model);
    if (found) return found;
    if (baseUrl && isLocalServer(baseUrl)) return FREE;
    const listed = lookUp(LIST_PRICES, model);
    return listed && { ...listed, listed: LISTED };
  };
}

async function readOwnPrices(file: string): Promise<Readonly<Record<string, ModelPrice>>> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw priceFileError(file, [error.message]);
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw priceFileError(file, [(error as Error).message]);
  }
  const parsed = PriceFile.safeParse(json);
  if (!parsed.success) {
    throw priceFileError(
      file,
      parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`.trim()),
    );
  }
  const prices: Record<string, ModelPrice> = {};
  for (const [model, { input, output, cachedInput }] of Object.entries(parsed.data)) {
    prices[model] = cachedInput === undefined ? { input, output } : { input, output, cachedInput };
  }
  return prices;
}

function lookUp(prices: Readonly<Record<string, ModelPrice>>, model: string): ModelPrice | null {
  const plain = withoutVendor(model);
  const undated = plain.replace(/(-\d{4}-\d{2}-\d{2}|-\d{6,8}|:[\w.-]+)$/, '');
  for (const name of [model, plain, undated]) {
    if (Object.hasOwn(prices, name)) return prices[name] ?? null;
  }
  return null;
}

function priceFileError(file: string, problems: readonly string[]): GraphRagError {
  return new GraphRagError(
    'config-invalid',
    `The price file ${file} cannot be read: ${problems.join('; ')}`,
    {
      hint: 'It looks like {"model-name": {"input": 0.25, "output": 2}}, in US dollars for a million tokens.',
    },
  );
}

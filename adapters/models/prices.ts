import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { GraphRagError } from '../../domain/errors.ts';
import type { ModelPrice } from '../../domain/model-price.ts';
import { withoutVendor } from './count-tokens.ts';
import { isLocalServer } from './openai-client.ts';

/** What providers asked for a million tokens in US dollars when this table was last looked after: December 2025. Prices change: see `loadPrices`. */
const LIST_PRICES: Readonly<Record<string, ModelPrice>> = {
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
  o3: { input: 2, output: 8, cachedInput: 0.5 },
  'o4-mini': { input: 1.1, output: 4.4, cachedInput: 0.275 },
  'deepseek-chat': { input: 0.28, output: 0.42, cachedInput: 0.028 },
  'deepseek-reasoner': { input: 0.28, output: 0.42, cachedInput: 0.028 },
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
    return lookUp(LIST_PRICES, model);
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
      parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`),
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

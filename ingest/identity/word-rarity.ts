import { idf } from '@node-rs/jieba/dict.js';

let rarity: Map<string, number> | undefined;

/**
 * How rare a Chinese word is in general text: its inverse document frequency, about 4 (everyday) to 14 (rare).
 *
 * @returns undefined for words that the table does not hold
 */
export function wordRarity(word: string): number | undefined {
  rarity ??= load();
  return rarity.get(word);
}

function load(): Map<string, number> {
  const table = new Map<string, number>();
  for (const line of Buffer.from(idf).toString('utf8').split('\n')) {
    const space = line.indexOf(' ');
    if (space > 0) table.set(line.slice(0, space), Number(line.slice(space + 1)));
  }
  return table;
}

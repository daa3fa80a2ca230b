import { isAcronym } from '../text/abbreviation.ts';
import { hasCjk } from '../text/characters.ts';
import type { StatedAlias } from './collect-aliases.ts';
import { clashingEnglish } from './name-clashes.ts';
import { NameClusters } from './name-clusters.ts';

/**
 * Acronyms that the documents spell out in two ways that have nothing in common (ANN: artificial neural network,
 * approximate nearest neighbour), neither of them by far the more often. Such an acronym stays a name of its own.
 */
export function ambiguousAcronyms(aliases: readonly StatedAlias[]): Set<string> {
  const meanings = new Map<string, Map<string, number>>();
  const translations = new NameClusters([]);
  for (const { left, right, leftKey, rightKey, strength } of aliases) {
    const short = isAcronym(right) ? rightKey : isAcronym(left) ? leftKey : null;
    if (short === null || (isAcronym(right) && isAcronym(left))) {
      translations.unite(leftKey, rightKey);
      continue;
    }
    const list = meanings.get(short) ?? new Map<string, number>();
    meanings.set(short, list.set(short === rightKey ? leftKey : rightKey, strength));
  }
  const ambiguous = new Set<string>();
  for (const [short, list] of meanings) {
    const groups = new Map<string, { keys: string[]; strength: number }>();
    for (const [key, strength] of list) {
      const root = translations.find(key);
      const group = groups.get(root) ?? { keys: [], strength: 0 };
      groups.set(root, { keys: [...group.keys, key], strength: group.strength + strength });
    }
    if (haveRivals([...groups.values()])) ambiguous.add(short);
  }
  return ambiguous;
}

/** Two meanings without a word or an ideograph in common, the weaker at least half as strong as the stronger. */
function haveRivals(groups: readonly { keys: string[]; strength: number }[]): boolean {
  return groups.some((one, index) =>
    groups.slice(index + 1).some((other) => {
      if (Math.min(one.strength, other.strength) * 2 < Math.max(one.strength, other.strength)) return false;
      return clashingEnglish(one.keys, other.keys) || strangeChinese(one.keys, other.keys);
    }),
  );
}

function strangeChinese(left: readonly string[], right: readonly string[]): boolean {
  return left.some((one) =>
    right.some(
      (other) => hasCjk(one) && hasCjk(other) && ![...one].some((character) => other.includes(character)),
    ),
  );
}

import type { Entity } from '../domain/entity.ts';
import type { IndexSnapshot } from './snapshot.ts';

/** Every name of every entity as it is compared, in order of rank; made once a snapshot. */
const foldedNames = new WeakMap<IndexSnapshot, string[][]>();

/**
 * Entities of `type` (all without it) whose name or alias holds `q`, whatever its case or width: first those that are
 * called exactly so, then those with a name that begins so, then the rest, each by rank. Without `q`, by rank.
 */
export function findEntities(
  snapshot: IndexSnapshot,
  { q, type }: { q?: string | undefined; type?: string | undefined },
): readonly Entity[] {
  const wanted = fold(q ?? '');
  if (wanted === '' && type === undefined) return snapshot.entitiesByRank;
  const names = namesOf(snapshot);
  const found: [Entity[], Entity[], Entity[]] = [[], [], []];
  snapshot.entitiesByRank.forEach((entity, at) => {
    if (type !== undefined && entity.type !== type) return;
    const match = matchOf(names[at] ?? [], wanted);
    if (match !== null) found[match].push(entity);
  });
  return found.flat();
}

/** 0 the same, 1 the beginning, 2 inside, null not at all: the best of all names. */
function matchOf(names: readonly string[], wanted: string): 0 | 1 | 2 | null {
  let best: 1 | 2 | null = null;
  for (const name of names) {
    if (name === wanted) return 0;
    if (name.startsWith(wanted)) best = 1;
    else if (best === null && name.includes(wanted)) best = 2;
  }
  return best;
}

function namesOf(snapshot: IndexSnapshot): string[][] {
  let names = foldedNames.get(snapshot);
  if (!names) {
    names = snapshot.entitiesByRank.map(({ name, aliases }) => [...new Set([name, ...aliases].map(fold))]);
    foldedNames.set(snapshot, names);
  }
  return names;
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim();
}

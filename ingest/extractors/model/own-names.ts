import type { ExtractionReply, ReplyEntity } from './extraction-reply.ts';

/** Other names of one thing that look nothing like its name: more than so many are other things. */
const MOST_ODD_NAMES = 4;

/**
 * The reply with each entity's own names only. Small models put much of what they find under one entity, or one name under all of them: taken at their
 * word, different things would become one. What is not a name of its entity stays in the reply as a thing for itself, of no type.
 *
 * @param isDoubtful the model ran in circles: no name that looks nothing like its entity's is taken from it
 */
export function withOwnNames(reply: ExtractionReply, isDoubtful: boolean): ExtractionReply {
  const owners = ownersOf(reply.entities);
  const mostOdd = isDoubtful ? 0 : MOST_ODD_NAMES;
  const loose = new Set<string>();
  const entities = reply.entities.map((entity) => {
    if (!entity) return null;
    const odd = new Set(entity.a.filter((name) => isOdd(entity.n, name)));
    const isForeign = (name: string): boolean =>
      (odd.size > mostOdd && odd.has(name)) || (owners.get(asKey(name))?.size ?? 0) > 1;
    for (const name of entity.a.filter(isForeign)) loose.add(name);
    return { ...entity, a: entity.a.filter((name) => !isForeign(name)) };
  });
  const more = [...loose].map((n): ReplyEntity => ({ n, t: null, a: [] }));
  return { ...reply, entities, loose: [...reply.loose, ...more] };
}

/** Of each name that is listed as another name: the things that it is listed for. */
function ownersOf(entities: readonly (ReplyEntity | null)[]): Map<string, Set<string>> {
  const owners = new Map<string, Set<string>>();
  for (const entity of entities) {
    for (const name of entity?.a ?? []) {
      const known = owners.get(asKey(name)) ?? new Set();
      owners.set(asKey(name), known.add(asKey(entity?.n ?? '')));
    }
  }
  return owners;
}

/** True for another name that has no part in common with the first one. */
function isOdd(name: string, other: string): boolean {
  const parts = partsOf(name);
  return ![...partsOf(other)].some((part) => parts.has(part));
}

/** Words, and each ideograph: names of one thing often share one. */
function partsOf(name: string): Set<string> {
  return new Set(name.toLowerCase().match(/\p{Script=Han}|[\p{L}\p{N}]+/gu) ?? []);
}

function asKey(name: string): string {
  return name.trim().toLowerCase();
}

import type { Entity } from '../../../domain/entity.ts';
import type { IndexSnapshot } from '../../snapshot.ts';
import { hasIdeograph, nameKeyOf } from '../text/read-words.ts';
import type { Passage } from './passages.ts';
import type { Steps } from './stepwise.ts';

/** The index's entities by the names that the documents use for them. */
export interface EntityNames {
  /** By the key of each of its surfaces; where entities share one, the more important entity. */
  readonly byKey: ReadonlyMap<string, Entity>;
  /**
   * Entities named in passages that are written in ideographs. Names in such text cannot be told by capitals, so there (and wherever else
   * these entities are named) the mentions that ingest found are the names.
   */
  readonly withIdeographs: ReadonlySet<string>;
}

/** Reads the entities' names, and which of them bridge scripts. */
export function* readEntityNames(snapshot: IndexSnapshot, passages: readonly Passage[]): Steps<EntityNames> {
  const byKey = new Map<string, Entity>();
  for (const entity of snapshot.entitiesByRank) {
    for (const alias of new Set([entity.name, ...entity.aliases])) {
      const key = nameKeyOf(alias);
      if (key !== '' && !byKey.has(key)) byKey.set(key, entity);
    }
    yield;
  }
  const withIdeographs = new Set<string>();
  for (const { chunks, text } of passages) {
    if (!isIdeographic(text)) continue;
    for (const { id } of chunks) {
      for (const { entityId } of snapshot.mentionsIn(id)) withIdeographs.add(entityId);
    }
    yield;
  }
  return { byKey, withIdeographs };
}

const LEAST_SHARE = 0.15;

/** True for text of which a good part is ideographs: a foreign name in brackets does not count. */
function isIdeographic(text: string): boolean {
  if (!hasIdeograph(text)) return false;
  return (text.match(/\p{Script=Han}/gu)?.length ?? 0) >= LEAST_SHARE * text.length;
}

const ENTITY_MARK = '@';

/** The key under which a name is indexed: its own, or its entity's where that bridges scripts. */
export function canonicalKey(names: EntityNames, key: string): string {
  const entity = names.byKey.get(key);
  return entity && names.withIdeographs.has(entity.id) ? entityKey(entity.id) : key;
}

/** The key of an entity as a name. No word begins with the mark. */
export function entityKey(entityId: string): string {
  return ENTITY_MARK + entityId;
}

/** True for the key of an entity that bridges scripts. */
export function isEntityKey(key: string): boolean {
  return key.startsWith(ENTITY_MARK);
}

/** The id of the entity that a name's key stands for, or null where it is a plain name of no entity. */
export function entityIdOfKey(names: EntityNames, key: string): string | null {
  if (isEntityKey(key)) return key.slice(ENTITY_MARK.length);
  return names.byKey.get(key)?.id ?? null;
}

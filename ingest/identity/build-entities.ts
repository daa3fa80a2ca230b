import type { Decision } from '../../domain/decision.ts';
import type { Document } from '../../domain/document.ts';
import type { Entity, Mention } from '../../domain/entity.ts';
import { entityId } from '../ids.ts';
import { singular, termKey } from '../text/term-key.ts';
import { typeLabel } from './entity-type.ts';
import type { PlacedName } from './find-mentions.ts';
import { textRank } from './rank-terms.ts';
import { increase, mostFrequent, type Term } from './term.ts';
import type { UnitedNames } from './unite-names.ts';

/** Entities with where they are named; type, rank and description come from what else the text says of them. */
export interface NamedEntity {
  entity: Entity;
  /** Keys of its names, ascending. */
  keys: string[];
  terms: Term[];
  mentions: Mention[];
}

/**
 * Groups places of names by entity, and names each entity by its most frequent surface, a fuller one before a shorter
 * one of the same count. Entities without a mention are not built.
 */
export function buildEntities(input: {
  places: readonly PlacedName[];
  accepted: ReadonlyMap<string, Term>;
  united: UnitedNames;
  documents: ReadonlyMap<string, Document>;
  decisions: readonly Decision[];
  subjectKey: (subject: string) => string;
}): NamedEntity[] {
  const { places, accepted, united, documents, decisions, subjectKey } = input;
  const groups = new Map<string, PlacedName[]>();
  for (const place of places) {
    const root = united.clusters.find(place.key);
    const group = groups.get(root);
    if (group) group.push(place);
    else groups.set(root, [place]);
  }
  const hidden = new Set(
    ofKind(decisions, 'hide').map((decision) => united.clusters.find(subjectKey(decision.subject[0] ?? ''))),
  );
  const merges = mergesByRoot(united);
  const entities: NamedEntity[] = [];
  for (const [root, group] of groups) {
    if (hidden.has(root)) continue;
    const keys = [...united.clusters.members(root)].sort();
    const terms = keys.flatMap((key) => accepted.get(key) ?? []);
    const id = entityId(keys[0] ?? root);
    const surfaces = countSurfaces(group, documents);
    const names = [...surfaces].sort(
      (left, right) =>
        right[1] - left[1] || right[0].length - left[0].length || (left[0] < right[0] ? -1 : 1),
    );
    const mentions = group.map(({ chunk, start, end }) => ({
      entityId: id,
      documentId: chunk.documentId,
      chunkId: chunk.id,
      start,
      end,
    }));
    const documentCount = new Set(mentions.map((mention) => mention.documentId)).size;
    entities.push({
      keys,
      terms,
      mentions,
      entity: {
        id,
        name: bestName(surfaces),
        type: givenType(terms) ?? '',
        aliases: names.map(([surface]) => surface),
        description: '',
        rank: textRank(terms, mentions.length, documentCount),
        mentionCount: mentions.length,
        x: null,
        y: null,
        communityId: null,
        merges: merges.get(root) ?? [],
      },
    });
  }
  for (const decision of [...ofKind(decisions, 'rename'), ...ofKind(decisions, 'retype')])
    applyNaming(decision, entities, subjectKey);
  return entities.sort((left, right) => (left.entity.id < right.entity.id ? -1 : 1));
}

function ofKind(decisions: readonly Decision[], kind: Decision['kind']): Decision[] {
  return decisions
    .filter((decision) => decision.kind === kind)
    .sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : left.id < right.id ? -1 : 1));
}

function countSurfaces(
  group: readonly PlacedName[],
  documents: ReadonlyMap<string, Document>,
): Map<string, number> {
  const surfaces = new Map<string, number>();
  for (const { chunk, start, end } of group) {
    const surface = documents.get(chunk.documentId)?.text.slice(start, end);
    if (surface !== undefined) increase(surfaces, surface, 1);
  }
  return surfaces;
}

/** The most frequent name, spellings of one key counted together; then its most frequent spelling, a singular first. */
function bestName(surfaces: ReadonlyMap<string, number>): string {
  const byKey = new Map<string, number>();
  for (const [surface, count] of surfaces) increase(byKey, termKey(surface), count);
  const key = mostFrequent(byKey);
  const spellings = new Map([...surfaces].filter(([surface]) => termKey(surface) === key));
  const best = mostFrequent(spellings) ?? mostFrequent(surfaces) ?? '';
  const singulars = new Map([...spellings].filter(([surface]) => singular(surface) === surface));
  const single = mostFrequent(singulars);
  const enough = single !== null && (singulars.get(single) ?? 0) * 4 >= (spellings.get(best) ?? 0);
  return single !== null && enough ? single : best;
}

function givenType(terms: readonly Term[]): string | null {
  const types = new Map<string, number>();
  for (const term of terms) for (const [type, count] of term.types) increase(types, type, count);
  const type = mostFrequent(types);
  return type === null ? null : typeLabel(type);
}

function mergesByRoot(united: UnitedNames): Map<string, Entity['merges']> {
  const byRoot = new Map<string, Entity['merges']>();
  for (const merge of united.merges) {
    const root = united.clusters.find(termKey(merge.left));
    byRoot.set(root, [...(byRoot.get(root) ?? []), merge]);
  }
  return byRoot;
}

function applyNaming(
  decision: Decision,
  entities: readonly NamedEntity[],
  subjectKey: (subject: string) => string,
): void {
  const key = subjectKey(decision.subject[0] ?? '');
  const found = entities.find(({ keys }) => keys.includes(key));
  if (!found || !decision.value) return;
  if (decision.kind === 'retype') found.entity.type = typeLabel(decision.value);
  else {
    found.entity.name = decision.value;
    if (!found.entity.aliases.includes(decision.value)) found.entity.aliases.push(decision.value);
  }
}

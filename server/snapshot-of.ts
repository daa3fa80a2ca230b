import type { Community } from '../domain/community.ts';
import type { Mention } from '../domain/entity.ts';
import type { GraphIndex, IndexInfo } from '../domain/graph-index.ts';
import type { Relationship } from '../domain/relationship.ts';
import type { IndexSnapshot } from './snapshot.ts';

/** The snapshot of one loaded index. Maps and groups are made when first asked for. */
export function snapshotOf(info: IndexInfo, index: GraphIndex): IndexSnapshot {
  const documentById = once(() => byId(index.documents));
  const chunkById = once(() => byId(index.chunks));
  const entityById = once(() => byId(index.entities));
  const relationshipById = once(() => byId(index.relationships));
  const communityById = once(() => byId(index.communities));
  const reportById = once(() => new Map(index.reports.map((report) => [report.communityId, report])));
  const entitiesByRank = once(() =>
    [...index.entities].sort((a, b) => b.rank - a.rank || compareIds(a.id, b.id)),
  );
  const communitiesBySize = once(() =>
    [...index.communities].sort((a, b) => b.size - a.size || compareIds(a.id, b.id)),
  );
  const documentsBySource = once(() => [...index.documents].sort((a, b) => compareIds(a.source, b.source)));
  const chunks = once(() =>
    sorted(
      groupBy(index.chunks, (chunk) => [chunk.documentId]),
      (a, b) => a.position - b.position,
    ),
  );
  const relationships = once(() => sorted(groupBy(index.relationships, endsOf), byStrength));
  const mentions = once(() => {
    const place = new Map(documentsBySource().map((document, at) => [document.id, at]));
    const placeOf = (mention: Mention): number => place.get(mention.documentId) ?? -1;
    return sorted(
      groupBy(index.mentions, (mention) => [mention.entityId]),
      (a, b) => placeOf(a) - placeOf(b) || a.start - b.start,
    );
  });
  const mentionsInChunk = once(() =>
    sorted(
      groupBy(index.mentions, (mention) => [mention.chunkId]),
      (a, b) => a.start - b.start,
    ),
  );
  const children = once(() =>
    groupBy(communitiesBySize(), ({ parentId }) => (parentId === null ? [] : [parentId])),
  );
  const members = once(() =>
    groupBy(entitiesByRank(), (entity) => branchOf(entity.communityId).map(({ id }) => id)),
  );

  function branchOf(communityId: string | null): Community[] {
    const branch: Community[] = [];
    let community = communityId === null ? undefined : communityById().get(communityId);
    while (community && !branch.includes(community)) {
      branch.push(community);
      community = community.parentId === null ? undefined : communityById().get(community.parentId);
    }
    return branch.reverse();
  }

  return {
    info,
    index,
    get documentsBySource() {
      return documentsBySource();
    },
    get entitiesByRank() {
      return entitiesByRank();
    },
    get communitiesBySize() {
      return communitiesBySize();
    },
    get documentById() {
      return documentById();
    },
    get chunkById() {
      return chunkById();
    },
    get entityById() {
      return entityById();
    },
    get relationshipById() {
      return relationshipById();
    },
    get communityById() {
      return communityById();
    },
    get reportById() {
      return reportById();
    },
    chunksOf: (id) => chunks().get(id) ?? [],
    relationshipsOf: (id) => relationships().get(id) ?? [],
    mentionsOf: (id) => mentions().get(id) ?? [],
    mentionsIn: (id) => mentionsInChunk().get(id) ?? [],
    childrenOf: (id) => children().get(id) ?? [],
    branchOf,
    membersOf: (id) => members().get(id) ?? [],
  };
}

/** Stated before co-occurrence, then by weight, descending, ties by id. */
export function byStrength(a: Relationship, b: Relationship): number {
  const kind = Number(a.origin === 'co-occurrence') - Number(b.origin === 'co-occurrence');
  return kind || b.weight - a.weight || compareIds(a.id, b.id);
}

/** Order of UTF-16 code units: the same on every machine. */
function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function endsOf({ sourceId, targetId }: Relationship): string[] {
  return sourceId === targetId ? [sourceId] : [sourceId, targetId];
}

function byId<T extends { id: string }>(records: readonly T[]): Map<string, T> {
  return new Map(records.map((record) => [record.id, record]));
}

function groupBy<T>(records: Iterable<T>, keysOf: (record: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const record of records) {
    for (const key of keysOf(record)) {
      const group = groups.get(key);
      if (group) group.push(record);
      else groups.set(key, [record]);
    }
  }
  return groups;
}

function sorted<T>(groups: Map<string, T[]>, compare: (a: T, b: T) => number): Map<string, T[]> {
  for (const group of groups.values()) group.sort(compare);
  return groups;
}

function once<T extends object>(make: () => T): () => T {
  let made: T | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

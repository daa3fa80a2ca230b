import type { Chunk } from '../../domain/chunk.ts';
import type { Community } from '../../domain/community.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { GraphIndex } from '../../domain/graph-index.ts';

/** Says what is wrong with an index by the invariants I1 to I3 of the design; empty when it is whole. */
export function brokenInvariants(index: GraphIndex): string[] {
  return [...brokenSpans(index), ...danglingIds(index), ...misplacedEntities(index)];
}

/** I1: every mention is one of its entity's surfaces, every piece of evidence whole sentences of its chunk. */
function brokenSpans({
  documents,
  chunks,
  entities,
  mentions,
  relationships,
  reports,
}: GraphIndex): string[] {
  const textOf = new Map(documents.map(({ id, text }) => [id, text]));
  const aliasesOf = new Map(entities.map(({ id, aliases }) => [id, aliases]));
  const chunkOf = new Map(chunks.map((chunk) => [chunk.id, chunk]));
  const broken: string[] = [];
  for (const { entityId, documentId, chunkId, start, end } of mentions) {
    const surface = textOf.get(documentId)?.slice(start, end) ?? '';
    const chunk = chunkOf.get(chunkId);
    if (!aliasesOf.get(entityId)?.includes(surface))
      broken.push(`mention "${surface}" is no alias of ${entityId}`);
    if (!chunk || start < chunk.start || end > chunk.end)
      broken.push(`mention "${surface}" lies outside its chunk`);
  }
  const check = (owner: string, { documentId, chunkId, start, end }: Evidence) => {
    const text = textOf.get(documentId);
    const chunk = chunkOf.get(chunkId);
    if (text === undefined || !chunk || chunk.documentId !== documentId)
      broken.push(`evidence of ${owner} is nowhere`);
    else if (start >= end || end > text.length || text.slice(start, end).trim() === '')
      broken.push(`evidence of ${owner} is empty`);
    else if (!boundariesOf(chunk).has(start) || !boundariesOf(chunk).has(end))
      broken.push(`evidence of ${owner} is no whole sentence of its chunk`);
  };
  for (const { id, evidence } of relationships) for (const one of evidence) check(id, one);
  for (const { id, merges } of entities) for (const { evidence } of merges) if (evidence) check(id, evidence);
  for (const { communityId, findings } of reports)
    for (const { evidence } of findings) for (const one of evidence) check(communityId, one);
  return broken;
}

/** Where the sentences of a chunk begin and end, in the document. */
function boundariesOf({ start, sentences }: Chunk): Set<number> {
  return new Set(sentences.map((boundary) => start + boundary));
}

/** I2: no id names a record that is not there, and no id is used twice. */
function danglingIds(index: GraphIndex): string[] {
  const broken: string[] = [];
  const idsOf = (kind: string, records: readonly { id: string }[]): Set<string> => {
    const ids = new Set(records.map(({ id }) => id));
    if (ids.size < records.length) broken.push(`an id of ${kind} is used twice`);
    return ids;
  };
  const documents = idsOf('documents', index.documents);
  const chunks = idsOf('chunks', index.chunks);
  const entities = idsOf('entities', index.entities);
  const communities = idsOf('communities', index.communities);
  idsOf('relationships', index.relationships);
  const expect = (ids: ReadonlySet<string>, id: string | null, by: string) => {
    if (id !== null && !ids.has(id)) broken.push(`${by} names ${id}, which is not there`);
  };
  for (const { id, documentId } of index.chunks) expect(documents, documentId, id);
  for (const { entityId, documentId, chunkId } of index.mentions) {
    expect(entities, entityId, 'a mention');
    expect(documents, documentId, 'a mention');
    expect(chunks, chunkId, 'a mention');
  }
  for (const { id, communityId } of index.entities) expect(communities, communityId, id);
  for (const { id, sourceId, targetId, evidence } of index.relationships) {
    for (const end of [sourceId, targetId]) expect(entities, end, id);
    for (const { documentId, chunkId } of evidence) {
      expect(documents, documentId, id);
      expect(chunks, chunkId, id);
    }
  }
  for (const { id, parentId } of index.communities) expect(communities, parentId, id);
  for (const { communityId } of index.reports) expect(communities, communityId, 'a report');
  return broken;
}

/** I3: every entity with a relationship is in one community per level of its branch, and no other entity is in any. */
function misplacedEntities({ entities, relationships, communities }: GraphIndex): string[] {
  const broken: string[] = [];
  const joined = new Set(relationships.flatMap(({ sourceId, targetId }) => [sourceId, targetId]));
  const byId = new Map(communities.map((community) => [community.id, community]));
  const sizes = new Map<string, number>();
  for (const { id, communityId } of entities) {
    if ((communityId !== null) !== joined.has(id))
      broken.push(`${id} is ${communityId === null ? 'not ' : ''}clustered`);
    let above = communityId === null ? undefined : byId.get(communityId);
    while (above) {
      sizes.set(above.id, (sizes.get(above.id) ?? 0) + 1);
      const parent: Community | undefined = above.parentId === null ? undefined : byId.get(above.parentId);
      if (above.level !== (parent ? parent.level + 1 : 0))
        broken.push(`${above.id} has a parent of the wrong level`);
      above = parent;
    }
  }
  for (const { id, size } of communities)
    if (sizes.get(id) !== size)
      broken.push(`${id} says it has ${size} members and has ${sizes.get(id) ?? 0}`);
  return broken;
}

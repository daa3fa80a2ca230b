import type { GraphIndex } from '../../domain/graph-index.ts';

/**
 * What I7 goes by: of each community, by its id, its members, the sentences that name them, and what is stated to relate them. Texts, not
 * places: a sentence that moved is the same.
 */
function contentsOfCommunities(index: GraphIndex): Map<string, string> {
  const lineOf = communityLines(index);
  const sentencesOf = sentencesByEntity(index);
  const contents = new Map<string, { members: string[]; sentences: Set<string>; inner: string[] }>(
    index.communities.map(({ id }) => [id, { members: [], sentences: new Set(), inner: [] }]),
  );
  for (const { id, name } of index.entities)
    for (const community of lineOf(id)) {
      const content = contents.get(community);
      content?.members.push(`${id} ${name}`);
      for (const sentence of sentencesOf.get(id) ?? []) content?.sentences.add(sentence);
    }
  for (const { sourceId, targetId, type, description, origin } of index.relationships) {
    if (origin !== 'stated') continue;
    const others = new Set(lineOf(targetId));
    for (const community of lineOf(sourceId))
      if (others.has(community))
        contents.get(community)?.inner.push(`${sourceId} ${type} ${targetId} ${description}`);
  }
  return new Map(
    [...contents].map(([id, { members, sentences, inner }]) => [
      id,
      JSON.stringify([members.sort(), [...sentences].sort(), inner.sort()]),
    ]),
  );
}

/** Ids of communities of which a model wrote anew although nothing in them, or in one with the same content, is other than before. */
export function rewrittenForNothing(before: GraphIndex, after: GraphIndex): string[] {
  const contents = contentsOfCommunities(after);
  const earlier = contentsOfCommunities(before);
  const byModel = ({ reports }: GraphIndex) => reports.filter(({ origin }) => origin === 'model');
  const known = new Set(byModel(before).map(({ contentHash }) => contentHash));
  const written = new Set(byModel(before).map(({ communityId }) => earlier.get(communityId)));
  return byModel(after)
    .filter(
      ({ communityId, contentHash }) => !known.has(contentHash) && written.has(contents.get(communityId)),
    )
    .map(({ communityId }) => communityId);
}

/** The communities that an entity is in, from the smallest up. */
function communityLines({ entities, communities }: GraphIndex): (entityId: string) => string[] {
  const parentOf = new Map(communities.map(({ id, parentId }) => [id, parentId]));
  const leafOf = new Map(entities.map(({ id, communityId }) => [id, communityId]));
  return (entityId) => {
    const line: string[] = [];
    for (let at = leafOf.get(entityId) ?? null; at !== null; at = parentOf.get(at) ?? null) line.push(at);
    return line;
  };
}

function sentencesByEntity({ documents, chunks, mentions }: GraphIndex): Map<string, Set<string>> {
  const textOf = new Map(documents.map(({ id, text }) => [id, text]));
  const chunkOf = new Map(chunks.map((chunk) => [chunk.id, chunk]));
  const named = new Map<string, Set<string>>();
  for (const { entityId, documentId, chunkId, start } of mentions) {
    const chunk = chunkOf.get(chunkId);
    if (!chunk) continue;
    for (let at = 0; at + 1 < chunk.sentences.length; at += 2) {
      const [from, to] = [chunk.start + chunk.sentences[at]!, chunk.start + chunk.sentences[at + 1]!];
      if (start < from || start >= to) continue;
      const sentences = named.get(entityId) ?? new Set<string>();
      named.set(entityId, sentences.add((textOf.get(documentId) ?? '').slice(from, to)));
    }
  }
  return named;
}

import type { Chunk } from '../domain/chunk.ts';
import type { Decision } from '../domain/decision.ts';
import type { Document } from '../domain/document.ts';
import type { GraphIndex } from '../domain/graph-index.ts';
import type { JobStage } from '../domain/job.ts';
import type { BuildProgress } from '../domain/ports/index-builder.ts';
import { byId, compareText } from './ordering.ts';
import { detectCommunities } from './stages/detect-communities.ts';
import { indexSentences } from './stages/index-sentences.ts';
import { layOutMap } from './stages/lay-out-map.ts';
import { linkGraph } from './stages/link-graph.ts';
import { relationshipGraph } from './stages/relationship-graph.ts';
import { resolveIdentities } from './stages/resolve-identities.ts';
import { writeReports } from './stages/write-reports.ts';

export interface GraphInput {
  documents: readonly Document[];
  /** With their readings. */
  chunks: readonly Chunk[];
  decisions: readonly Decision[];
  /** The present index: communities and positions start from it, reports that still hold are kept. */
  previous: GraphIndex;
  /** Starts communities, reports and positions from nothing. */
  rebuild: boolean;
}

/** All of an index that needs the whole corpus at once: identities, relationships, communities, reports and positions. */
export function buildGraph(
  input: GraphInput,
  onProgress: (progress: BuildProgress) => void = () => {},
): GraphIndex {
  const stage = <T>(name: JobStage, work: () => T): T => {
    onProgress({ stage: name, done: 0, total: 1 });
    const result = work();
    onProgress({ stage: name, done: 1, total: 1 });
    return result;
  };
  const documents = [...input.documents].sort(byId);
  const chunks = [...input.chunks].sort(
    (one, other) => compareText(one.documentId, other.documentId) || one.position - other.position,
  );
  const decisions = [...input.decisions].sort(byId);
  const previous = input.rebuild ? null : input.previous;

  const resolved = stage('resolve', () => resolveIdentities({ documents, chunks, decisions }));
  const { mentions } = resolved;
  const sentences = indexSentences({ documents, chunks, entities: resolved.entities, mentions });
  const { entities, relationships } = stage('link', () =>
    linkGraph({ documents, graph: resolved, sentences }),
  );
  const graph = relationshipGraph(entities, relationships);
  const tree = stage('cluster', () => detectCommunities({ entities, relationships, graph, previous }));
  const reports = stage('report', () =>
    writeReports({
      documents,
      entities,
      relationships,
      graph,
      sentences,
      tree,
      known: previous?.reports ?? [],
    }),
  );
  const placed = stage('lay-out', () => layOutMap({ entities, relationships, tree, previous }));
  return {
    documents,
    chunks,
    entities: placed.entities,
    mentions,
    relationships,
    communities: placed.communities.sort(byId),
    reports: reports.sort((one, other) => compareText(one.communityId, other.communityId)),
    decisions,
  };
}

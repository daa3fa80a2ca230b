import type { Chunk } from '../domain/chunk.ts';
import type { Decision } from '../domain/decision.ts';
import type { Document } from '../domain/document.ts';
import type { GraphIndex } from '../domain/graph-index.ts';
import type { JobStage } from '../domain/job.ts';
import type { BuildProgress } from '../domain/ports/index-builder.ts';
import { byId, compareText } from './ordering.ts';
import { openReportMemory, type RememberedReport } from './reports/remembered-reports.ts';
import type { ReportWish } from './reports/report-wish.ts';
import type { ReportWork } from './reports/report-work.ts';
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
  /** The present index: communities and positions start from it, reports of quotes that still hold are kept. */
  previous: GraphIndex;
  /** Starts communities, reports and positions from nothing. */
  rebuild: boolean;
  /** What a model wrote before; it is kept where it still holds. */
  remembered: readonly RememberedReport[];
  /** Of which communities a model is to write. */
  wish: ReportWish;
}

export interface BuiltGraph {
  index: GraphIndex;
  /** Communities whose reports a model is to write; the index has reports of quotes in their place. */
  work: ReportWork[];
}

/** All of an index that needs the whole corpus at once: identities, relationships, communities, reports and positions. */
export function buildGraph(
  input: GraphInput,
  onProgress: (progress: BuildProgress) => void = () => {},
): BuiltGraph {
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
  const placed = stage('lay-out', () => layOutMap({ entities, relationships, tree, previous }));
  const { reports, work } = stage('report', () =>
    writeReports({
      documents,
      chunks,
      entities,
      relationships,
      graph,
      sentences,
      tree,
      known: previous?.reports ?? [],
      remembered: openReportMemory(input.remembered),
      wish: input.wish,
    }),
  );
  const index = {
    documents,
    chunks,
    entities: placed.entities,
    mentions,
    relationships,
    communities: placed.communities.sort(byId),
    reports: reports.sort((one, other) => compareText(one.communityId, other.communityId)),
    decisions,
  };
  return { index, work };
}

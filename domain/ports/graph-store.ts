import type { Answer } from '../answer.ts';
import type { Community, Report } from '../community.ts';
import type { Document, DocumentSummary } from '../document.ts';
import type { Entity, Mention } from '../entity.ts';
import type { GraphIndex, IndexChanges, IndexInfo } from '../graph-index.ts';
import type { GraphValue } from '../graph-value.ts';
import type { Relationship } from '../relationship.ts';
import type { Run } from '../run.ts';
import type { VectorPublisher } from './vector-publisher.ts';

/** A slice of a list: at most `limit` items, after the place that `cursor` names. */
export interface PageRequest {
  /** 1..500 */
  limit: number;
  cursor?: string | undefined;
}

export interface Page<T> {
  items: T[];
  /** All there are, not only on this page. */
  total: number;
  /** Absent on the last page. */
  nextCursor?: string;
}

/** Entities and the relationships among them. */
export interface Subgraph {
  entities: Entity[];
  relationships: Relationship[];
  /** What the limits cut off. */
  total: { entities: number; relationships: number };
}

/** What the explorer reads. Absent is `null` or an empty list, never an error. A wrong cursor is `request-invalid`. */
export interface GraphReader {
  info(): Promise<IndexInfo>;
  /** Everything, in the order that GraphIndex documents; `extractions: false` leaves `chunk.extraction` null (faster). */
  loadIndex(options?: { extractions?: boolean }): Promise<GraphIndex>;
  /** By source, ascending. */
  listDocuments(page: PageRequest): Promise<Page<DocumentSummary>>;
  findDocument(id: string): Promise<Document | null>;
  /** Ids of the documents of which a chunk has a reading by an extractor of this name, whatever its version: `offline`, `model`. */
  documentsReadBy(extractor: string): Promise<Set<string>>;
  findEntity(id: string): Promise<Entity | null>;
  /** By rank, descending, ties by id. `query` is a case-insensitive part of the name or an alias. */
  listEntities(
    filter: { query?: string | undefined; type?: string | undefined },
    page: PageRequest,
  ): Promise<Page<Entity>>;
  /** By document source, then start. */
  listMentions(entityId: string, page: PageRequest): Promise<Page<Mention>>;
  /** Both directions; stated before co-occurrence, then by weight, descending, ties by id. */
  listRelationships(entityId: string, page: PageRequest): Promise<Page<Relationship>>;
  findRelationship(id: string): Promise<Relationship | null>;
  /**
   * The entity and what lies within `hops` relationships of it, followed both ways.
   *
   * @param hops 0 gives the entity alone; at most 3
   * @param limit most entities to return: nearest first, then highest rank, ties by id
   * @returns null when there is no such entity
   */
  neighborhood(entityId: string, hops: number, limit: number): Promise<Subgraph | null>;
  /** By size, descending, ties by id. `parentId` null asks for those without a parent. */
  listCommunities(
    filter: { level?: number | undefined; parentId?: string | null | undefined },
    page: PageRequest,
  ): Promise<Page<Community>>;
  findCommunity(
    id: string,
  ): Promise<{ community: Community; report: Report | null; children: Community[] } | null>;
  /** Members of the community and of all below it, by rank, descending. Null when there is no such community. */
  listMembers(communityId: string, page: PageRequest): Promise<Page<Entity> | null>;
  schema(): Promise<GraphSchema>;
  /** Newest first, without their traces. */
  listAnswers(page: PageRequest): Promise<Page<Omit<Answer, 'trace'>>>;
  findAnswer(id: string): Promise<Answer | null>;
  /** Newest first, ties by id. */
  listRuns(page: PageRequest): Promise<Page<Run>>;
}

/** What is kept beside the index: what was done and what was asked. */
export interface History {
  runs: readonly Run[];
  answers: readonly Answer[];
}

/** Labels, relationship types and property keys that are in the graph, with counts. */
export interface GraphSchema {
  labels: { name: string; count: number; properties: string[] }[];
  relationshipTypes: { name: string; count: number; properties: string[]; from: string[]; to: string[] }[];
}

/** What changes the index. */
export interface GraphWriter {
  /**
   * Applies the changes as one: a reader sees the index before or after, and a process killed in the middle leaves, for the next one
   * that opens the store, the index before, after, or marked unfinished (`unfinished()` is true until a later `apply` has ended).
   * An empty change writes nothing and keeps the version.
   *
   * @param options.history runs and answers to keep as one with the change
   */
  apply(
    changes: IndexChanges,
    options?: {
      signal?: AbortSignal;
      onProgress?: (done: number, total: number) => void;
      history?: History;
    },
  ): Promise<IndexInfo>;
  /** True when an earlier `apply` was cut off and the index may be half-written: build again before trusting it. */
  unfinished(): Promise<boolean>;
  /** Keeps the record of one run (never counted as a change of the index). */
  saveRun(run: Run): Promise<void>;
  saveAnswer(answer: Answer): Promise<void>;
}

export interface CypherRequest {
  query: string;
  params: Record<string, unknown>;
  /** Most rows, at least 1. */
  limit: number;
  timeoutMs: number;
  /** True lets the query change the graph. `LOAD CSV` is refused always. */
  write: boolean;
  signal?: AbortSignal;
}

/** Rows as they come, with what was cut. */
export interface CypherResult {
  columns: string[];
  /** Pulls rows on demand; ending the loop early ends the query. @throws as `runCypher` does */
  rows: AsyncIterable<GraphValue[]>;
  /** Resolves after the rows have ended. */
  summary(): { rows: number; truncated: boolean; milliseconds: number };
}

/** What a person typed, run with care. */
export interface CypherRunner {
  /** @throws GraphRagError `query-invalid`, `query-refused`, `query-timeout`, `store-unavailable` */
  runCypher(request: CypherRequest): Promise<CypherResult>;
}

export interface GraphStore extends GraphReader, GraphWriter, CypherRunner {
  readonly kind: 'embedded' | 'neo4j';
  /** Absent from stores that have no vector index. */
  readonly vectors?: VectorPublisher;
  /** What a person should know about the engine: its name, version, and what its Cypher lacks. */
  describe(): Promise<{ name: string; version: string; notes: string[] }>;
  close(): Promise<void>;
}

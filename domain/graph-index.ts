import type { Chunk } from './chunk.ts';
import type { Community, Report } from './community.ts';
import type { Decision } from './decision.ts';
import type { Document } from './document.ts';
import type { Entity, Mention } from './entity.ts';
import type { Relationship } from './relationship.ts';

/** The whole index: a function of documents, decisions and options. Lists are ordered by id unless said. */
export interface GraphIndex {
  documents: Document[];
  /** Ordered by document, then position. */
  chunks: Chunk[];
  entities: Entity[];
  /** Ordered by document, then start. */
  mentions: Mention[];
  relationships: Relationship[];
  communities: Community[];
  reports: Report[];
  decisions: Decision[];
}

/** What turns one index into another: records to write whole (new or changed) and ids to delete. */
export interface IndexChanges {
  documents: RecordChanges<Document>;
  chunks: RecordChanges<Chunk>;
  entities: RecordChanges<Entity>;
  /** Per chunk: all mentions of a chunk are replaced together. */
  mentions: { chunkId: string; mentions: Mention[] }[];
  relationships: RecordChanges<Relationship>;
  communities: RecordChanges<Community>;
  /** Reports go with their community; `delete` holds community ids. */
  reports: RecordChanges<Report>;
  decisions: RecordChanges<Decision>;
}

export interface RecordChanges<T> {
  write: T[];
  /** Ids. */
  delete: string[];
}

interface IndexCounts {
  documents: number;
  chunks: number;
  entities: number;
  relationships: number;
  communities: number;
  reports: number;
}

/** Which index this is: `version` grows by one with each applied change that wrote something. 0 is the empty index. */
export interface IndexInfo extends IndexCounts {
  version: number;
}

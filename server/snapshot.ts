import type { Chunk } from '../domain/chunk.ts';
import type { Community, Report } from '../domain/community.ts';
import type { Document } from '../domain/document.ts';
import type { Entity, Mention } from '../domain/entity.ts';
import type { GraphIndex, IndexInfo } from '../domain/graph-index.ts';
import type { GraphReader } from '../domain/ports/graph-store.ts';
import type { IndexBuilder } from '../domain/ports/index-builder.ts';
import type { Relationship } from '../domain/relationship.ts';
import { snapshotOf } from './snapshot-of.ts';

/**
 * One version of the index, whole and in memory. It never changes, so what is made from it (a map, a search index) can be
 * kept in a WeakMap by it. Lists that do not exist for an id are empty.
 */
export interface IndexSnapshot {
  readonly info: IndexInfo;
  /** As the store loaded it; every `chunk.extraction` is null. */
  readonly index: GraphIndex;
  /** By source, ascending. */
  readonly documentsBySource: readonly Document[];
  /** By rank, descending, ties by id. */
  readonly entitiesByRank: readonly Entity[];
  /** By size, descending, ties by id. */
  readonly communitiesBySize: readonly Community[];
  readonly documentById: ReadonlyMap<string, Document>;
  readonly chunkById: ReadonlyMap<string, Chunk>;
  readonly entityById: ReadonlyMap<string, Entity>;
  readonly relationshipById: ReadonlyMap<string, Relationship>;
  readonly communityById: ReadonlyMap<string, Community>;
  /** By community id. */
  readonly reportById: ReadonlyMap<string, Report>;
  /** By position. */
  chunksOf(documentId: string): readonly Chunk[];
  /** Both directions; stated before co-occurrence, then by weight, descending, ties by id. */
  relationshipsOf(entityId: string): readonly Relationship[];
  /** By document source, then start. */
  mentionsOf(entityId: string): readonly Mention[];
  /** By start. */
  mentionsIn(chunkId: string): readonly Mention[];
  /** The communities one level finer, by size, descending. */
  childrenOf(communityId: string): readonly Community[];
  /** The community and those above it, coarsest first; empty for null. */
  branchOf(communityId: string | null): readonly Community[];
  /** Entities of the community and of all below it, by rank, descending. */
  membersOf(communityId: string): readonly Entity[];
}

/** Hands out the newest snapshot that is ready. */
export interface IndexSnapshots {
  /** The snapshot at hand; the first call loads it. @throws what the store throws while there is none */
  current(): Promise<IndexSnapshot>;
  /** Counts and version without loading the index. */
  info(): Promise<IndexInfo>;
  /**
   * Loads the index anew when the store has another version, or always when `force` is set (a written Cypher query leaves
   * the version alone). Whoever asks meanwhile gets the old snapshot.
   */
  refresh(options?: { force?: boolean }): Promise<IndexSnapshot>;
}

/** Keeps the index of `store` in memory, one version at a time. */
export function createIndexSnapshot(store: Pick<GraphReader, 'info' | 'loadIndex'>): IndexSnapshots {
  let ready: IndexSnapshot | null = null;
  let first: Promise<IndexSnapshot> | null = null;
  let last: Promise<unknown> = Promise.resolve();

  async function load(): Promise<IndexSnapshot> {
    // The version first: should the index change in between, the next refresh sees it.
    const info = await store.info();
    ready = snapshotOf(info, await store.loadIndex({ extractions: false }));
    return ready;
  }

  return {
    async current() {
      if (ready) return ready;
      first ??= load().finally(() => {
        first = null;
      });
      return first;
    },
    async info() {
      return ready?.info ?? store.info();
    },
    refresh({ force = false } = {}) {
      const turn = last.then(async () => {
        if (!force && ready && ready.info.version === (await store.info()).version) return ready;
        return load();
      });
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

/** The builder, after whose every write and run (failed and cancelled ones too) the snapshots are brought up to date. */
export function withSnapshotRefresh(builder: IndexBuilder, snapshots: IndexSnapshots): IndexBuilder {
  return {
    async build(request, options) {
      // Should it fail, the next one makes it good; the build is not to blame.
      const onWritten = async (): Promise<void> => {
        await snapshots.refresh().catch(() => undefined);
      };
      try {
        const report = await builder.build(request, { ...options, onWritten });
        await snapshots.refresh();
        return report;
      } catch (error) {
        // What the build failed of matters more than what the refresh may fail of for the same reason.
        await snapshots.refresh().catch(() => undefined);
        throw error;
      }
    },
  };
}

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyIndex } from '../../domain/empty-index.ts';
import type { GraphStore } from '../../domain/ports/graph-store.ts';
import type { OpenStore, StoreHarness } from './graph-store.ts';
import { collect } from './graph-store-cypher.ts';
import {
  aChunk,
  aCommunity,
  aDocument,
  aMention,
  anEntity,
  aRelationship,
  aReport,
  deleting,
  wholeIndex,
  writing,
} from './index-fixture.ts';

/** What `GraphWriter` promises: records come back as they were, changes are whole, versions count them. */
export function testGraphWriter(name: string, openStore: OpenStore): void {
  describe(`${name}: what is written`, () => {
    let harness: StoreHarness;
    let store: GraphStore;
    beforeEach(async () => {
      harness = await openStore();
      store = harness.store;
    });
    afterEach(() => harness.dispose());

    it('starts empty, at version 0, not unfinished', async () => {
      expect(await store.info()).toEqual({
        version: 0,
        documents: 0,
        chunks: 0,
        entities: 0,
        relationships: 0,
        communities: 0,
        reports: 0,
      });
      expect(await store.unfinished()).toBe(false);
      expect(await store.loadIndex()).toEqual(emptyIndex());
    });

    it('comes back as it was, every field of every record', async () => {
      const index = wholeIndex();
      expect(await store.apply(writing(index))).toEqual({
        version: 1,
        documents: 3,
        chunks: 3,
        entities: 5,
        relationships: 5,
        communities: 2,
        reports: 2,
      });
      expect(await store.loadIndex()).toEqual(index);
    });

    it('is there after the store was closed and opened', async () => {
      const index = wholeIndex();
      const info = await store.apply(writing(index));
      store = await harness.reopen();
      expect(await store.info()).toEqual(info);
      expect(await store.loadIndex()).toEqual(index);
    });

    it('leaves extractions out when asked to', async () => {
      await store.apply(writing(wholeIndex()));
      const { chunks } = await store.loadIndex({ extractions: false });
      expect(chunks.map(({ extraction }) => extraction)).toEqual([null, null, null]);
      expect(chunks.map(({ id }) => id)).toEqual(['c-1', 'c-2', 'c-3']);
    });

    it('knows who read a document, whatever the order in which a reading tells it', async () => {
      const nothing = { candidates: [], aliases: [], statements: [] };
      const reading = (id: string, documentId: string, extractor: string) =>
        aChunk({ id, documentId, extraction: { key: 'k', ...nothing, extractor } });
      const chunks = [
        reading('c-1', 'd-1', 'model/2+0a1b:vendor/"small"'),
        reading('c-2', 'd-1', 'offline/3'),
        reading('c-3', 'd-2', 'offline/3'),
        aChunk({ id: 'c-4', documentId: 'd-3' }),
      ];
      const documents = ['d-1', 'd-2', 'd-3'].map((id) => aDocument({ id }));
      await store.apply(writing({ documents, chunks }));
      expect(await store.documentsReadBy('model')).toEqual(new Set(['d-1']));
      expect(await store.documentsReadBy('offline')).toEqual(new Set(['d-1', 'd-2']));
      expect(await store.documentsReadBy('off')).toEqual(new Set());
    });

    it('changes nothing but the version when written again', async () => {
      const index = wholeIndex();
      await store.apply(writing(index));
      expect((await store.apply(writing(index))).version).toBe(2);
      expect(await store.loadIndex()).toEqual(index);
    });

    it('replaces records whole: fields that are empty now were not kept', async () => {
      await store.apply(writing(wholeIndex()));
      const { pages: _, ...document } = aDocument({ id: 'd-1', title: 'New' });
      const changed = {
        documents: [document],
        chunks: [aChunk({ id: 'c-2', position: 1, extraction: null })],
        entities: [anEntity({ id: 'e-1', name: 'New', merges: [], x: null, y: null, communityId: null })],
        relationships: [aRelationship({ id: 'r-1', weight: 3, evidence: [] })],
        communities: [aCommunity({ id: 'm1-1', level: 0, parentId: null })],
      };
      await store.apply(writing(changed));
      const index = await store.loadIndex();
      expect(index.documents[0]).toEqual(document);
      expect(index.chunks[1]).toEqual(changed.chunks[0]);
      expect(index.entities[0]).toEqual(changed.entities[0]);
      expect(index.relationships[0]).toEqual(changed.relationships[0]);
      expect(index.communities[1]).toEqual(changed.communities[0]);
      expect(index.reports).toEqual(wholeIndex().reports);
    });

    it('keeps the version and writes nothing when a change is empty', async () => {
      const info = await store.apply(writing(wholeIndex()));
      expect(await store.apply(writing({}))).toEqual(info);
      expect(await store.info()).toEqual(info);
    });

    it('counts one version a change', async () => {
      for (const version of [1, 2, 3]) {
        const info = await store.apply(writing({ documents: [aDocument({ id: `d-${version}` })] }));
        expect(info).toMatchObject({ version, documents: version });
      }
    });

    it('reports progress up to the number of records', async () => {
      const seen: [number, number][] = [];
      await store.apply(writing({ documents: [aDocument()], chunks: [aChunk()], entities: [anEntity()] }), {
        onProgress: (done, total) => seen.push([done, total]),
      });
      expect(seen.at(-1)).toEqual([3, 3]);
      expect(seen.every(([done, total], index) => done <= total && done >= (seen[index - 1]?.[0] ?? 0))).toBe(
        true,
      );
    });

    it('takes text of a megabyte and lists of thousands', async () => {
      const text = 'Ein langer Text, 一段很长的文字。 '.repeat(40_000);
      const aliases = Array.from({ length: 5000 }, (_, index) => `alias ${index}`);
      const index = {
        documents: [aDocument({ text })],
        chunks: [
          aChunk({ end: text.length, sentences: Array.from({ length: 20_000 }, (_, place) => place) }),
        ],
        entities: [anEntity({ aliases, description: text })],
      };
      await store.apply(writing(index));
      expect(await store.loadIndex()).toEqual({ ...emptyIndex(), ...index });
      expect(await store.findDocument('d-1')).toEqual(index.documents[0]);
    });

    it('refuses numbers that no graph can hold, and writes nothing', async () => {
      const broken = anEntity({ id: 'e-2', rank: Number.NaN });
      await expect(store.apply(writing({ entities: [anEntity(), broken] }))).rejects.toThrow(
        /rank of entity "e-2"/,
      );
      expect(await store.info()).toMatchObject({ version: 0, entities: 0 });
    });
  });

  describe(`${name}: what is deleted`, () => {
    let harness: StoreHarness;
    let store: GraphStore;
    beforeEach(async () => {
      harness = await openStore();
      store = harness.store;
      await store.apply(writing(wholeIndex()));
    });
    afterEach(() => harness.dispose());

    it('is gone, and everything else is as it was', async () => {
      const index = wholeIndex();
      await store.apply(
        deleting({
          documents: ['d-3'],
          chunks: ['c-3'],
          relationships: ['r-4', 'r-5'],
          entities: ['e-4'],
          decisions: ['x-2'],
        }),
      );
      expect(await store.loadIndex()).toEqual({
        ...index,
        documents: index.documents.slice(0, 2),
        chunks: index.chunks.slice(0, 2),
        entities: index.entities.filter(({ id }) => id !== 'e-4'),
        relationships: index.relationships.slice(0, 3),
        decisions: index.decisions.filter(({ id }) => id !== 'x-2'),
      });
    });

    it('takes along what cannot stand without it', async () => {
      await store.apply(deleting({ entities: ['e-1'] }));
      const { mentions, relationships } = await store.loadIndex();
      expect(mentions.map(({ entityId }) => entityId)).toEqual(['e-2']);
      expect(relationships.map(({ id }) => id)).toEqual(['r-4']);
    });

    it('may be a report alone, whose community stays', async () => {
      await store.apply(deleting({ reports: ['m1-1'] }));
      const index = await store.loadIndex();
      expect(index.reports.map(({ communityId }) => communityId)).toEqual(['m0-1']);
      expect(index.communities).toEqual(wholeIndex().communities);
    });

    it('may be everything', async () => {
      const { mentions: _, reports, ...kinds } = wholeIndex();
      const ids = Object.fromEntries(
        Object.entries(kinds).map(([kind, records]) => [kind, records.map(({ id }) => id)]),
      );
      await store.apply(deleting({ ...ids, reports: reports.map(({ communityId }) => communityId) }));
      expect(await store.loadIndex()).toEqual(emptyIndex());
    });

    it('is not missed when it was never there', async () => {
      await store.apply(
        deleting({ documents: ['no'], entities: ['no'], relationships: ['no'], communities: ['no'] }),
      );
      expect(await store.loadIndex()).toEqual(wholeIndex());
    });

    it('may go in the same change in which others come', async () => {
      const change = writing({
        entities: [anEntity({ id: 'e-9' })],
        mentions: [aMention({ entityId: 'e-9' })],
      });
      change.entities.delete.push('e-1');
      await store.apply(change);
      const { entities, mentions } = await store.loadIndex();
      expect(entities.map(({ id }) => id)).toEqual(['e-2', 'e-3', 'e-4', 'e-5', 'e-9']);
      expect(mentions).toEqual([aMention({ entityId: 'e-9' })]);
    });

    it('may be all mentions of a chunk', async () => {
      await store.apply({ ...writing({}), mentions: [{ chunkId: 'c-1', mentions: [] }] });
      expect((await store.loadIndex()).mentions.map(({ chunkId }) => chunkId)).toEqual(['c-2']);
    });
  });

  describe(`${name}: the graph that others query`, () => {
    let harness: StoreHarness;
    let store: GraphStore;
    beforeEach(async () => {
      harness = await openStore();
      store = harness.store;
      await store.apply(writing(wholeIndex()));
    });
    afterEach(() => harness.dispose());

    const rows = async (query: string) => (await collect(store, query)).rows;

    it('has entities under their type, and relationships under theirs', async () => {
      expect(await rows('MATCH (e:MODEL)-[r:CO_OCCURS_WITH]->(f:Entity) RETURN e.id, type(r), f.id')).toEqual(
        [['e-1', 'CO_OCCURS_WITH', 'e-3']],
      );
      expect(await rows('MATCH (e:数据集) RETURN e.id')).toEqual([['e-3']]);
    });

    it('reduces odd types to letters, digits and _, and keeps its own names to itself', async () => {
      expect(await rows('MATCH (e:Document_) RETURN e.id')).toEqual([['e-2']]);
      expect(await rows('MATCH (:Entity)-[r:PART_OF_]->(:Entity) RETURN r.id')).toEqual([['r-2']]);
      expect(await rows('MATCH (:Entity)-[r:`用_于`]->(:Entity) RETURN r.id')).toEqual([['r-3']]);
      const labels = await rows('MATCH (e:Entity) UNWIND labels(e) AS label RETURN DISTINCT label');
      for (const [label] of labels) expect(label).toMatch(/^[\p{L}\p{M}\p{N}_]+$/u);
    });

    it('moves an entity to the label of its new type', async () => {
      await store.apply(writing({ entities: [anEntity({ id: 'e-1', type: 'METHOD' })] }));
      expect(await rows('MATCH (e:METHOD) RETURN e.id')).toEqual([['e-1']]);
      expect(await rows('MATCH (e:MODEL) RETURN e.id')).toEqual([]);
    });

    it('makes a relationship anew when its ends or type change, and keeps it once', async () => {
      await store.apply(
        writing({ relationships: [aRelationship({ id: 'r-1', type: 'IS_A', targetId: 'e-3' })] }),
      );
      expect(await rows("MATCH (a)-[r]->(b) WHERE r.id = 'r-1' RETURN a.id, type(r), b.id")).toEqual([
        ['e-1', 'IS_A', 'e-3'],
      ]);
    });

    it('holds chunks in order inside their document', async () => {
      const order = 'MATCH (a:Chunk)-[:NEXT_CHUNK]->(b:Chunk) RETURN a.id, b.id ORDER BY a.position';
      expect(await rows(order)).toEqual([['c-1', 'c-2']]);
      const between = [aChunk({ id: 'c-1b', position: 1 }), aChunk({ id: 'c-2', position: 2 })];
      await store.apply(writing({ chunks: between }));
      expect(await rows(order)).toEqual([
        ['c-1', 'c-1b'],
        ['c-1b', 'c-2'],
      ]);
      await store.apply(deleting({ chunks: ['c-1b'] }));
      expect(await rows(order)).toEqual([['c-1', 'c-2']]);
      expect(await rows('MATCH (c:Chunk)-[:PART_OF]->(d:Document) RETURN c.id, d.id ORDER BY c.id')).toEqual([
        ['c-1', 'd-1'],
        ['c-2', 'd-1'],
        ['c-3', 'd-3'],
      ]);
    });

    it('links entities to their smallest community, and communities to their parents', async () => {
      expect(
        await rows(
          'MATCH (e:Entity)-[:IN_COMMUNITY]->(c)-[:PARENT_COMMUNITY]->(p) RETURN e.id, c.id, p.id ORDER BY e.id',
        ),
      ).toEqual([
        ['e-1', 'm1-1', 'm0-1'],
        ['e-2', 'm1-1', 'm0-1'],
      ]);
      await store.apply(writing({ entities: [anEntity({ id: 'e-1', communityId: 'm0-1' })] }));
      expect(await rows("MATCH (e:Entity {id: 'e-1'})-[:IN_COMMUNITY]->(c) RETURN c.id")).toEqual([['m0-1']]);
    });

    it('keeps a report when its community is written again', async () => {
      await store.apply(writing({ communities: [aCommunity({ id: 'm0-1', title: 'Renamed' })] }));
      const found = await store.findCommunity('m0-1');
      expect(found?.community.title).toBe('Renamed');
      expect(found?.report).toEqual(wholeIndex().reports[0]);
      await store.apply(writing({ reports: [aReport({ communityId: 'm0-1', title: 'Other' })] }));
      expect((await store.findCommunity('m0-1'))?.report?.title).toBe('Other');
    });

    it('stores weights and ranks as fractions, so that sums and divisions are exact', async () => {
      expect(await rows("MATCH ()-[r]->() WHERE r.id = 'r-1' RETURN r.weight / 4")).toEqual([[0.5]]);
    });
  });
}

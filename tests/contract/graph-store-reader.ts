import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GraphStore, Page, PageRequest } from '../../domain/ports/graph-store.ts';
import { anAnswer, aRun } from '../support/history.ts';
import type { OpenStore, StoreHarness } from './graph-store.ts';
import {
  aChunk,
  aCommunity,
  aDocument,
  aMention,
  anEntity,
  aRelationship,
  aReport,
  wholeIndex,
  writing,
} from './index-fixture.ts';

/** What `GraphReader` promises: absence, order, limits, cursors. */
export function testGraphReader(name: string, openStore: OpenStore): void {
  describe(`${name}: what is read`, () => {
    let harness: StoreHarness;
    let store: GraphStore;
    beforeAll(async () => {
      harness = await openStore();
      store = harness.store;
      await store.apply(writing(starIndex()));
    });
    afterAll(() => harness.dispose());

    it('is null or empty where there is nothing, never an error', async () => {
      const page = { limit: 10 };
      const nothing = { items: [], total: 0 };
      expect(await store.findDocument('no')).toBeNull();
      expect(await store.findEntity('no')).toBeNull();
      expect(await store.findRelationship('no')).toBeNull();
      expect(await store.findCommunity('no')).toBeNull();
      expect(await store.findAnswer('no')).toBeNull();
      expect(await store.neighborhood('no', 1, 10)).toBeNull();
      expect(await store.listMembers('no', page)).toBeNull();
      expect(await store.listMentions('no', page)).toEqual(nothing);
      expect(await store.listRelationships('no', page)).toEqual(nothing);
      expect(await store.listEntities({ query: 'no such name' }, page)).toEqual(nothing);
      expect(await store.listEntities({ type: 'NO_SUCH_TYPE' }, page)).toEqual(nothing);
      expect(await store.listCommunities({ level: 9 }, page)).toEqual(nothing);
      expect(await store.listAnswers(page)).toEqual(nothing);
    });

    it('is found by id, whole', async () => {
      const index = starIndex();
      expect(await store.findDocument('d-2')).toEqual(index.documents[1]);
      expect(await store.findEntity('e-01')).toEqual(index.entities.find(({ id }) => id === 'e-01'));
      expect(await store.findRelationship('r-03')).toEqual(
        index.relationships.find(({ id }) => id === 'r-03'),
      );
    });

    it('takes an id as a value, whatever stands in it', async () => {
      for (const id of ["' OR 1=1 //", '` {', '\\', '$id', '1', ''])
        expect(await store.findEntity(id)).toBeNull();
    });

    it('lists documents by source, without their text', async () => {
      const { items, total } = await store.listDocuments({ limit: 500 });
      expect(items.map(({ source }) => source)).toEqual(['a/1.md', 'a/2.md', 'b.md', '中文.md']);
      expect(total).toBe(4);
      expect(items[0]).toEqual({
        id: 'd-3',
        source: 'a/1.md',
        title: 'Title of d-3',
        language: 'en',
        mediaType: 'text/markdown',
        contentHash: 'hash-d-3',
        length: 12,
      });
    });

    it('lists entities by rank, then id', async () => {
      const { items, total } = await store.listEntities({}, { limit: 4 });
      expect(items.map(({ id }) => id)).toEqual(['hub', 'e-01', 'e-02', 'e-03']);
      expect(total).toBe(21);
    });

    it('finds entities by a part of their name or an alias, in any case', async () => {
      const names = async (query: string) =>
        (await store.listEntities({ query }, { limit: 10 })).items.map(({ id }) => id);
      expect(await names('the HUB')).toEqual(['hub']);
      expect(await names('中心')).toEqual(['hub']);
      expect(await names('LEAF 07')).toEqual(['e-07']);
      expect(await names('.*')).toEqual([]);
    });

    it('filters entities by type and part together', async () => {
      const { items, total } = await store.listEntities({ type: 'EVEN', query: 'leaf' }, { limit: 3 });
      expect(items.map(({ id }) => id)).toEqual(['e-02', 'e-04', 'e-06']);
      expect(total).toBe(10);
    });

    it('lists mentions by source, then place', async () => {
      const { items, total } = await store.listMentions('hub', { limit: 10 });
      expect(items.map(({ documentId, start }) => [documentId, start])).toEqual([
        ['d-3', 4],
        ['d-2', 1],
        ['d-1', 0],
        ['d-1', 2],
        ['d-1', 9],
      ]);
      expect(total).toBe(5);
    });

    it('lists relationships of both directions, stated before co-occurrence, then by weight', async () => {
      const { items, total } = await store.listRelationships('hub', { limit: 6 });
      expect(items.map(({ id }) => id)).toEqual(['r-20', 'r-18', 'r-16', 'r-14', 'r-12', 'r-10']);
      expect(total).toBe(21);
      const all = await everything((page) => store.listRelationships('hub', page), 7);
      expect(all.map(({ id }) => id).slice(9, 13)).toEqual(['r-02', 'r-self', 'r-19', 'r-17']);
    });

    it('shows a relationship from either end with its true direction', async () => {
      const [fromLeaf] = (await store.listRelationships('e-03', { limit: 1 })).items;
      expect(fromLeaf).toMatchObject({ id: 'r-03', sourceId: 'e-03', targetId: 'hub' });
    });

    it('pages every list without loss or repetition, whatever the limit', async () => {
      const lists: ((page: PageRequest) => Promise<Page<unknown> | null>)[] = [
        (page) => store.listDocuments(page),
        (page) => store.listEntities({}, page),
        (page) => store.listEntities({ query: 'leaf' }, page),
        (page) => store.listMentions('hub', page),
        (page) => store.listRelationships('hub', page),
        (page) => store.listCommunities({}, page),
        (page) => store.listMembers('m0-a', page),
      ];
      for (const list of lists) {
        const whole = (await list({ limit: 500 }))?.items ?? [];
        expect(whole.length).toBeGreaterThan(1);
        for (const limit of [1, 2, 3, whole.length]) expect(await everything(list, limit)).toEqual(whole);
      }
    });

    it('gives no cursor on the last page', async () => {
      expect(await store.listDocuments({ limit: 4 })).not.toHaveProperty('nextCursor');
      expect(await store.listDocuments({ limit: 3 })).toHaveProperty('nextCursor');
    });

    it('refuses a cursor that is none of this list', async () => {
      const cursors = ['nonsense', '', 'bnVsbA', Buffer.from('[1]').toString('base64url')];
      for (const cursor of cursors) {
        const page = { limit: 2, cursor };
        await expect(store.listDocuments(page)).rejects.toMatchObject({ code: 'request-invalid' });
        await expect(store.listEntities({}, page)).rejects.toMatchObject({ code: 'request-invalid' });
        await expect(store.listMentions('hub', page)).rejects.toMatchObject({ code: 'request-invalid' });
        await expect(store.listRelationships('hub', page)).rejects.toMatchObject({ code: 'request-invalid' });
        await expect(store.listMembers('m0-a', page)).rejects.toMatchObject({ code: 'request-invalid' });
      }
    });

    it('gives the neighborhood nearest first, then by rank, and says what it cut off', async () => {
      const alone = await store.neighborhood('e-05', 0, 10);
      expect(alone?.entities.map(({ id }) => id)).toEqual(['e-05']);
      expect(alone?.total).toEqual({ entities: 1, relationships: 0 });

      const one = await store.neighborhood('e-05', 1, 10);
      expect(one?.entities.map(({ id }) => id)).toEqual(['e-05', 'hub']);
      expect(one?.relationships.map(({ id }) => id).sort()).toEqual(['r-05', 'r-self']);

      const two = await store.neighborhood('e-05', 2, 4);
      expect(two?.entities.map(({ id }) => id)).toEqual(['e-05', 'hub', 'e-01', 'e-02']);
      expect(two?.relationships.map(({ id }) => id).sort()).toEqual(['r-01', 'r-02', 'r-05', 'r-self']);
      expect(two?.total).toEqual({ entities: 21, relationships: 21 });
    });

    it('refuses a neighborhood of more than three hops', async () => {
      await expect(store.neighborhood('hub', 4, 10)).rejects.toMatchObject({ code: 'request-invalid' });
      await expect(store.neighborhood('hub', -1, 10)).rejects.toMatchObject({ code: 'request-invalid' });
    });

    it('lists communities by size, and by level and parent', async () => {
      const ids = async (filter: Parameters<GraphStore['listCommunities']>[0]) =>
        (await store.listCommunities(filter, { limit: 10 })).items.map(({ id }) => id);
      expect(await ids({})).toEqual(['m0-a', 'm0-z', 'm1-b', 'm1-a']);
      expect(await ids({ level: 1 })).toEqual(['m1-b', 'm1-a']);
      expect(await ids({ parentId: 'm0-a' })).toEqual(['m1-b', 'm1-a']);
      expect(await ids({ parentId: null })).toEqual(['m0-a', 'm0-z']);
      expect(await ids({ level: 1, parentId: null })).toEqual([]);
    });

    it('finds a community with its report and its children', async () => {
      const found = await store.findCommunity('m0-a');
      expect(found?.report?.title).toBe('A report');
      expect(found?.children.map(({ id }) => id)).toEqual(['m1-b', 'm1-a']);
      expect((await store.findCommunity('m1-a'))?.report).toBeNull();
    });

    it('lists members of a community and of all below it, by rank', async () => {
      const ids = (await store.listMembers('m0-a', { limit: 100 }))?.items.map(({ id }) => id);
      expect(ids).toEqual(['hub', 'e-01', 'e-02', 'e-03', 'e-04', 'e-05']);
      expect((await store.listMembers('m1-a', { limit: 100 }))?.items.map(({ id }) => id)).toEqual([
        'e-04',
        'e-05',
      ]);
      expect(await store.listMembers('m0-z', { limit: 100 })).toEqual({ items: [], total: 0 });
    });

    it('describes the graph that is there', async () => {
      const { labels, relationshipTypes } = await store.schema();
      expect(labels.find((label) => label.name === 'Entity')?.count).toBe(21);
      expect(labels.find((label) => label.name === 'EVEN')).toMatchObject({ count: 10 });
      expect(labels.find((label) => label.name === 'Document')?.properties).toContain('source');
      const uses = relationshipTypes.find((type) => type.name === 'USES');
      expect(uses).toMatchObject({ count: 11 });
      expect(uses?.properties).toEqual(expect.arrayContaining(['description', 'id', 'origin', 'weight']));
      expect(uses?.from).toContain('Entity');
      expect(uses?.to).toContain('HUB');
    });

    it('says what engine it is', async () => {
      const { name: engine, version, notes } = await store.describe();
      expect(engine).not.toBe('');
      expect(version).toMatch(/\d+\.\d+/);
      expect(Array.isArray(notes)).toBe(true);
    });
  });

  describe(`${name}: answers and runs`, () => {
    let harness: StoreHarness;
    let store: GraphStore;
    beforeAll(async () => {
      harness = await openStore();
      store = harness.store;
      await store.apply(writing(wholeIndex()));
    });
    afterAll(() => harness.dispose());

    it('keeps answers whole, newest first, and leaves the index as it was', async () => {
      const before = await store.info();
      for (const day of ['02', '04', '03']) await store.saveAnswer(answerOf(day));
      for (const day of ['02', '03']) await store.saveRun(runOf(day));
      expect(await store.findAnswer('a-03')).toEqual(answerOf('03'));
      const { items, total } = await store.listAnswers({ limit: 2 });
      expect(items.map(({ id }) => id)).toEqual(['a-04', 'a-03']);
      expect(total).toBe(3);
      expect(items[0]).not.toHaveProperty('trace');
      const all = await everything((page) => store.listAnswers(page), 1);
      expect(all.map(({ id }) => id)).toEqual(['a-04', 'a-03', 'a-02']);
      expect((await store.listRuns({ limit: 10 })).items).toEqual([runOf('03'), runOf('02')]);
      const runs = await everything((page) => store.listRuns(page), 1);
      expect(runs.map(({ id }) => id)).toEqual(['run-03', 'run-02']);
      expect(await store.info()).toEqual(before);
      expect(await store.loadIndex()).toEqual(wholeIndex());
    });

    it('keeps what a change brings along, as one with it', async () => {
      const { version } = await store.info();
      const history = { runs: [runOf('20')], answers: [answerOf('20')] };
      const info = await store.apply(writing({ documents: [aDocument({ id: 'd-9' })] }), { history });
      expect(info.version).toBe(version + 1);
      expect(await store.findAnswer('a-20')).toEqual(answerOf('20'));
      expect((await store.listRuns({ limit: 1 })).items).toEqual([runOf('20')]);
      const again = await store.apply(writing({}), { history: { runs: [runOf('21')], answers: [] } });
      expect(again.version).toBe(version + 1);
      expect((await store.listRuns({ limit: 1 })).items).toEqual([runOf('21')]);
    });
  });
}

/** All items of a list, page by page. */
async function everything<T>(
  list: (page: PageRequest) => Promise<Page<T> | null>,
  limit: number,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<T> | null = await list({ limit, cursor });
    items.push(...(page?.items ?? []));
    cursor = page?.nextCursor;
  } while (cursor !== undefined);
  return items;
}

const leaf = (number: number) => `e-${String(number).padStart(2, '0')}`;

/** A hub with twenty leaves: even ones it points to by what is stated, odd ones point to it by co-occurrence. */
function starIndex() {
  const numbers = Array.from({ length: 20 }, (_, index) => index + 1);
  return {
    documents: [
      aDocument({ id: 'd-1', source: '中文.md' }),
      aDocument({ id: 'd-2', source: 'b.md' }),
      aDocument({ id: 'd-3', source: 'a/1.md' }),
      aDocument({ id: 'd-4', source: 'a/2.md' }),
    ],
    chunks: [
      aChunk({ id: 'c-1', documentId: 'd-1' }),
      aChunk({ id: 'c-1b', documentId: 'd-1', position: 1 }),
      aChunk({ id: 'c-2', documentId: 'd-2' }),
      aChunk({ id: 'c-3', documentId: 'd-3' }),
    ],
    entities: [
      anEntity({
        id: 'hub',
        name: 'The hub',
        aliases: ['The hub', '中心'],
        type: 'HUB',
        rank: 9,
        communityId: 'm0-a',
      }),
      ...numbers.map((number) =>
        anEntity({
          id: leaf(number),
          name: `Leaf ${String(number).padStart(2, '0')}`,
          type: number % 2 === 0 ? 'EVEN' : 'ODD',
          rank: number > 3 ? 1 : 2,
          communityId: number > 5 ? null : number > 3 ? 'm1-a' : 'm1-b',
        }),
      ),
    ],
    mentions: [
      aMention({ entityId: 'hub', start: 2, end: 4 }),
      aMention({ entityId: 'hub', start: 0, end: 1 }),
      aMention({ entityId: 'hub', chunkId: 'c-1b', start: 9, end: 10 }),
      aMention({ entityId: 'hub', documentId: 'd-2', chunkId: 'c-2', start: 1, end: 2 }),
      aMention({ entityId: 'hub', documentId: 'd-3', chunkId: 'c-3', start: 4, end: 5 }),
    ],
    relationships: [
      ...numbers.map((number) => {
        const even = number % 2 === 0;
        return aRelationship({
          id: `r-${leaf(number).slice(2)}`,
          type: even ? 'IS_A' : 'USES',
          sourceId: even ? 'hub' : leaf(number),
          targetId: even ? leaf(number) : 'hub',
          origin: even ? 'stated' : 'co-occurrence',
          weight: number,
        });
      }),
      aRelationship({ id: 'r-self', sourceId: 'hub', targetId: 'hub', weight: 0.5 }),
    ],
    communities: [
      aCommunity({ id: 'm0-a', size: 6 }),
      aCommunity({ id: 'm0-z', size: 3 }),
      aCommunity({ id: 'm1-a', level: 1, parentId: 'm0-a', size: 2 }),
      aCommunity({ id: 'm1-b', level: 1, parentId: 'm0-a', size: 3 }),
    ],
    reports: [aReport({ communityId: 'm0-a' })],
  };
}

/** Those of even days were written by a model. */
const answerOf = (day: string) =>
  anAnswer({
    id: `a-${day}`,
    at: `2026-01-${day}T10:00:00.000Z`,
    ...(Number(day) % 2 === 0 ? { model: 'some-model' } : {}),
  });
const runOf = (day: string) => aRun({ id: `run-${day}`, at: `2026-01-${day}T00:00:00.000Z` });

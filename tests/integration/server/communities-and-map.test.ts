import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CommunityDetailResponse, CommunityListResponse } from '../../../domain/api/communities.ts';
import { JobAccepted } from '../../../domain/api/jobs.ts';
import { decodeMap, MapNamesResponse } from '../../../domain/api/map.ts';
import { aGraphIndex } from '../../support/server/a-graph-index.ts';
import { startServer, type TestServer } from '../../support/server/start-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const ids = async (query: string): Promise<string[]> =>
  CommunityListResponse.parse((await server.json(`/api/communities?${query}`)).body).items.map(
    ({ id }) => id,
  );

describe('communities', () => {
  it('are listed largest first, by level or below a parent', async () => {
    expect(await ids('')).toEqual(['everything', 'tuning', 'graphs']);
    expect(await ids('level=0')).toEqual(['everything']);
    expect(await ids('parent=everything&limit=1')).toEqual(['tuning']);
    expect(await ids('level=7')).toEqual([]);
    expect((await server.json('/api/communities?level=high')).status).toBe(400);
  });

  it('come one by one with report, members and what is above and below', async () => {
    const tuning = CommunityDetailResponse.parse((await server.json('/api/communities/tuning')).body);
    expect(tuning.parents.map(({ id }) => id)).toEqual(['everything']);
    expect(tuning.members.items.map(({ id }) => id)).toEqual(['e-lora', 'e-transformer']);
    expect(tuning.report?.findings[0]?.evidence[0]?.quote).toBe('LoRA freezes the weights of a Transformer.');
    const everything = CommunityDetailResponse.parse((await server.json('/api/communities/everything')).body);
    expect(everything).toMatchObject({ report: null, parents: [], members: { total: 3 } });
    expect(everything.children.map(({ id }) => id)).toEqual(['tuning', 'graphs']);
    expect((await server.json('/api/communities/none')).status).toBe(404);
  });
});

describe('the report of a community', () => {
  it('is written by a job that asks for this one alone', async () => {
    await server.close();
    const models = { extractor: 'model', chat: 'scripted', embedding: null };
    server = await startServer({ status: { version: '0', models } });
    const { status, body } = await server.json('/api/communities/graphs/report', { method: 'POST' });
    expect(status).toBe(202);
    const { jobId } = JobAccepted.parse(body);
    expect(server.jobs.find(jobId)?.kind).toBe('report');
    const { request, finish } = await server.builder.next();
    expect(request).toMatchObject({ reports: ['graphs'], add: [], remove: [], rebuild: false });
    finish();
  });

  it('is refused without a model, and of a community that is not there', async () => {
    const refused = await server.json('/api/communities/graphs/report', { method: 'POST' });
    expect(refused).toMatchObject({ status: 400, body: { error: { code: 'request-invalid' } } });
    expect((refused.body as { error: { hint?: string } }).error.hint).toContain('ORRERY_CHAT_MODEL');
    expect((await server.json('/api/communities/none/report', { method: 'POST' })).status).toBe(404);
    expect(server.jobs.list()).toEqual([]);
  });
});

describe('the map', () => {
  it('places everything, best first, with its community and its strongest links', async () => {
    const reply = await server.fetch('/api/map');
    expect(reply.headers.get('content-type')).toBe('application/octet-stream');
    const map = decodeMap(await reply.arrayBuffer());
    const { header } = map;
    expect(header).toMatchObject({ version: 1, count: 3, linkCount: 2, totalLinks: 2 });
    expect(header.ids).toEqual(['e-lora', 'e-graph', 'e-transformer']);
    const titleOf = (leaf: number | undefined) => header.communities[leaf ?? -1]?.title;
    expect([...map.leaf].map(titleOf)).toEqual(['Tuning', '图谱', 'Tuning']);
    expect(header.communities.map(({ parent }) => parent)).toEqual([-1, 0, 0]);
    expect([...map.type].map((type) => header.types[type])).toEqual(['METHOD', 'CONCEPT', 'MODEL']);
    expect([...map.links]).toEqual([1, 2, 0, 2]);
    expect([...map.linkOrigin]).toEqual([1, 0]);
    const worldX = (x: number) => header.square.minX + (x / 65_535) * header.square.side;
    expect(worldX(map.x[0] ?? 0)).toBeCloseTo(-4, 3);
    expect(worldX(map.x[1] ?? 0)).toBeCloseTo(4, 3);
  });

  it('is not sent again while the index stays the same', async () => {
    const etag = (await server.fetch('/api/map')).headers.get('etag') ?? '';
    const again = await server.fetch('/api/map', { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  it('is another after a job has written', async () => {
    const etag = (await server.fetch('/api/map')).headers.get('etag') ?? '';
    await server.fetch('/api/samples', { method: 'DELETE' });
    const build = await server.builder.next();
    server.held.info = { ...server.held.info, version: 2 };
    build.finish();
    await server.jobs.settled();
    const again = await server.fetch('/api/map', { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(200);
    expect(decodeMap(await again.arrayBuffer()).header.version).toBe(2);
  });

  it('is sent as it is to who cannot unpack it', async () => {
    const packed = await server.raw('/api/map/names', { headers: { 'accept-encoding': 'gzip' } });
    const plain = await server.raw('/api/map/names', { headers: { 'accept-encoding': 'identity' } });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(plain.headers['content-encoding']).toBeUndefined();
    const { names, linkIds } = MapNamesResponse.parse(JSON.parse(plain.body));
    expect(names).toEqual(['LoRA', '知识图谱', 'Transformer']);
    expect(linkIds).toEqual(['r-together', 'r-stated']);
  });

  it('of an empty index is empty', async () => {
    await server.close();
    server = await startServer({ index: aGraphIndex() });
    const { header } = decodeMap(await (await server.fetch('/api/map')).arrayBuffer());
    expect(header).toMatchObject({ count: 0, linkCount: 0, communities: [] });
    expect(header.square.side).toBeGreaterThan(0);
  });
});

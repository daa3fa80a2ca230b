import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CypherLine } from '../../../domain/api/cypher.ts';
import { DocumentListResponse, DocumentResponse } from '../../../domain/api/documents.ts';
import {
  EntityListResponse,
  MentionListResponse,
  RelationshipListResponse,
} from '../../../domain/api/entities.ts';
import { JobAccepted, JobResponse } from '../../../domain/api/jobs.ts';
import { decodeMap } from '../../../domain/api/map.ts';
import { StatusResponse } from '../../../domain/api/status.ts';
import { collect, readEvents } from '../../support/server/read-events.ts';
import { serveEmbedded } from '../../support/server/serve-embedded.ts';
import { jsonBody } from '../../support/server/start-server.ts';

let folder: string;
let server: Awaited<ReturnType<typeof serveEmbedded>>;
let url: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orrery-embedded-'));
  server = await serveEmbedded(folder);
  url = server.url;
  await ended(await post('/api/documents', { documents: [LORA, GRAPH, SAMPLE] }));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const LORA = {
  source: 'notes/lora.md',
  text: [
    '# LoRA',
    '',
    'LoRA (low-rank adaptation) is a method for fine-tuning. LoRA freezes the weights of a Transformer model.',
    'Fine-tuning with LoRA needs little memory. QLoRA is a variant of LoRA.',
    '',
  ].join('\n'),
};
const GRAPH = {
  source: 'notes/图谱.md',
  text: '# 知识图谱\n\n知识图谱（Knowledge Graph）由实体和关系组成。知识图谱用于检索增强生成。LoRA 可以微调 Transformer。\n',
};
const SAMPLE = {
  source: 'samples/bert.md',
  text: '# BERT\n\nBERT is an encoder model. BERT is trained with masked language modelling. LoRA can adapt BERT.\n',
};

const get = async (path: string): Promise<unknown> => (await fetch(new URL(path, url))).json();
const post = async (path: string, body: unknown): Promise<unknown> =>
  (await fetch(new URL(path, url), jsonBody(body))).json();

/** The job behind a 202 once it has ended, as its last event tells it. */
async function ended(accepted: unknown): Promise<JobResponse> {
  const { jobId } = JobAccepted.parse(accepted);
  const events = await collect(readEvents(await fetch(new URL(`/api/jobs/${jobId}/events`, url))));
  return JobResponse.parse(events.at(-1)?.data);
}

async function cypher(body: object): Promise<CypherLine[]> {
  const reply = await fetch(new URL('/api/cypher', url), jsonBody(body));
  const lines = (await reply.text()).trimEnd().split('\n');
  return lines.map((line) => CypherLine.parse(JSON.parse(line)));
}

const sources = async (): Promise<string[]> =>
  DocumentListResponse.parse(await get('/api/documents')).items.map(({ source }) => source);

describe('over the real store and the real pipeline', () => {
  it('what was added can be looked at', async () => {
    const status = StatusResponse.parse(await get('/api/status'));
    expect(status).toMatchObject({ store: { kind: 'embedded' }, index: { documents: 3 }, samples: true });
    expect(await sources()).toEqual(['notes/lora.md', 'notes/图谱.md', 'samples/bert.md']);
    const { items } = EntityListResponse.parse(await get('/api/entities?q=lora'));
    expect(items[0]?.name).toBe('LoRA');
    const { header } = decodeMap(await (await fetch(new URL('/api/map', url))).arrayBuffer());
    expect(header.count).toBe(status.index.entities);
    expect(header.totalLinks).toBe(status.index.relationships);
  });

  it('every mention and every quote is in its document', async () => {
    const texts = new Map<string, string>();
    for (const { id } of DocumentListResponse.parse(await get('/api/documents')).items) {
      texts.set(id, DocumentResponse.parse(await get(`/api/documents/${id}`)).text);
    }
    const { items: entities } = EntityListResponse.parse(await get('/api/entities?limit=500'));
    expect(entities.length).toBeGreaterThan(3);
    for (const { id, aliases } of entities) {
      const { items: mentions } = MentionListResponse.parse(await get(`/api/entities/${id}/mentions`));
      for (const { documentId, start, end, sentence } of mentions) {
        expect(aliases).toContain(texts.get(documentId)?.slice(start, end));
        expect(sentence.start).toBeLessThanOrEqual(start);
        expect(texts.get(documentId)?.slice(sentence.start, sentence.end)).toBe(sentence.text);
      }
      const { items } = RelationshipListResponse.parse(await get(`/api/entities/${id}/relationships`));
      for (const { documentId, start, end, quote } of items.flatMap(({ evidence }) => evidence)) {
        expect(texts.get(documentId)?.slice(start, end)).toBe(quote);
      }
    }
  });

  it('Cypher reads, and neither writes nor reaches outside', async () => {
    const before = StatusResponse.parse(await get('/api/status')).index;
    const lines = await cypher({ query: 'MATCH (e:Entity) RETURN e.name AS name', limit: 2 });
    expect(lines[0]).toEqual({ columns: ['name'] });
    expect(lines.filter((line) => 'row' in line)).toHaveLength(2);
    expect(lines.at(-1)).toMatchObject({ summary: { rows: 2, truncated: true } });
    for (const query of ['CREATE (x)', "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row"]) {
      expect((await cypher({ query }))[0]).toMatchObject({ error: { code: 'query-refused' } });
    }
    expect(await cypher({ query: 'RETURN (' })).toMatchObject([{ error: { code: 'query-invalid' } }]);
    expect(StatusResponse.parse(await get('/api/status')).index).toEqual(before);
  });

  it('the schema tells what is there', async () => {
    expect(await get('/api/schema')).toMatchObject({
      labels: expect.arrayContaining([expect.objectContaining({ name: 'Document', count: 3 })]),
    });
  });

  it('adding the same again writes nothing', async () => {
    const version = StatusResponse.parse(await get('/api/status')).index.version;
    const job = await ended(await post('/api/documents', { documents: [LORA] }));
    expect(job).toMatchObject({
      state: 'done',
      report: { documents: { unchanged: 1 }, written: { chunks: 0 } },
    });
    expect(StatusResponse.parse(await get('/api/status')).index.version).toBe(version);
  });

  it('the samples go in one step, and with them only what they alone support', async () => {
    const reply = await fetch(new URL('/api/samples', url), { method: 'DELETE' });
    const job = await ended(await reply.json());
    expect(job).toMatchObject({ state: 'done', report: { documents: { removed: ['samples/bert.md'] } } });
    expect(await sources()).toEqual(['notes/lora.md', 'notes/图谱.md']);
    expect(await get('/api/entities?q=BERT')).toMatchObject({ total: 0 });
    expect(await get('/api/entities?q=LoRA&limit=1')).toMatchObject({ items: [{ name: 'LoRA' }] });
    expect(StatusResponse.parse(await get('/api/status')).samples).toBe(false);
  });

  it('a document that cannot be read is in the report with its reason', async () => {
    const form = new FormData();
    form.append('files', new Blob([new Uint8Array([0, 1, 2, 3, 0, 0, 0xff])]), 'notes/picture.md');
    const reply = await fetch(new URL('/api/documents', url), { method: 'POST', body: form });
    const job = await ended(await reply.json());
    expect(job.report?.documents.failed).toMatchObject([
      { source: 'notes/picture.md', code: expect.any(String) },
    ]);
  });
});

import { IdParams, PageQuery } from '../../domain/api/common.ts';
import {
  AddDocumentsQuery,
  AddDocumentsRequest,
  DocumentListResponse,
  DocumentResponse,
  DocumentSources,
  ReadAgainQuery,
} from '../../domain/api/documents.ts';
import { JobAccepted } from '../../domain/api/jobs.ts';
import type { Document } from '../../domain/document.ts';
import { GraphRagError } from '../../domain/errors.ts';
import type { SourceFile } from '../../domain/ports/index-builder.ts';
import { reasonFor } from '../../domain/reason.ts';
import type { AppDeps } from '../app-deps.ts';
import { presentDocument, presentDocumentSummary } from '../presenters/document.ts';
import { presentPage } from '../presenters/page.ts';
import { createReaders } from '../readers.ts';
import { jsonRoute, type Route } from '../route.ts';
import { NO_CHANGE, toBuildRequest } from '../to-build-request.ts';
import { receivedUpload, receiveFiles } from '../uploads.ts';
import { jsonBody, jsonDocuments } from './bodies.ts';

const SAMPLES = 'samples';

/** Documents: listed, read, added, removed. What changes the index is a job. */
export function documentRoutes({
  store,
  snapshots,
  jobs,
}: Pick<AppDeps, 'store' | 'snapshots' | 'jobs'>): Route[] {
  const readersOf = createReaders(store);
  return [
    jsonRoute({
      method: 'get',
      path: '/api/documents',
      summary: 'Documents by source',
      query: PageQuery,
      reply: DocumentListResponse,
      async handle({ query }) {
        const snapshot = await snapshots.current();
        const readerOf = await readersOf(snapshot);
        return presentPage(snapshot.documentsBySource, query, (document) =>
          presentDocumentSummary(document, readerOf(document.id)),
        );
      },
    }),
    jsonRoute({
      method: 'post',
      path: '/api/documents',
      summary: 'Adds or changes documents: JSON, or files as multipart/form-data',
      query: AddDocumentsQuery,
      body: AddDocumentsRequest.optional(),
      upload: true,
      before: [receiveFiles(), jsonDocuments],
      status: 202,
      reply: JobAccepted,
      async handle({ query, body, response }) {
        const request = toBuildRequest(query, body, receivedUpload(response));
        const kind = request.rebuild && request.add.length === 0 ? 'rebuild' : 'ingest';
        const { id } = await jobs.add(kind, request);
        return { jobId: id };
      },
    }),
    jsonRoute({
      method: 'post',
      path: '/api/documents/remove',
      summary: 'Removes documents by source or id',
      body: DocumentSources,
      before: [jsonBody],
      status: 202,
      reply: JobAccepted,
      async handle({ body }) {
        const { documentsBySource } = await snapshots.current();
        const unknown = body.sources.filter((name) => !documentsBySource.some((one) => isNamed(one, name)));
        // A document that a job is still reading may be removed too: the removal waits for its turn.
        if (unknown.length > 0 && !jobs.active()) throw noDocument(unknown.join('", "'));
        const { id } = await jobs.add('remove', { ...NO_CHANGE, remove: body.sources });
        return { jobId: id };
      },
    }),
    jsonRoute({
      method: 'post',
      path: '/api/documents/read-again',
      summary:
        'Reads documents of the index again: chunks that failed, or all of them with another extractor',
      query: ReadAgainQuery,
      body: DocumentSources,
      before: [jsonBody],
      status: 202,
      reply: JobAccepted,
      async handle({ query, body }) {
        const { documentsBySource } = await snapshots.current();
        const unknown = body.sources.filter((name) => !documentsBySource.some((one) => isNamed(one, name)));
        if (unknown.length > 0) throw noDocument(unknown.join('", "'));
        const add = documentsBySource
          .filter((document) => body.sources.some((name) => isNamed(document, name)))
          .map(asReadBefore);
        const { id } = await jobs.add('ingest', { ...NO_CHANGE, ...query, add });
        return { jobId: id };
      },
    }),
    jsonRoute({
      method: 'get',
      path: '/api/documents/:id',
      summary: 'One document with its text',
      params: IdParams,
      reply: DocumentResponse,
      async handle({ params }) {
        const snapshot = await snapshots.current();
        const document = snapshot.documentById.get(params.id);
        if (!document) throw noDocument(params.id);
        return presentDocument(document, (await readersOf(snapshot))(document.id));
      },
    }),
    jsonRoute({
      method: 'delete',
      path: '/api/documents/:id',
      summary: 'Removes one document and what only it supports',
      params: IdParams,
      status: 202,
      reply: JobAccepted,
      async handle({ params }) {
        if (!(await snapshots.current()).documentById.has(params.id)) throw noDocument(params.id);
        const { id } = await jobs.add('remove', { ...NO_CHANGE, remove: [params.id] });
        return { jobId: id };
      },
    }),
    jsonRoute({
      method: 'delete',
      path: '/api/samples',
      summary: 'Removes the samples that came with the first start',
      status: 202,
      reply: JobAccepted,
      async handle() {
        // As a folder that is empty now, so that samples which a waiting job still brings go too.
        const { id } = await jobs.add('remove', { ...NO_CHANGE, roots: [SAMPLES], prune: true });
        return { jobId: id };
      },
    }),
  ];
}

/** A document as it stands in the index, to be taken as it is. */
function asReadBefore({ source, title, mediaType, text, pages }: Document): SourceFile {
  return { source, title, mediaType, bytes: new TextEncoder().encode(text), asRead: pages ? { pages } : {} };
}

/** True while documents of the samples are in the index. */
export function isSample(source: string): boolean {
  return source.startsWith(`${SAMPLES}/`);
}

/** A document is named by its id, its source, the folder it came from, or the file it is a row of; ingest says the same. */
function isNamed({ id, source }: Document, name: string): boolean {
  return id === name || source === name || source.startsWith(`${name}/`) || source.startsWith(`${name}#`);
}

function noDocument(name: string): GraphRagError {
  return new GraphRagError('not-found', `No document has the id or source "${name}"`, {
    reason: reasonFor('not-there', { id: name }),
    hint: 'GET /api/documents lists them.',
  });
}

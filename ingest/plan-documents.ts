import { groupBy } from '../algorithms/group-by.ts';
import type { Chunk } from '../domain/chunk.ts';
import type { Document, UnreadableDocument } from '../domain/document.ts';
import type { GraphIndex } from '../domain/graph-index.ts';
import type { BuildRequest } from '../domain/ports/index-builder.ts';
import { reasonFor } from '../domain/reason.ts';
import { compareText } from './ordering.ts';
import type { ReadSource } from './readers/create-document.ts';

/** What becomes of each document. Lists of sources are ascending. */
export interface DocumentPlan {
  /** Documents to split and read: new, changed, or not read whole by today's extractor. */
  fresh: Document[];
  /** Ids of documents that stay with all that was found in them. */
  kept: string[];
  added: string[];
  changed: string[];
  removed: string[];
  /** Documents that were given and are in the index as they are. */
  unchanged: number;
  vanished: string[];
  failed: UnreadableDocument[];
}

export interface PlanInput {
  present: Pick<GraphIndex, 'documents' | 'chunks'>;
  request: BuildRequest;
  /** What the readers made of `request.add`. */
  read: ReadSource;
  /** True when the document's chunks hold what reading it today would give. */
  isUpToDate: (document: Document, chunks: readonly Chunk[]) => boolean;
}

/** Compares what is given with what is there. */
export function planDocuments({ present, request, read, isUpToDate }: PlanInput): DocumentPlan {
  const { documents: given, failed: refused } = withoutDuplicates(read.documents);
  const failed = [...(request.failed ?? []), ...read.failed, ...refused].sort(
    (one, other) => compareText(one.source, other.source) || compareText(one.message, other.message),
  );
  const removedIds = new Set(
    present.documents
      .filter((document) => request.remove.some((name) => isNamed(document, name)))
      .map(({ id }) => id),
  );
  const givenIds = new Set(given.map(({ id }) => id));
  const vanished = vanishedDocuments(present.documents, request, givenIds, failed).filter(
    ({ id }) => !removedIds.has(id),
  );
  if (request.prune) for (const { id } of vanished) removedIds.add(id);

  const before = new Map(present.documents.map((document) => [document.id, document]));
  const isSame = (document: Document) => before.get(document.id)?.contentHash === document.contentHash;
  const chunksOf = groupBy(present.chunks, (chunk) => chunk.documentId);
  const staying = present.documents.filter(({ id }) => !givenIds.has(id) && !removedIds.has(id));
  const wanted = [
    ...staying,
    ...given.map((document) => (isSame(document) ? before.get(document.id)! : document)),
  ];
  const isKept = (document: Document) =>
    before.get(document.id) === document && isUpToDate(document, chunksOf.get(document.id) ?? []);
  const sources = (documents: readonly Document[]) => documents.map(({ source }) => source).sort(compareText);
  return {
    fresh: wanted.filter((document) => !isKept(document)),
    kept: wanted.filter(isKept).map(({ id }) => id),
    added: sources(given.filter(({ id }) => !before.has(id))),
    changed: sources(given.filter((document) => before.has(document.id) && !isSame(document))),
    removed: sources(present.documents.filter(({ id }) => removedIds.has(id) && !givenIds.has(id))),
    unchanged: given.filter(isSame).length,
    vanished: sources(vanished),
    failed,
  };
}

/** A document is named by its id, its source, the folder it came from, or the file it is a row of. */
function isNamed({ id, source }: Document, name: string): boolean {
  return id === name || source === name || source.startsWith(`${name}/`) || source.startsWith(`${name}#`);
}

/** Of different texts under one source none is taken; the same text twice is one. */
function withoutDuplicates(documents: readonly Document[]): ReadSource {
  const result: ReadSource = { documents: [], failed: [] };
  for (const [source, same] of groupBy(documents, (document) => document.source)) {
    const versions = new Set(same.map((document) => document.contentHash)).size;
    if (versions === 1) result.documents.push(same[0]!);
    else {
      const message = `${versions} different documents are named so, none of them was taken; rename one, or its folder with --as`;
      const reason = reasonFor('source-named-twice', { versions });
      result.failed.push({ source, code: 'duplicate-source', message, reason });
    }
  }
  return result;
}

/** Documents of a folder or file that was given whole, but does not hold them any more. */
function vanishedDocuments(
  present: readonly Document[],
  request: BuildRequest,
  givenIds: ReadonlySet<string>,
  failed: readonly UnreadableDocument[],
): Document[] {
  const unread = new Set(failed.map(({ source }) => source));
  // A file with a row that could not be read may still hold that row's document.
  const doubtful = new Set(
    failed.filter(({ code }) => code === 'malformed').map(({ source }) => fileOf(source)),
  );
  const files = new Set(request.add.map(({ source }) => source));
  return present.filter(({ id, source }) => {
    if (givenIds.has(id) || unread.has(source) || unread.has(fileOf(source)) || doubtful.has(fileOf(source)))
      return false;
    // A file that was given, and read, may hold other documents than before: rows come and go.
    return request.roots.some((root) => source.startsWith(`${root}/`)) || files.has(fileOf(source));
  });
}

/** The file that a row's source names; a source that is no row is its own file. */
function fileOf(source: string): string {
  return /^(.*\.(?:jsonl|ndjson|json|csv|tsv|tab))#/i.exec(source)?.[1] ?? source;
}

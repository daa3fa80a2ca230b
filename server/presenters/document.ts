import type { DocumentResponse, DocumentSummaryResponse } from '../../domain/api/documents.ts';
import type { Document } from '../../domain/document.ts';
import type { ReadBy } from '../readers.ts';

export function presentDocumentSummary(document: Document, readBy: ReadBy): DocumentSummaryResponse {
  return {
    id: document.id,
    source: document.source,
    title: document.title,
    language: document.language,
    mediaType: document.mediaType,
    contentHash: document.contentHash,
    length: document.text.length,
    readBy,
  };
}

export function presentDocument(document: Document, readBy: ReadBy): DocumentResponse {
  return {
    ...presentDocumentSummary(document, readBy),
    text: document.text,
    ...(document.pages ? { pages: document.pages } : {}),
  };
}

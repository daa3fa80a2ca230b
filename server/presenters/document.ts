import type { DocumentResponse, DocumentSummaryResponse } from '../../domain/api/documents.ts';
import type { Document } from '../../domain/document.ts';

export function presentDocumentSummary(document: Document): DocumentSummaryResponse {
  return {
    id: document.id,
    source: document.source,
    title: document.title,
    language: document.language,
    mediaType: document.mediaType,
    contentHash: document.contentHash,
    length: document.text.length,
  };
}

export function presentDocument(document: Document): DocumentResponse {
  return {
    ...presentDocumentSummary(document),
    text: document.text,
    ...(document.pages ? { pages: document.pages } : {}),
  };
}

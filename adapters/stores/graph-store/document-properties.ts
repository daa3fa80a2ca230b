import type { Chunk } from '../../../domain/chunk.ts';
import type { Decision } from '../../../domain/decision.ts';
import type { Document, DocumentSummary } from '../../../domain/document.ts';
import type { Extraction } from '../../../domain/extraction.ts';
import { number, numbers, optionalText, type Properties, parsed, text, texts } from './properties.ts';

/** A document as properties of its node; `length` spares lists from reading the text. */
export function documentProperties(document: Document): Properties {
  return { ...document, length: document.text.length };
}

export function toDocument(node: Properties): Document {
  const { length: _, ...summary } = toDocumentSummary(node);
  return {
    ...summary,
    text: text(node.text),
    ...(Array.isArray(node.pages) ? { pages: numbers(node.pages) } : {}),
  };
}

export function toDocumentSummary(node: Properties): DocumentSummary {
  return {
    id: text(node.id),
    source: text(node.source),
    title: text(node.title),
    language: text(node.language) as Document['language'],
    mediaType: text(node.mediaType),
    contentHash: text(node.contentHash),
    length: number(node.length),
  };
}

/** A chunk as properties of its node, each named even when it is absent; what was found in it as JSON. */
export function chunkProperties(chunk: Chunk): Properties {
  const { extraction, ...rest } = chunk;
  return { ...rest, extraction: extraction === null ? null : extractionText(extraction) };
}

/** The extractor first, whatever the order of its fields: `extractionStart` is how readings of one are found without parsing them. */
function extractionText({ extractor, ...rest }: Extraction): string {
  return JSON.stringify({ extractor, ...rest });
}

/** What the text of every reading by an extractor of this name begins with. */
export function extractionStart(extractor: string): string {
  return `{"extractor":${JSON.stringify(`${extractor}/`).slice(0, -1)}`;
}

export function toChunk(node: Properties): Chunk {
  return {
    id: text(node.id),
    documentId: text(node.documentId),
    position: number(node.position),
    start: number(node.start),
    end: number(node.end),
    tokenCount: number(node.tokenCount),
    headingPath: texts(node.headingPath),
    sentences: numbers(node.sentences),
    extraction: parsed<Extraction | null>(node.extraction, null),
  };
}

export function decisionProperties(decision: Decision): Properties {
  return { ...decision };
}

export function toDecision(node: Properties): Decision {
  const value = optionalText(node.value);
  return {
    id: text(node.id),
    kind: text(node.kind) as Decision['kind'],
    subject: texts(node.subject),
    ...(value === null ? {} : { value }),
    reason: text(node.reason),
    at: text(node.at),
  };
}

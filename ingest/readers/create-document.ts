import { createHash } from 'node:crypto';
import type { Document, UnreadableDocument } from '../../domain/document.ts';
import { documentId } from '../ids.ts';
import { languageOf } from './language-of.ts';
import { MEDIA_TYPES, type SourceFormat } from './media-type.ts';
import { titleOf } from './title-of.ts';

/** What one source turned into. */
export interface ReadSource {
  documents: Document[];
  failed: UnreadableDocument[];
}

/** A document of normalised text, or `empty` when there is nothing to read in it. */
export function createDocument(
  source: string,
  text: string,
  format: SourceFormat,
  title?: string,
): Document | UnreadableDocument {
  if (text.trim() === '') return { source, code: 'empty', message: 'There is no text in it' };
  const mediaType = MEDIA_TYPES[format];
  const named = title?.trim() || titleOf(text, source, format);
  return {
    id: documentId(source),
    source,
    title: named,
    language: languageOf(text),
    mediaType,
    text,
    contentHash: createHash('sha256')
      .update(JSON.stringify([named, mediaType, text]))
      .digest('hex'),
  };
}

/** Sorts what `createDocument` gave into one of the two lists. */
export function addTo(result: ReadSource, made: Document | UnreadableDocument): void {
  if ('code' in made) result.failed.push(made);
  else result.documents.push(made);
}

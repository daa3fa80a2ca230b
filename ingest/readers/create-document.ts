import { createHash } from 'node:crypto';
import type { Document, UnreadableDocument } from '../../domain/document.ts';
import { reasonFor } from '../../domain/reason.ts';
import { documentId } from '../ids.ts';
import { languageOf } from './language-of.ts';
import { titleOf } from './title-of.ts';
import type { WrittenText } from './written-text.ts';

/** What one source turned into. */
export interface ReadSource {
  documents: Document[];
  failed: UnreadableDocument[];
}

/** A document of normalised text, or `empty` when there is nothing to read in it. */
export function createDocument(
  source: string,
  { text, title, pages }: WrittenText,
  mediaType: string,
): Document | UnreadableDocument {
  if (text.trim() === '') {
    return {
      source,
      code: 'empty',
      message: 'There is no text in it',
      reason: reasonFor('source-empty', {}),
    };
  }
  const named = title?.trim() || titleOf(text, source, mediaType);
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
    ...(pages ? { pages } : {}),
  };
}

/** Sorts what `createDocument` gave into one of the two lists. */
export function addTo(result: ReadSource, made: Document | UnreadableDocument): void {
  if ('code' in made) result.failed.push(made);
  else result.documents.push(made);
}

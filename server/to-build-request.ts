import type { z } from 'zod';
import type { AddDocumentsQuery, AddDocumentsRequest } from '../domain/api/documents.ts';
import type { BuildRequest } from '../domain/ports/index-builder.ts';
import { givenByJson, givenByUpload } from './given-documents.ts';
import { toSource } from './to-source.ts';
import type { Upload } from './uploads.ts';

/** A request that changes nothing, to be filled with what a route asks for. */
export const NO_CHANGE: BuildRequest = {
  add: [],
  remove: [],
  roots: [],
  prune: false,
  rebuild: false,
  extractor: 'auto',
};

/** What a request to add documents asks of the index: its options, and the documents that came as files or as JSON. */
export function toBuildRequest(
  { root, types, entityType, relationshipType, ...options }: z.infer<typeof AddDocumentsQuery>,
  body: AddDocumentsRequest | undefined,
  upload: Upload | null,
): BuildRequest {
  const given = upload ? givenByUpload(upload) : givenByJson(body);
  const isGiven = entityType.length + relationshipType.length > 0;
  const ontology = isGiven ? { entityTypes: entityType, relationshipTypes: relationshipType } : types;
  const choice = ontology === 'kept' ? {} : { ontology };
  return { ...NO_CHANGE, ...options, ...given, roots: root.map(toSource), ...choice };
}

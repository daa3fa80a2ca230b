import { readFileSync } from 'node:fs';
import type { SourceFile } from '../../domain/ports/index-builder.ts';
import { readSource } from '../../ingest/readers/read-source.ts';

const folder = new URL('../fixtures/documents/', import.meta.url);

/** A file that a real tool made (scripts/make-document-fixtures.mjs), or its bytes under another name. */
export function documentFixture(name: string, source: string = name): SourceFile {
  return { source, bytes: new Uint8Array(readFileSync(new URL(name, folder))) };
}

/** Its only document, or an error that tells why there is none. */
export async function readOne(file: SourceFile) {
  const { documents, failed } = await readSource(file);
  const [document, ...others] = documents;
  if (!document || others.length > 0 || failed.length > 0)
    throw new Error(`${file.source}: ${documents.length} documents, ${JSON.stringify(failed)}`);
  return document;
}

/** Why it is not read. */
export async function failureOf(file: SourceFile) {
  const { documents, failed } = await readSource(file);
  if (documents.length > 0 || failed.length !== 1) throw new Error(`${file.source} was read`);
  return failed[0]!;
}

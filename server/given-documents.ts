import { type AddDocumentsRequest, FailedSources } from '../domain/api/documents.ts';
import type { UnreadableDocument } from '../domain/document.ts';
import { GraphRagError } from '../domain/errors.ts';
import type { BuildRequest, SourceFile } from '../domain/ports/index-builder.ts';
import { toSource } from './to-source.ts';
import type { Upload } from './uploads.ts';

/** What a request brings, and what its sender could not read. */
export type Given = Pick<BuildRequest, 'add' | 'failed'>;

/** What files bring. One that can't be named is a failure in the report, not the end of all. */
export function givenByUpload({ files, failed: failedText }: Upload): Given {
  const add: SourceFile[] = [];
  const failed: UnreadableDocument[] =
    failedText === undefined ? [] : FailedSources.parse(parseJson(failedText));
  for (const { name, bytes } of files) {
    try {
      add.push({ source: toSource(name), bytes });
    } catch (error) {
      if (!(error instanceof GraphRagError)) throw error;
      failed.push({ source: name.slice(0, 1000), code: 'unreadable', message: error.message });
    }
  }
  return { add, failed };
}

/** What JSON brings. Text that was sent is text, whatever its name ends on, unless the name says that it has a structure we read. */
export function givenByJson(body: AddDocumentsRequest | undefined): Given {
  if (!body) {
    throw new GraphRagError('request-invalid', 'The request carries no documents', {
      hint: 'Send {"documents": [{"source", "text"}]} as application/json, or files as multipart/form-data.',
    });
  }
  const add = body.documents.map(({ source, title, text, mediaType, asRead }): SourceFile => {
    const structured = /\.(md|markdown|jsonl|html?|json|csv|tsv)$/i.test(source);
    const type = mediaType ?? (structured ? undefined : 'text/plain');
    return {
      source: toSource(source),
      bytes: new TextEncoder().encode(text),
      ...(title === undefined ? {} : { title }),
      ...(type === undefined ? {} : { mediaType: type }),
      ...(asRead === undefined ? {} : { asRead: asRead.pages ? { pages: asRead.pages } : {} }),
    };
  });
  return body.failed ? { add, failed: body.failed } : { add };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new GraphRagError('request-invalid', 'The field "failed" is not JSON', { cause });
  }
}

import { givenFolders } from './file-source.ts';

/** A text to send as a document. */
export interface TextToAdd {
  source: string;
  text: string;
  title?: string;
  mediaType?: string;
  /** The text is a document's own, as the server gave it: to be taken as it is. */
  asRead?: { pages?: number[] };
}

/** What is about to be added, as it is sent; each is another one, even with the same content. */
export interface Addition {
  body: FormData | { documents: readonly TextToAdd[] };
  /** Folders that were given whole. */
  root: string[];
}

/** Files, each with the source under which it will be known. */
export function additionOfFiles(files: readonly { file: File; source: string }[]): Addition {
  const body = new FormData();
  for (const { file, source } of files) body.append('files', file, source);
  return { body, root: givenFolders(files.map(({ source }) => source)) };
}

/**
 * The source of a file that was dropped or chosen: its path from the folder that was given, that folder's name in
 * front; a single file's is its name. As `orrery ingest FOLDER` names it, so that both are one document.
 */
export function fileSource(file: File): string {
  const dropped = 'path' in file && typeof file.path === 'string' ? file.path : '';
  const path = file.webkitRelativePath || dropped || file.name;
  return path.replaceAll('\\', '/').replace(/^(?:\.?\/)+/, '') || file.name;
}

/** Files that systems leave in folders and nobody means to read. */
export function isClutter(source: string): boolean {
  return source
    .split('/')
    .some((part) => part.startsWith('.') || part === 'Thumbs.db' || part === 'desktop.ini');
}

/** Names of the folders that were given whole: the server then tells which of their documents have vanished since. */
export function givenFolders(sources: readonly string[]): string[] {
  const folders = sources.flatMap((source) =>
    source.includes('/') ? [source.slice(0, source.indexOf('/'))] : [],
  );
  return [...new Set(folders)];
}

import type { Dirent } from 'node:fs';
import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, join, resolve, sep } from 'node:path';
import type { UnreadableCode, UnreadableDocument } from '../domain/document.ts';
import { GraphRagError } from '../domain/errors.ts';
import type { SourceFile } from '../domain/ports/index-builder.ts';
import { tooLargeFile } from './readers/read-source.ts';

/** What paths on disk hold, as a build is asked for it. */
export interface CollectedSources {
  /** By source, ascending. */
  files: SourceFile[];
  /** Files that could not be turned into bytes, by source. */
  failed: UnreadableDocument[];
  /** Names of the folders that were given. */
  roots: string[];
}

export interface CollectOptions {
  /** Name for the one folder that is given, instead of its own. */
  as?: string | undefined;
  /** Absolute paths that are left out without a word, such as the data folder. */
  except?: readonly string[];
}

/** Folders whose contents are never documents of a person. Hidden folders (`.git`) are left out as well. */
const SKIPPED_FOLDERS = new Set(['node_modules', '__pycache__', '__MACOSX', 'orrery-data']);
/** What operating systems leave in folders. */
const LITTER = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini', '.directory']);
/** Files read at once. */
const READ_CONCURRENCY = 16;

/**
 * Finds every file below the given files and folders and reads its bytes. A source is the path as seen from the folder, that folder's
 * name in front; a single file is its name. Hidden folders, `node_modules` and the like are left out; every other file is in `files`
 * or in `failed` with a reason. Links are followed to files inside the given folder only.
 *
 * @throws GraphRagError `request-invalid` when a path is not there, or `as` does not fit
 */
export async function collectSources(
  paths: readonly string[],
  options: CollectOptions = {},
): Promise<CollectedSources> {
  const given = await Promise.all(paths.map(inspect));
  const folders = given.filter((entry) => entry.isFolder);
  checkName(options.as, given.length, folders.length);

  const found: FoundFile[] = [];
  const failed: UnreadableDocument[] = [];
  const roots = new Set<string>();
  const except = new Set((options.except ?? []).map((path) => resolve(path)));
  for (const entry of given) {
    if (!entry.isFolder) {
      found.push({ source: entry.name, path: entry.path });
      continue;
    }
    const name = options.as ?? entry.name;
    roots.add(name);
    await walk(entry.path, name, { root: entry.path, except, found, failed });
  }
  const files = await readAll(found, failed);
  return { files: sortBySource(files), failed: sortBySource(failed), roots: [...roots].sort() };
}

interface FoundFile {
  source: string;
  path: string;
}

interface Walk {
  /** Real path of the folder that was given. */
  root: string;
  except: ReadonlySet<string>;
  found: FoundFile[];
  failed: UnreadableDocument[];
}

interface GivenPath {
  path: string;
  name: string;
  isFolder: boolean;
}

async function inspect(given: string): Promise<GivenPath> {
  const absolute = resolve(given);
  try {
    const path = await realpath(absolute);
    const details = await stat(path);
    const name = basename(absolute).normalize('NFC');
    return { path, name: name === '' ? 'root' : name, isFolder: details.isDirectory() };
  } catch (cause) {
    throw new GraphRagError('request-invalid', `Cannot open "${given}": ${reasonOf(cause)}`, {
      hint: 'Give the path of a file or folder that exists',
      cause,
    });
  }
}

function checkName(as: string | undefined, pathCount: number, folderCount: number): void {
  if (as === undefined) return;
  if (pathCount !== 1 || folderCount !== 1)
    throw new GraphRagError('request-invalid', '--as renames one folder; give exactly one folder with it');
  if (as.trim() === '' || /[/\\#\0]/.test(as))
    throw new GraphRagError(
      'request-invalid',
      `--as "${as}" is no folder name: it may not be empty or hold / \\ #`,
    );
}

async function walk(folder: string, prefix: string, context: Walk): Promise<void> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (cause) {
    report(context, prefix, 'unreadable', `The folder cannot be listed: ${reasonOf(cause)}`);
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const source = `${prefix}/${entry.name.normalize('NFC')}`;
    if (context.except.has(path) || LITTER.has(entry.name)) continue;
    if (entry.isDirectory()) {
      if (!entry.name.startsWith('.') && !SKIPPED_FOLDERS.has(entry.name)) await walk(path, source, context);
    } else if (entry.name.startsWith('.')) {
      report(context, source, 'unsupported', 'Hidden files are not read');
    } else if (entry.isFile()) {
      context.found.push({ source, path });
    } else if (entry.isSymbolicLink()) {
      await follow(path, source, context);
    } else {
      report(context, source, 'unsupported', 'Not a file but a socket, pipe or device');
    }
  }
}

/** A link to a file inside the given folder is that file once more; any other link is reported. */
async function follow(path: string, source: string, context: Walk): Promise<void> {
  try {
    const target = await realpath(path);
    const details = await lstat(target);
    if (!target.startsWith(context.root.endsWith(sep) ? context.root : context.root + sep))
      report(context, source, 'unreadable', 'A link that leads out of the folder is not followed');
    else if (details.isFile()) context.found.push({ source, path: target });
    else report(context, source, 'unreadable', 'A link to a folder is not followed');
  } catch (cause) {
    report(context, source, 'unreadable', `The link leads nowhere: ${reasonOf(cause)}`);
  }
}

function report(context: Walk, source: string, code: UnreadableCode, message: string): void {
  context.failed.push({ source, code, message });
}

async function readAll(found: readonly FoundFile[], failed: UnreadableDocument[]): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  let next = 0;
  const readSome = async () => {
    for (let file = found[next++]; file; file = found[next++]) {
      try {
        const { size } = await stat(file.path);
        const tooLarge = tooLargeFile(file.source, size);
        if (tooLarge) failed.push({ source: file.source, code: 'too-large', ...tooLarge });
        else files.push({ source: file.source, bytes: await readFile(file.path) });
      } catch (cause) {
        const message = `The file cannot be read: ${reasonOf(cause)}`;
        failed.push({ source: file.source, code: 'unreadable', message });
      }
    }
  };
  await Promise.all(Array.from({ length: READ_CONCURRENCY }, readSome));
  return files;
}

function reasonOf(cause: unknown): string {
  const code = (cause as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOENT') return 'there is nothing there';
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
  if (code === 'ELOOP') return 'its links form a loop';
  return code ?? (cause instanceof Error ? cause.message : String(cause));
}

function sortBySource<T extends { source: string }>(items: T[]): T[] {
  return items.sort((left, right) => (left.source < right.source ? -1 : left.source > right.source ? 1 : 0));
}

import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Folders in which systems keep their JDKs, each JDK a folder in it, and where in there its `java` lies. */
const JDK_FOLDERS = [
  { folder: '/usr/lib/jvm', java: 'bin/java' },
  { folder: '/opt/java', java: 'bin/java' },
  { folder: '/Library/Java/JavaVirtualMachines', java: 'Contents/Home/bin/java' },
];

export interface Java {
  path: string;
  /** Feature version: 17, 21, 25, ... */
  version: number;
}

/** Every java that runs here: of JAVA_HOME, on the PATH, and where the system keeps them; oldest first, each version once. */
export async function findJavas(): Promise<Java[]> {
  const home = process.env.JAVA_HOME;
  const paths = [...(home ? [join(home, 'bin/java')] : []), 'java', ...(await installedJavas())];
  const versions = new Map<number, string>();
  for (const path of paths) {
    const version = await javaVersion(path);
    if (version !== null && !versions.has(version)) versions.set(version, path);
  }
  return [...versions].map(([version, path]) => ({ version, path })).sort((a, b) => a.version - b.version);
}

async function installedJavas(): Promise<string[]> {
  const found = await Promise.all(
    JDK_FOLDERS.map(async ({ folder, java }) => {
      const names = await readdir(folder).catch(() => []);
      return names.sort().map((name) => join(folder, name, java));
    }),
  );
  return found.flat();
}

async function javaVersion(path: string): Promise<number | null> {
  try {
    const { stderr, stdout } = await run(path, ['-version']);
    const version = /version "(\d+)/.exec(stderr + stdout)?.[1];
    return version === undefined ? null : Number(version);
  } catch {
    return null;
  }
}

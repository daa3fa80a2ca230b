import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The two lines of Neo4j that Orrery is tested with: the long-term one, and what people get today. */
export const NEO4J_LINES = {
  '5': { version: '5.26.12', minimumJava: 17, maximumJava: 21 },
  '2026': { version: '2026.09.0', minimumJava: 21, maximumJava: Number.POSITIVE_INFINITY },
} as const;

export type Neo4jLine = keyof typeof NEO4J_LINES;

function jarFolder(line: Neo4jLine): string {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, 'orrery', 'neo4j', NEO4J_LINES[line].version);
}

/** True when the jars of this line are here, so that starting it needs no network. */
export function hasNeo4jJars(line: Neo4jLine): Promise<boolean> {
  return exists(jarFolder(line));
}

/** Folder with the jars of Neo4j Community, brought by Maven once and kept in the user's cache. @throws Error without Maven */
export async function neo4jJars(line: Neo4jLine): Promise<string> {
  const { version } = NEO4J_LINES[line];
  const folder = jarFolder(line);
  if (await exists(folder)) return folder;
  const work = await mkdtemp(join(tmpdir(), 'orrery-neo4j-jars-'));
  try {
    await writeFile(join(work, 'pom.xml'), pom(version));
    await run(
      'mvn',
      ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=lib', '-DincludeScope=runtime'],
      { cwd: work, maxBuffer: 16 * 1024 * 1024 },
    ).catch((cause) => {
      throw new Error(`Neo4j ${version} could not be brought by Maven (is mvn installed?)`, { cause });
    });
    await mkdir(dirname(folder), { recursive: true });
    await moveFolder(join(work, 'lib'), folder);
    return folder;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function pom(version: string): string {
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>orrery</groupId>
  <artifactId>neo4j</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>${version}</version></dependency>
  </dependencies>
</project>
`;
}

/** Two starters may bring the same jars at once: whoever comes second uses the first one's. */
async function moveFolder(from: string, to: string): Promise<void> {
  await rename(from, to).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code === 'EXDEV') {
      const { cp } = await import('node:fs/promises');
      await cp(from, `${to}.part`, { recursive: true });
      await rename(`${to}.part`, to);
    } else if (!(await exists(to))) throw error;
  });
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

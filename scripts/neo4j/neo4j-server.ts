import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import neo4j from 'neo4j-driver';
import { findJavas, type Java } from './find-java.ts';
import { NEO4J_LINES, type Neo4jLine, neo4jJars } from './neo4j-jars.ts';

const BOOT = fileURLToPath(new URL('./Boot.java', import.meta.url));
const PASSWORD = 'orrery-local';
const START_PATIENCE_MS = 180_000;

/** A real Neo4j Community on this machine. */
export interface Neo4jServer {
  readonly uri: string;
  readonly username: string;
  readonly password: string;
  readonly version: string;
  /** Ends it at once, as a crash would; the data stays. */
  crash(): Promise<void>;
  /** Starts it again on the same port and data. */
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

interface Neo4jStart {
  /** Ends within minutes: Java compiles once and quickly, which halves what a start takes; long work is slower. */
  shortLived?: boolean;
}

/** @returns the reason when no JDK here can run this line */
export async function startNeo4j(
  line: Neo4jLine,
  { shortLived = false }: Neo4jStart = {},
): Promise<Neo4jServer | { reason: string }> {
  const { version, minimumJava, maximumJava } = NEO4J_LINES[line];
  const javas = await findJavas();
  const java = javas.find((found) => found.version >= minimumJava && found.version <= maximumJava);
  if (!java) {
    const have = javas.map((found) => found.version).join(', ') || 'none';
    return { reason: `Neo4j ${version} needs Java ${minimumJava} or newer; here: ${have}` };
  }
  const jars = await neo4jJars(line);
  const folder = await mkdtemp(join(tmpdir(), 'orrery-neo4j-'));
  const port = await freePort();
  const start = () => boot({ java, jars, folder, port, shortLived });
  let child = await start();
  const uri = `bolt://127.0.0.1:${port}`;
  await setPassword(uri, PASSWORD);
  const crash = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return {
    uri,
    username: 'neo4j',
    password: PASSWORD,
    version,
    crash,
    async restart() {
      await crash();
      child = await start();
    },
    async stop() {
      await crash();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

interface Boot extends Required<Neo4jStart> {
  java: Java;
  jars: string;
  folder: string;
  port: number;
}

async function boot({ java, jars, folder, port, shortLived }: Boot): Promise<ChildProcess> {
  const child = spawn(
    java.path,
    [
      '-Xmx1g',
      '-XX:+UseSerialGC',
      ...(shortLived ? ['-XX:TieredStopAtLevel=1'] : []),
      ...(java.version >= 21
        ? ['--add-modules', 'jdk.incubator.vector', '--enable-native-access=ALL-UNNAMED']
        : []),
      ...['java.lang', 'java.nio'].flatMap((name) => ['--add-opens', `java.base/${name}=ALL-UNNAMED`]),
      '-cp',
      join(jars, '*'),
      BOOT,
      folder,
      String(port),
    ],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const errors: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text));
  const ready = (async () => {
    for await (const line of createInterface({ input: child.stdout })) if (line === 'ready') return true;
    return false;
  })();
  const patience = setTimeout(() => child.kill('SIGKILL'), START_PATIENCE_MS);
  const started = await ready;
  clearTimeout(patience);
  if (!started) throw new Error(`Neo4j did not start:\n${errors.join('').slice(-4000)}`);
  child.stdout.resume();
  return child;
}

/** A new database asks for a new password before anything else. */
async function setPassword(uri: string, password: string): Promise<void> {
  const driver = neo4j.driver(uri, neo4j.auth.basic('neo4j', 'neo4j'));
  try {
    await driver.executeQuery(
      'ALTER CURRENT USER SET PASSWORD FROM $from TO $to',
      { from: 'neo4j', to: password },
      { database: 'system' },
    );
  } finally {
    await driver.close();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port could be found');
  return address.port;
}

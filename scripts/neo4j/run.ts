/** `npm run neo4j [-- 5|2026]`: a real Neo4j Community for development, in a temporary folder, until Ctrl-C. */
import { NEO4J_LINES, type Neo4jLine } from './neo4j-jars.ts';
import { startNeo4j } from './neo4j-server.ts';

function readLine(argument: string | undefined): Neo4jLine | null {
  if (argument === undefined) return '5';
  return Object.hasOwn(NEO4J_LINES, argument) ? (argument as Neo4jLine) : null;
}

async function main(): Promise<void> {
  const line = readLine(process.argv[2]);
  if (line === null) {
    process.stderr.write(
      `"${process.argv[2]}" is no line of Neo4j here; say one of ${Object.keys(NEO4J_LINES).join(', ')}\n`,
    );
    process.exitCode = 2;
    return;
  }
  process.stderr.write(`Starting Neo4j ${NEO4J_LINES[line].version}…\n`);
  const server = await startNeo4j(line);
  if ('reason' in server) {
    process.stderr.write(`${server.reason}\n`);
    process.exitCode = 1;
    return;
  }
  process.stdout.write(
    `NEO4J_URI=${server.uri}\nNEO4J_USERNAME=${server.username}\nNEO4J_PASSWORD=${server.password}\n`,
  );
  const stop = async () => {
    await server.stop();
    process.exit(0);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

await main();

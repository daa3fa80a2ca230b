import { afterAll, describe, it } from 'vitest';
import type { Neo4jLine } from '../../scripts/neo4j/neo4j-jars.ts';
import { openNeo4jHarness, startTestNeo4j } from '../support/neo4j-harness.ts';
import { testGraphStore } from './graph-store.ts';
import { testVectorPublisher } from './vector-publisher.ts';

/** The whole contract on one line of Neo4j, run by a server of its own; says loudly when none can run here. */
export async function testNeo4jLine(line: Neo4jLine): Promise<void> {
  const server = await startTestNeo4j(line);
  if ('reason' in server) {
    process.stderr.write(`\nNEO4J ${line} IS NOT TESTED HERE: ${server.reason}\n`);
    describe(`neo4j ${line}`, () => {
      it.skip(`is not tested here: ${server.reason}`, () => {});
    });
    return;
  }
  afterAll(() => server.stop());
  testGraphStore(`neo4j ${line}`, () => openNeo4jHarness(server));
  testVectorPublisher(`neo4j ${line}`, () => openNeo4jHarness(server));
}

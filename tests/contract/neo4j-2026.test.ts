import { testNeo4jLine } from './neo4j-line.ts';

await testNeo4jLine('2026');

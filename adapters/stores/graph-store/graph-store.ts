import type { GraphStore } from '../../../domain/ports/graph-store.ts';
import type { CypherEngine } from '../cypher-engine.ts';
import { runUserCypher } from '../user-cypher/run-user-cypher.ts';
import { createWriteQueue } from '../write-queue.ts';
import { createAnswerStore } from './answers.ts';
import { applyChanges } from './apply-changes.ts';
import { createRunReader } from './history.ts';
import { readInfo, readUnfinished } from './index-node.ts';
import { loadIndex } from './load-index.ts';
import { createCommunityReader } from './read-communities.ts';
import { createDocumentReader } from './read-documents.ts';
import { createEntityReader } from './read-entities.ts';
import { readNeighborhood } from './read-neighborhood.ts';
import { readSchema } from './read-schema.ts';

/** The GraphStore in plain Cypher, on any engine. The engine's definitions (constraints) are made before. */
export function createGraphStore(engine: CypherEngine): GraphStore {
  // A change is planned from what the graph holds, so the next one waits until it is written.
  const enqueue = createWriteQueue();
  return {
    kind: engine.kind,
    ...createDocumentReader(engine),
    ...createEntityReader(engine),
    ...createCommunityReader(engine),
    ...createAnswerStore(engine),
    ...createRunReader(engine),
    info: () => readInfo(engine),
    loadIndex: (options) => loadIndex(engine, options),
    neighborhood: (entityId, hops, limit) => readNeighborhood(engine, entityId, hops, limit),
    schema: () => readSchema(engine),
    apply: (changes, options) => enqueue(() => applyChanges(engine, changes, options)),
    unfinished: () => readUnfinished(engine),
    runCypher: (request) => runUserCypher(engine, request),
    describe: () => engine.describe(),
    close: () => engine.close(),
  };
}

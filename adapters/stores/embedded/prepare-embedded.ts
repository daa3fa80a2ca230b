import type { StoreSupervisor } from './store-supervisor.ts';

/** Nodes that are found by their `id`. */
const KEYED_LABELS = [
  'OrreryIndex',
  'Document',
  'Chunk',
  'Entity',
  'Community',
  'Decision',
  'Run',
  'Answer',
] as const;

/**
 * Makes an index, then a unique constraint, on the id of each kind of node. In this order: a constraint makes no index of its own, and
 * every MERGE would scan. Definitions are not transactional, so they are made here and nowhere else.
 */
export async function prepareEmbedded(supervisor: StoreSupervisor): Promise<void> {
  const definitions = KEYED_LABELS.flatMap((label) => [
    `CREATE INDEX ${label}_id IF NOT EXISTS FOR (n:${label}) ON (n.id)`,
    `CREATE CONSTRAINT ${label}_id_unique IF NOT EXISTS FOR (n:${label}) REQUIRE n.id IS UNIQUE`,
  ]);
  await supervisor.run(async (process) => {
    await process.call('define', { definitions });
  });
}

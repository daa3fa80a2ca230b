import { testIngestInvariants } from '../../support/ingest-properties.ts';
import { createMemoryStore } from '../../support/memory-store.ts';

testIngestInvariants('memory', async () => ({ store: createMemoryStore(), close: async () => {} }), 25);

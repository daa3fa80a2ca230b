import type { GraphStore } from '../../domain/ports/graph-store.ts';
import { testCypherRunner } from './graph-store-cypher.ts';
import { testExchange } from './graph-store-exchange.ts';
import { testCypherLimits } from './graph-store-limits.ts';
import { testGraphReader } from './graph-store-reader.ts';
import { testGraphWriter } from './graph-store-writer.ts';

/** An empty store of one engine, and what the suite does to it from outside. */
export interface StoreHarness {
  /** The store as it is open now. */
  store: GraphStore;
  /** Closes the store and opens it again over the same data; `store` is the new one. */
  reopen(): Promise<GraphStore>;
  /** Ends the engine as a crash would, at once; what it needs to come back comes back. */
  crash(): Promise<void>;
  /** Closes the store and removes its data. */
  dispose(): Promise<void>;
}

/** Opens an empty store. */
export type OpenStore = () => Promise<StoreHarness>;

/** Everything that `domain/ports/graph-store.ts` promises, whatever the engine. */
export function testGraphStore(name: string, openStore: OpenStore): void {
  testGraphWriter(name, openStore);
  testGraphReader(name, openStore);
  testCypherRunner(name, openStore);
  testCypherLimits(name, openStore);
  testExchange(name, openStore);
}

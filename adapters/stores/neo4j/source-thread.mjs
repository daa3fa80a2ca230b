// Entry of a thread while nothing is built: teaches it TypeScript, as `ingest/workers/source-worker.mjs` does. `dist` does not hold it.
import { register } from 'tsx/esm/api';

register();
await import('./reading-thread.ts');

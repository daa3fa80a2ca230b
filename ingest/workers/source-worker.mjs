// Entry of a thread while nothing is built: teaches it TypeScript (Node's `--import tsx` does not reach threads whose parent runs on tsx
// itself), then hands on the tasks. `dist` has no need of it and does not hold it.
import { register } from 'tsx/esm/api';

register();
const tasks = await import('./ingest-worker.ts');

export const { readFiles, splitDocuments, extractOffline, buildIndex } = tasks;

import { serveEmbedded } from './serve-embedded.ts';

/** Run as a process of its own with the data folder as its argument; tells its address as the first line. */
const { url } = await serveEmbedded(process.argv[2] ?? '');
process.stdout.write(`${url}\n`);

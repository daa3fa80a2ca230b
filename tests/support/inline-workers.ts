import { buildGraph } from '../../ingest/build-graph.ts';
import { readSource } from '../../ingest/readers/read-source.ts';
import { countChanges, difference } from '../../ingest/stages/difference.ts';
import { splitChunks } from '../../ingest/stages/split-chunks.ts';
import type { IngestWorkers } from '../../ingest/workers/ingest-workers.ts';

/** The same stages in this thread: for the many small runs of a property test. */
export function createInlineWorkers(): IngestWorkers {
  return {
    async readFiles(files) {
      const read = await Promise.all(files.map(readSource));
      return {
        documents: read.flatMap(({ documents }) => documents),
        failed: read.flatMap(({ failed }) => failed),
      };
    },
    async splitDocuments(documents) {
      return documents.flatMap(splitChunks);
    },
    async buildIndex({ present, kept, documents, chunks, remembered, options }) {
      const stays = new Set(kept);
      const { index: wanted, work } = buildGraph({
        documents: [...present.documents.filter(({ id }) => stays.has(id)), ...documents],
        chunks: [...present.chunks.filter(({ documentId }) => stays.has(documentId)), ...chunks],
        decisions: present.decisions,
        previous: present,
        remembered,
        ...options,
      });
      const changes = difference(present, wanted);
      return { changes, counts: countChanges(present, changes), work };
    },
  };
}

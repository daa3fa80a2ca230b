import { StatusResponse } from '../../domain/api/status.ts';
import type { Api } from '../api.ts';
import type { Output } from '../output.ts';

/** `orrery status` */
export async function statusCommand(api: Api, output: Output): Promise<number> {
  const status = StatusResponse.parse(await api.json('GET', '/api/status'));
  const { index, store, models, vectors, job } = status;
  output.result(status, [
    `Orrery ${status.version}, store: ${store.name} ${store.version}`,
    index.documents === 0
      ? 'The index is empty. Add documents with `orrery ingest PATH`.'
      : `Index ${index.version}: ${index.documents} documents, ${index.chunks} chunks, ${index.entities} entities, ` +
        `${index.relationships} relationships, ${index.communities} communities, ${index.reports} reports`,
    `Reads with: ${models.extractor}; answers with: ${models.chat ?? 'quotes (no model is set)'}` +
      (models.embedding
        ? `; vectors by: ${models.embedding}${vectors ? `, ${vectors.made} of ${vectors.texts} texts have one` : ''}`
        : ''),
    ...(job
      ? [
          `Job ${job.id}: ${job.state}${job.stage ? `, ${job.stage} ${job.progress.done} of ${job.progress.total}` : ''}`,
        ]
      : []),
  ]);
  return 0;
}

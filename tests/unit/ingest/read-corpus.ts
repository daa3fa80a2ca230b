import type { Chunk } from '../../../domain/chunk.ts';
import type { Decision } from '../../../domain/decision.ts';
import type { Document } from '../../../domain/document.ts';
import type { Entity } from '../../../domain/entity.ts';
import { createOfflineExtractor } from '../../../ingest/extractors/offline/offline-extractor.ts';
import { documentId } from '../../../ingest/ids.ts';
import type { ResolvedGraph } from '../../../ingest/resolved-graph.ts';
import { resolveIdentities } from '../../../ingest/stages/resolve-identities.ts';
import { splitChunks } from '../../../ingest/stages/split-chunks.ts';

/** A document as the readers would hand it on; Markdown unless said. */
export function aDocument(text: string, fields: Partial<Document> = {}): Document {
  const source = fields.source ?? 'notes/a.md';
  return {
    id: documentId(source),
    source,
    title: '',
    language: 'other',
    mediaType: 'text/markdown',
    text,
    contentHash: '',
    ...fields,
  };
}

/** What a corpus became, with the chunks it was read in. */
export interface ReadCorpus {
  documents: Document[];
  chunks: Chunk[];
  graph: ResolvedGraph;
}

/** Splits, reads and resolves documents, offline. */
export async function readCorpus(documents: Document[], decisions: Decision[] = []): Promise<ReadCorpus> {
  const work = documents.map((document) => ({ document, chunks: splitChunks(document) }));
  const outcomes = await createOfflineExtractor().extract(work, {});
  const readings = new Map(
    outcomes.map((outcome) => {
      if ('error' in outcome) throw new Error(outcome.error.message);
      return [outcome.chunkId, outcome.extraction] as const;
    }),
  );
  const chunks = work.flatMap(({ chunks }) =>
    chunks.map((chunk) => ({ ...chunk, extraction: readings.get(chunk.id) ?? null })),
  );
  return { documents, chunks, graph: resolveIdentities({ documents, chunks, decisions }) };
}

/** Reads one Markdown text. */
export function readText(text: string, fields: Partial<Document> = {}): Promise<ReadCorpus> {
  return readCorpus([aDocument(text, fields)]);
}

/** The entity that bears this name; undefined when none does. Case does not matter. */
export function entityNamed(graph: ResolvedGraph, name: string): Entity | undefined {
  const wanted = name.toLowerCase();
  return graph.entities.find((entity) => entity.aliases.some((alias) => alias.toLowerCase() === wanted));
}

/** Facts as `source TYPE target` in the entities' display names, sorted. */
export function factLines(graph: ResolvedGraph): string[] {
  const names = new Map(graph.entities.map((entity) => [entity.id, entity.name]));
  return graph.facts
    .map((fact) => `${names.get(fact.sourceId)} ${fact.type} ${names.get(fact.targetId)}`)
    .sort();
}

import { GraphRagError } from '../domain/errors.ts';
import { type FoundTypes, type Ontology, ontologyOf } from '../domain/ontology.ts';
import type { GraphReader } from '../domain/ports/graph-store.ts';
import type { BuildRequest } from '../domain/ports/index-builder.ts';
import type { LanguageModel } from '../domain/ports/language-model.ts';
import type { ModelAccess } from '../domain/ports/model-access.ts';
import { reasonFor } from '../domain/reason.ts';
import type { StageEstimate } from '../domain/stage-estimate.ts';
import type { ChunkPack } from './extractors/model/pack-chunks.ts';
import { type EstimateTypesOptions, estimateTypes, findTypes, sampleFor } from './find-types.ts';
import type { IngestWorkers } from './workers/ingest-workers.ts';

/** As long as types that are found usually are: stands in for them where they are only counted. */
const TYPES_TO_COME: Ontology = {
  entityTypes: Array.from({ length: 12 }, (_, at) => `ENTITY_TYPE_${at}`),
  relationshipTypes: Array.from({ length: 12 }, (_, at) => `RELATIONSHIP_TYPE_${at}`),
};

/** Runs that are looked at together. */
const RUNS_A_PAGE = 50;

/** What a model may find in one run. */
export interface ChosenOntology {
  /** Null: anything. */
  ontology: Ontology | null;
  /** Set when the types were looked for in this run. */
  search?: TypeSearch | undefined;
}

/** Types that were looked for in a sample, beside what that was expected to take. */
interface TypeSearch {
  /** Null where it was only counted. */
  found: FoundTypes | null;
  expected: StageEstimate;
}

export interface ChooseOntologyDeps extends EstimateTypesOptions {
  store: Pick<GraphReader, 'listRuns'>;
  workers: Pick<IngestWorkers, 'readFiles' | 'splitDocuments'>;
}

interface ChooseOptions {
  /** Is asked for the types; null only counts what that would take. */
  model: LanguageModel | null;
  signal?: AbortSignal | undefined;
  onRead?: ((done: number, total: number) => void) | undefined;
}

/**
 * The types of a run: those that it was given, else those of the newest run that had a model read, which stand in its record and so travel with
 * the index. Types are found in a sample of what is given, and only for an index that has none: the same command again asks nothing.
 */
export async function chooseOntology(
  request: Pick<BuildRequest, 'add' | 'ontology'>,
  deps: ChooseOntologyDeps,
  { model, signal, onRead }: ChooseOptions,
): Promise<ChosenOntology> {
  const { ontology: choice } = request;
  if (typeof choice === 'object') return { ontology: choice };
  if (choice === 'any') return { ontology: null };
  const kept = await keptOntology(deps.store);
  if (choice === undefined || kept || request.add.length === 0) return { ontology: kept };
  const sample = await sampleOf(request, deps.workers, { signal, onRead });
  const expected = estimateTypes(sample, deps);
  if (!model) return { ontology: TYPES_TO_COME, search: { found: null, expected } };
  const found = await findTypes(sample, model, signal);
  return { ontology: ontologyOf(found), search: { found, expected } };
}

/** Passages that stand for what is given, whatever the index holds. */
export async function sampleOf(
  { add }: Pick<BuildRequest, 'add'>,
  workers: ChooseOntologyDeps['workers'],
  { signal, onRead = () => {} }: Omit<ChooseOptions, 'model'>,
): Promise<ChunkPack[]> {
  const { documents } = await workers.readFiles(add, { signal, onProgress: onRead });
  return sampleFor(documents, await workers.splitDocuments(documents, { signal, onProgress: () => {} }));
}

/** Types are for a model: rules find what they find. @throws GraphRagError `request-invalid` when none reads */
export function modelForTypes(
  { extractor }: Pick<BuildRequest, 'extractor'>,
  models: ModelAccess | undefined,
): ModelAccess {
  if (models?.chatModel && extractor !== 'offline') return models;
  throw new GraphRagError('request-invalid', 'Types are found by a model, and none reads', {
    reason: reasonFor('no-model', {}),
    hint: 'Set ORRERY_CHAT_MODEL and OPENAI_API_KEY or OPENAI_BASE_URL, and do not read offline.',
  });
}

async function keptOntology(store: ChooseOntologyDeps['store']): Promise<Ontology | null> {
  let cursor: string | undefined;
  do {
    const page = await store.listRuns({ limit: RUNS_A_PAGE, ...(cursor ? { cursor } : {}) });
    const last = page.items.find(({ report }) => report.model?.ontology !== undefined);
    if (last) return last.report.model?.ontology ?? null;
    cursor = page.nextCursor;
  } while (cursor);
  return null;
}

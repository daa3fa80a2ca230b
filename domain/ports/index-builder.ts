import type { UnreadableDocument } from '../document.ts';
import type { Estimate } from '../estimate.ts';
import type { IngestReport, JobStage, ModelSpending } from '../job.ts';
import type { FoundTypes, OntologyChoice } from '../ontology.ts';

/** A source as bytes, before anyone has looked inside. */
export interface SourceFile {
  /** DESIGN section 6, "source". Unique in one request, else reported as `duplicate-source`. */
  source: string;
  bytes: Uint8Array;
  /** Title given by the sender; the reader finds one otherwise. */
  title?: string;
  /** Media type given by the sender; by the name's ending otherwise. */
  mediaType?: string;
  /**
   * Present when the bytes are the text of a document as a reader made it before, in UTF-8 (a removal that is undone): it is taken as it
   * is, under `mediaType`, and not parsed.
   */
  asRead?: { pages?: readonly number[] };
}

/** A change of the index: what comes, what goes. */
export interface BuildRequest {
  add: readonly SourceFile[];
  /** Sources or document ids to forget. */
  remove: readonly string[];
  /** Names of folders that were given whole: documents below them that are not in `add` have vanished. */
  roots: readonly string[];
  /** Remove what has vanished. */
  prune: boolean;
  /** Cluster and lay out from nothing. */
  rebuild: boolean;
  extractor: 'auto' | 'offline' | 'model';
  /** US dollars that models may take; then reading stops, and a later run goes on from there. Absent means any. */
  budget?: number | undefined;
  /** Sends chat calls through the provider's batch API: half the price, up to a day. Absent means no. */
  batch?: boolean | undefined;
  /** What a model may find; the types that the index has when absent. With other types what is given is read again. */
  ontology?: OntologyChoice | undefined;
  /** Ids of communities whose reports a model is to write now, whatever their level and size; no others are then written. */
  reports?: readonly string[] | undefined;
  /** Sources that could not even be turned into bytes: they go into the report, and have not vanished. */
  failed?: readonly UnreadableDocument[];
  /**
   * An exported index (docs/export-format.md) to take in whole, into an empty index; the other fields say nothing then. Each call
   * reads it from its beginning.
   */
  exchange?: () => AsyncIterable<Uint8Array>;
}

export interface BuildProgress {
  stage: JobStage;
  done: number;
  total: number;
  /** All that models took for the request, told as soon as a call was paid for; absent until one was asked. */
  spent?: ModelSpending;
}

/** Brings the store to what documents and decisions ask for. Ingest implements it; the server is handed it. */
export interface IndexBuilder {
  /** @throws GraphRagError, or the signal's own error when cancelled: then the index is as it was, or as it was last written */
  build(request: BuildRequest, options: BuildOptions): Promise<IngestReport>;
}

export interface BuildOptions {
  signal?: AbortSignal;
  onProgress?: (progress: BuildProgress) => void;
  /** What models took for this request before it was interrupted: its budget is less by that. */
  spentBefore?: ModelSpending | undefined;
  /** Called, and waited for, when the index was written but the build goes on: a first version of it can be shown. */
  onWritten?: () => Promise<void>;
}

/** Says what a build would do and take. Ingest implements it; the server is handed it. */
export interface IndexEstimator {
  /** Asks no model and writes nothing. @throws GraphRagError as `build` does, or the signal's own error */
  estimate(request: BuildRequest, options?: { signal?: AbortSignal }): Promise<Estimate>;
}

/** Types that a model proposes for documents, and what proposing them took. */
export interface TypeProposal {
  types: FoundTypes;
  spent: ModelSpending;
}

/** Has a model propose types. Ingest implements it; the server is handed it. */
export interface TypeFinder {
  /**
   * Looks at a sample of what would be added; writes nothing.
   *
   * @throws GraphRagError `request-invalid` when no model is configured or the documents hold no text; as the model's calls; the signal's own error
   */
  findTypes(request: BuildRequest, options?: { signal?: AbortSignal }): Promise<TypeProposal>;
}

import type { Chunk } from '../chunk.ts';
import type { Document } from '../document.ts';
import type { Extraction } from '../extraction.ts';
import type { Reason } from '../reason.ts';

/** A document with those of its chunks that have to be read (all other chunks' readings are kept). */
export interface ExtractionWork {
  document: Document;
  /** Every chunk of the document, in order. */
  chunks: readonly Chunk[];
}

/** One reading, or why there is none; a chunk that fails is never a silent empty reading. */
export type ExtractionOutcome =
  | {
      chunkId: string;
      extraction: Extraction;
      /** Present when the reading was remembered from elsewhere: nothing was read for it. */
      isRemembered?: true;
    }
  | {
      chunkId: string;
      error: { code: string; message: string; reason?: Reason | undefined };
      /** What a cheaper extractor found: shown until the chunk has been read; read again next time. */
      fallback?: Extraction | null;
    };

/** Reads chunks and says what is in them. */
export interface Extractor {
  /** Name and version, e.g. `offline/1`: a new version reads everything again. */
  readonly id: string;
  /**
   * Reads every chunk of every document whose kept extraction has not the key that this reading would have.
   *
   * @param onProgress called with the number of chunks done so far and in all
   * @returns one outcome a chunk that was read; chunks whose kept reading still holds are absent
   * @throws the signal's own error when cancelled
   */
  extract(
    work: readonly ExtractionWork[],
    options: { signal?: AbortSignal; onProgress?: (done: number, total: number) => void },
  ): Promise<ExtractionOutcome[]>;
  /**
   * Readings at once for chunks that have none at all, where `extract` will take long: shown until it has read them. Empty where waiting
   * for `extract` takes no longer.
   *
   * @throws the signal's own error when cancelled
   */
  standIn?(
    work: readonly ExtractionWork[],
    options: { signal?: AbortSignal },
  ): Promise<ReadonlyMap<string, Extraction>>;
}

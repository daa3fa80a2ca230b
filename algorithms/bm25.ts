import { topK } from './top-k.ts';

/** One field of a document: its terms in any order, repeated as often as they occur, and how much each counts. */
export interface Bm25Field {
  readonly terms: readonly string[];
  /** 1 is an occurrence in plain text; a title's may count 2 or 3. 1 when absent. */
  readonly weight?: number;
}

export interface Bm25Options {
  /** How soon more occurrences stop to matter; 1.2 when absent. */
  k1?: number;
  /** How much long documents are held against their length, 0 to 1; 0.75 when absent. */
  b?: number;
}

/** Parallel arrays, best first, ties by smaller document; scores are above 0. */
interface Bm25Hits {
  readonly documents: Int32Array;
  readonly scores: Float64Array;
}

/** A finished index; documents are numbered in the order they were given. */
export interface Bm25Index {
  readonly documentCount: number;
  /**
   * The best documents for a query.
   *
   * @param terms each counts once, however often it is given
   * @param limit most documents to return
   * @param weights how much each term counts, parallel to `terms`; 1 when absent
   */
  search(terms: readonly string[], limit: number, weights?: ArrayLike<number>): Bm25Hits;
  /** Scores of all documents, 0 for those that share no term; a new array each time. */
  scores(terms: readonly string[], weights?: ArrayLike<number>): Float64Array;
  /** Number of documents a term occurs in. */
  documentFrequency(term: string): number;
  /** ln(1 + (N - n + 0.5) / (n + 0.5)), never negative; that of a term in no document when unknown. */
  inverseDocumentFrequency(term: string): number;
}

/**
 * Builds a BM25 index. Fields are folded into one weighted term frequency before it saturates, so a word in title and text does not count
 * twice over. The saturated frequency of every posting is stored: a query only multiplies and adds.
 *
 * @see Robertson, Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond", section 3.6 for fields
 */
export function createBm25Index(
  documents: Iterable<readonly Bm25Field[]>,
  { k1 = 1.2, b = 0.75 }: Bm25Options = {},
): Bm25Index {
  const { postings, lengths } = collectPostings(documents);
  const documentCount = lengths.length;
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, documentCount);
  const norms = Float64Array.from(
    lengths,
    (length) => k1 * (1 - b + (b * length) / Math.max(meanLength, 1e-9)),
  );
  const { termIds, offsets, ids, saturated } = packPostings(postings, norms, k1);
  const totals = new Float64Array(documentCount);
  const touched = new Int32Array(documentCount);

  const frequency = (term: string): number => {
    const id = termIds.get(term);
    return id === undefined ? 0 : offsets[id + 1]! - offsets[id]!;
  };
  const rarity = (count: number): number => Math.log(1 + (documentCount - count + 0.5) / (count + 0.5));

  /** Adds up into `totals`; returns how many documents were touched. */
  const accumulate = (terms: readonly string[], weights: ArrayLike<number> | undefined): number => {
    let reached = 0;
    const done = new Set<number>();
    terms.forEach((term, index) => {
      const id = termIds.get(term);
      if (id === undefined || done.has(id)) return;
      done.add(id);
      const start = offsets[id]!;
      const end = offsets[id + 1]!;
      const factor = rarity(end - start) * (weights ? weights[index]! : 1);
      if (!(factor > 0)) return;
      for (let posting = start; posting < end; posting++) {
        const document = ids[posting]!;
        if (totals[document] === 0) touched[reached++] = document;
        totals[document]! += factor * saturated[posting]!;
      }
    });
    return reached;
  };

  return {
    documentCount,
    search(terms, limit, weights) {
      const reached = accumulate(terms, weights);
      const found = touched.slice(0, reached).sort();
      const scores = Float64Array.from(found, (document) => totals[document]!);
      for (const document of found) totals[document] = 0;
      const best = topK(scores, limit);
      return {
        documents: best.map((place) => found[place]!),
        scores: Float64Array.from(best, (place) => scores[place]!),
      };
    },
    scores(terms, weights) {
      accumulate(terms, weights);
      const result = totals.slice();
      totals.fill(0);
      return result;
    },
    documentFrequency: frequency,
    inverseDocumentFrequency: (term) => rarity(frequency(term)),
  };
}

/** The documents of one term, ascending, with the weighted frequency of each. */
interface Posting {
  readonly documents: number[];
  readonly frequencies: number[];
}

function collectPostings(documents: Iterable<readonly Bm25Field[]>) {
  const postings = new Map<string, Posting>();
  const lengths: number[] = [];
  for (const fields of documents) {
    const document = lengths.length;
    const frequencies = new Map<string, number>();
    let length = 0;
    for (const { terms, weight = 1 } of fields) {
      for (const term of terms) frequencies.set(term, (frequencies.get(term) ?? 0) + weight);
      length += terms.length * weight;
    }
    for (const [term, frequency] of frequencies) {
      if (!(frequency > 0)) continue;
      let posting = postings.get(term);
      if (!posting) {
        posting = { documents: [], frequencies: [] };
        postings.set(term, posting);
      }
      posting.documents.push(document);
      posting.frequencies.push(frequency);
    }
    lengths.push(length);
  }
  return { postings, lengths };
}

function packPostings(postings: ReadonlyMap<string, Posting>, norms: Float64Array, k1: number) {
  const termIds = new Map<string, number>();
  const offsets = new Int32Array(postings.size + 1);
  let total = 0;
  for (const [term, { documents }] of postings) {
    const id = termIds.size;
    termIds.set(term, id);
    total += documents.length;
    offsets[id + 1] = total;
  }
  const ids = new Int32Array(total);
  const saturated = new Float32Array(total);
  let next = 0;
  for (const { documents, frequencies } of postings.values()) {
    documents.forEach((document, index) => {
      const frequency = frequencies[index]!;
      ids[next] = document;
      saturated[next++] = (frequency * (k1 + 1)) / (frequency + norms[document]!);
    });
  }
  return { termIds, offsets, ids, saturated };
}

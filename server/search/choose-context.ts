import type { PassageResponse } from '../../domain/api/ask.ts';
import type { ScoredPassage } from './retrieval/top-passages.ts';
import type { SearchIndex } from './search-index.ts';

/** Most tokens of passages that an answer reads. */
const MOST_TOKENS = 900;

/**
 * Passages by rank, at most `limit`, as many as fit into the budget; what is cited comes in first, even when it was found
 * in another way.
 *
 * @param cited places of passages, each once
 */
export function chooseContext(
  { tables }: SearchIndex,
  found: readonly ScoredPassage[],
  limit: number,
  cited: ReadonlySet<number>,
): ScoredPassage[] {
  const ranked = new Set(found.map(({ passage }) => passage));
  const others = [...cited]
    .filter((passage) => !ranked.has(passage))
    .map((passage) => ({ passage, score: 0 }));
  const chosen = new Set(cited);
  let tokens = 0;
  for (const passage of cited) tokens += tables.passages[passage]!.tokenCount;
  for (const { passage } of found) {
    const more = tables.passages[passage]!.tokenCount;
    if (chosen.has(passage) || chosen.size >= limit) continue;
    if (tokens + more > MOST_TOKENS && chosen.size > 0) continue;
    chosen.add(passage);
    tokens += more;
  }
  return [...found.filter(({ passage }) => chosen.has(passage)), ...others];
}

/** A passage as the wire has it. */
export function presentPassage({ tables }: SearchIndex, { passage, score }: ScoredPassage): PassageResponse {
  const { document, chunks, start, end, text } = tables.passages[passage]!;
  return {
    document: { id: document.id, source: document.source, title: document.title },
    chunkId: chunks[0]!.id,
    start,
    end,
    text,
    score,
  };
}

import type { PassageResponse } from '../../domain/api/ask.ts';
import type { Passage } from './index/passages.ts';
import type { ScoredPassage } from './retrieval/top-passages.ts';
import type { SearchIndex } from './search-index.ts';

/** Most tokens of passages that an answer reads. */
const MOST_TOKENS = 900;

/** Passages by rank, at most `limit`, as many as fit into the budget; what is cited comes in first. */
export function chooseContext(
  { tables }: SearchIndex,
  found: readonly ScoredPassage[],
  limit: number,
  isCited: (passage: Passage) => boolean,
): ScoredPassage[] {
  const cited = found.filter(({ passage }) => isCited(tables.passages[passage]!));
  const chosen = new Set(cited);
  let tokens = cited.reduce((sum, { passage }) => sum + tables.passages[passage]!.tokenCount, 0);
  for (const candidate of found) {
    if (chosen.size >= limit || chosen.has(candidate)) continue;
    const more = tables.passages[candidate.passage]!.tokenCount;
    if (tokens + more > MOST_TOKENS && chosen.size > 0) continue;
    chosen.add(candidate);
    tokens += more;
  }
  return found.filter((candidate) => chosen.has(candidate));
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

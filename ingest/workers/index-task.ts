import { emptyIndex } from '../../domain/empty-index.ts';
import type { GraphIndex } from '../../domain/graph-index.ts';
import type { BuildProgress } from '../../domain/ports/index-builder.ts';
import { buildGraph } from '../build-graph.ts';
import type { RememberedReport } from '../reports/remembered-reports.ts';
import { countChanges, difference } from '../stages/difference.ts';
import { copyCost, inBatches } from './batches.ts';
import { appendLists, changePieces } from './pieces.ts';
import type { TaskBody } from './serve-task.ts';
import type { ChangePiece, IndexOptions } from './tasks.ts';

/** Gathers the pieces of `indexPieces`, builds the wanted index and gives the difference in pieces. */
export function createIndexTask(): TaskBody<'buildIndex'> {
  const present = emptyIndex();
  const fresh: Pick<GraphIndex, 'documents' | 'chunks'> = { documents: [], chunks: [] };
  const kept = new Set<string>();
  const options: IndexOptions = { rebuild: false, wish: { of: 'none', named: [] } };
  const remembered: RememberedReport[] = [];
  return {
    take(piece) {
      if (piece.part === 'options') Object.assign(options, piece.options);
      else if (piece.part === 'remembered') remembered.push(...piece.reports);
      else if (piece.part === 'kept') for (const id of piece.documentIds) kept.add(id);
      else if (piece.part === 'present') appendLists(present, piece.records);
      else appendLists(fresh, { documents: piece.documents ?? [], chunks: piece.chunks ?? [] });
    },
    give: (onProgress) => giveChanges({ present, fresh, kept, remembered, options }, onProgress),
  };
}

interface Gathered {
  present: GraphIndex;
  fresh: Pick<GraphIndex, 'documents' | 'chunks'>;
  kept: ReadonlySet<string>;
  remembered: readonly RememberedReport[];
  options: IndexOptions;
}

function* giveChanges(
  { present, fresh, kept, remembered, options }: Gathered,
  onProgress: (progress: BuildProgress) => void,
): Generator<ChangePiece> {
  const { index: wanted, work } = buildGraph(
    {
      documents: [...present.documents.filter(({ id }) => kept.has(id)), ...fresh.documents],
      chunks: [...present.chunks.filter(({ documentId }) => kept.has(documentId)), ...fresh.chunks],
      decisions: present.decisions,
      previous: present,
      remembered,
      ...options,
    },
    onProgress,
  );
  const changes = difference(present, wanted);
  yield { part: 'counts', counts: countChanges(present, changes) };
  yield* changePieces(changes);
  for (const batch of inBatches(work, copyCost.reportWork)) yield { part: 'work', work: batch };
}

import type { GraphIndex } from '../../domain/graph-index.ts';
import type { BuildProgress } from '../../domain/ports/index-builder.ts';
import { buildGraph } from '../build-graph.ts';
import { emptyIndex } from '../empty-index.ts';
import { countChanges, difference } from '../stages/difference.ts';
import { appendLists, changePieces } from './pieces.ts';
import type { TaskBody } from './serve-task.ts';
import type { ChangePiece } from './tasks.ts';

/** Gathers the pieces of `indexPieces`, builds the wanted index and gives the difference in pieces. */
export function createIndexTask(): TaskBody<'buildIndex'> {
  const present = emptyIndex();
  const fresh: Pick<GraphIndex, 'documents' | 'chunks'> = { documents: [], chunks: [] };
  const kept = new Set<string>();
  let rebuild = false;
  return {
    take(piece) {
      if (piece.part === 'options') rebuild = piece.rebuild;
      else if (piece.part === 'kept') for (const id of piece.documentIds) kept.add(id);
      else if (piece.part === 'present') appendLists(present, piece.records);
      else appendLists(fresh, { documents: piece.documents ?? [], chunks: piece.chunks ?? [] });
    },
    give: (onProgress) => giveChanges(present, fresh, kept, rebuild, onProgress),
  };
}

function* giveChanges(
  present: GraphIndex,
  fresh: Pick<GraphIndex, 'documents' | 'chunks'>,
  kept: ReadonlySet<string>,
  rebuild: boolean,
  onProgress: (progress: BuildProgress) => void,
): Generator<ChangePiece> {
  const wanted = buildGraph(
    {
      documents: [...present.documents.filter(({ id }) => kept.has(id)), ...fresh.documents],
      chunks: [...present.chunks.filter(({ documentId }) => kept.has(documentId)), ...fresh.chunks],
      decisions: present.decisions,
      previous: present,
      rebuild,
    },
    onProgress,
  );
  const changes = difference(present, wanted);
  yield { part: 'counts', counts: countChanges(present, changes) };
  yield* changePieces(changes);
}

import { GraphRagError } from '../../domain/errors.ts';
import { reasonFor } from '../../domain/reason.ts';

/** What a person is told whose query took too long. */
export function queryTimeout(): GraphRagError {
  return new GraphRagError('query-timeout', 'The query took longer than its time limit and was ended', {
    reason: reasonFor('query-too-slow', {}),
    hint: 'Ask for less: name labels, add a filter or a LIMIT, follow relationships in one direction.',
  });
}

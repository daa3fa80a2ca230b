import { GraphRagError } from '../domain/errors.ts';
import { reasonFor } from '../domain/reason.ts';

const MOST_CHARACTERS = 1000;

/**
 * A name as a source: forward slashes, no root in front.
 *
 * @throws GraphRagError `request-invalid` for a name that is empty, too long, leads out of its folder or holds control characters
 */
export function toSource(name: string): string {
  const parts = name
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  const source = parts.join('/');
  const problem = problemOf(source, parts);
  if (problem === null) return source;
  const shown = source.replace(/\p{Cc}/gu, '\u{FFFD}').slice(0, 100);
  throw new GraphRagError('request-invalid', `The name "${shown}" ${problem}`, {
    reason: reasonFor('name-unfit', { name: shown }),
    hint: 'Give the document another name.',
  });
}

function problemOf(source: string, parts: readonly string[]): string | null {
  if (source === '') return 'is empty';
  if (source.length > MOST_CHARACTERS) return `is longer than ${MOST_CHARACTERS} characters`;
  if (parts.includes('..')) return 'leads out of its folder';
  return /\p{Cc}/u.test(source) ? 'holds control characters' : null;
}

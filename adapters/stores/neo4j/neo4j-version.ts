import { GraphRagError } from '../../../domain/errors.ts';

/** Older servers lack constraints and indexes in the form that we make them in. */
const OLDEST = [5, 0] as const;

/** True when a version such as `5.26.12` or `2026.09.0` is this one or newer. */
export function atLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [ownMajor = 0, ownMinor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}

/** @throws GraphRagError `store-unavailable` when Orrery cannot keep its index in a server of this version */
export function checkVersion(version: string): void {
  if (!atLeast(version, OLDEST)) throw tooOld(version || 'of an unknown version');
}

export function tooOld(what: string): GraphRagError {
  return new GraphRagError('store-unavailable', `The server is Neo4j ${what}; Orrery needs 5 or newer`, {
    hint: 'Update the server: 5.26 and 2026.x are tested.',
    retryable: false,
  });
}

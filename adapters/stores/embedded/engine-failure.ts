import type { StoreFailure, StoreRequest } from './protocol.ts';

/** What an error of the engine means. Its own words for people are kept, its inner codes are not. */
export function toFailure(error: unknown, during: StoreRequest['type']): StoreFailure {
  const message = error instanceof Error ? error.message : String(error);
  if (during === 'open') return { kind: openFailure(message), message: readable(message, 0) };
  const status = gqlStatus(error);
  const plain = readable(message, during === 'explain' ? 1 : 0);
  if (status?.startsWith('40')) return { kind: 'conflict', message: plain };
  if (/assertion failed|panicked|MAX_CAPACITY/.test(message)) {
    return {
      kind: 'query',
      message:
        'The embedded engine gave up on a node with very many relationships. Follow relationships in one direction, or start from the other end',
    };
  }
  if (status !== undefined && /^(42|22|25|G2)/.test(status)) return { kind: 'query', message: plain };
  return { kind: during === 'stream' || during === 'explain' ? 'query' : 'engine', message: plain };
}

function openFailure(message: string): StoreFailure['kind'] {
  if (/\block(ed)?\b|another process/i.test(message)) return 'locked';
  if (/native binding|Cannot find module|ERR_MODULE|GLIBC|dlopen|shared object/i.test(message))
    return 'no-engine';
  if (
    /checksum|corrupt|damage|magic|invalid (header|format|section)|truncat|deserializ|decode|version/i.test(
      message,
    )
  ) {
    return 'damaged';
  }
  return 'open';
}

function gqlStatus(error: unknown): string | undefined {
  const status =
    error !== null && typeof error === 'object' && 'gqlStatus' in error ? error.gqlStatus : undefined;
  return typeof status === 'string' ? status : undefined;
}

/** `Query error: GRAFEO-Q001: syntax error: [Cypher] Expected RParen\n --> query:1:10 ...` in plain words. */
function readable(message: string, linesBefore: number): string {
  const [first = message] = message.split('\n');
  const position = /--> query:(\d+):(\d+)/.exec(message);
  const plain = first
    .replace(/^(?:[A-Za-z]+ error: )?GRAFEO-\w+: (?:Serialization error: )?/, '')
    .replace('[Cypher] ', '');
  const capital = plain.charAt(0).toUpperCase() + plain.slice(1);
  return position ? `${capital} (line ${Number(position[1]) - linesBefore}, column ${position[2]})` : capital;
}

import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Response } from 'express';
import { encodeMap, MapNamesResponse } from '../../domain/api/map.ts';
import type { AppDeps } from '../app-deps.ts';
import { presentMap, presentMapNames } from '../presenters/map.ts';
import { type Route, rawRoute } from '../route.ts';
import type { IndexSnapshot } from '../snapshot.ts';

const compress = promisify(gzip);

interface Body {
  etag: string;
  plain: Buffer;
  compressed: Buffer;
}

/** The map and its names: the same bytes for all until the index changes, so they are made once and carry an ETag. */
export function mapRoutes({ snapshots }: Pick<AppDeps, 'snapshots'>): Route[] {
  const map = bodyOfSnapshot((snapshot) => Buffer.from(encodeMap(presentMap(snapshot)).buffer));
  const names = bodyOfSnapshot((snapshot) => Buffer.from(JSON.stringify(presentMapNames(snapshot))));
  const notModified = { status: 304, description: 'If-None-Match names this version' };
  return [
    rawRoute({
      method: 'get',
      path: '/api/map',
      summary: 'Positions of everything',
      replies: [
        {
          status: 200,
          description: 'Binary, as domain/api/map.ts lays it out',
          mediaType: 'application/octet-stream',
        },
        notModified,
      ],
      async handle({ response }) {
        send(response, await map(await snapshots.current()), 'application/octet-stream');
      },
    }),
    rawRoute({
      method: 'get',
      path: '/api/map/names',
      summary: "Names and ids of all entities in the map's order",
      replies: [{ status: 200, description: 'Names and ids', schema: MapNamesResponse }, notModified],
      async handle({ response }) {
        send(response, await names(await snapshots.current()), 'application/json; charset=utf-8');
      },
    }),
  ];
}

/** Makes the body of a snapshot once, plain and compressed. */
function bodyOfSnapshot(
  make: (snapshot: IndexSnapshot) => Buffer,
): (snapshot: IndexSnapshot) => Promise<Body> {
  const bodies = new WeakMap<IndexSnapshot, Promise<Body>>();
  const build = async (snapshot: IndexSnapshot): Promise<Body> => {
    const plain = make(snapshot);
    // By content: another data folder served at this address, or a person's own Cypher, can have the same version.
    const hash = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
    return { etag: `"${snapshot.info.version}-${hash}"`, plain, compressed: await compress(plain) };
  };
  return (snapshot) => {
    const body = bodies.get(snapshot) ?? build(snapshot);
    bodies.set(snapshot, body);
    return body;
  };
}

function send(response: Response, { etag, plain, compressed }: Body, mediaType: string): void {
  const { req: request } = response;
  response.set({ 'Cache-Control': 'private, no-cache', ETag: etag, Vary: 'Accept-Encoding' });
  if (request.headers['if-none-match'] === etag) {
    response.status(304).end();
    return;
  }
  response.set('Content-Type', mediaType);
  if (request.acceptsEncodings('gzip', 'identity') === 'gzip') {
    response.set('Content-Encoding', 'gzip').send(compressed);
  } else response.send(plain);
}

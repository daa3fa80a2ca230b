import { z } from 'zod';

/**
 * The map as one binary body (`GET /api/map`), little-endian:
 *
 * bytes 0-3 `ORM1` | uint32 length of the header | header, JSON in UTF-8, padded with spaces so that what follows starts at a multiple of 4
 * | x uint16[count] | y uint16[count] | leaf uint16[count] (index into communities, 65535: none) | sizeClass uint8[count] | type uint8[count] (index into types)
 * | zero padding to a multiple of 4 | links uint32[2 * linkCount] (entity indices) | linkOrigin uint8[linkCount] (0 stated, 1 co-occurrence, 2 imported, 3 manual)
 *
 * Entities stand in order of rank, best first, so the best k are a prefix. Positions are fractions of the square: world = min + value / 65535 * side.
 */
export const MapHeader = z.object({
  version: z.number().int().describe('Index version'),
  count: z.number().int(),
  linkCount: z.number().int(),
  totalLinks: z.number().int().describe('Relationships in the index; the map carries the strongest of them'),
  square: z.object({ minX: z.number(), minY: z.number(), side: z.number() }),
  communities: z.array(
    z.object({
      id: z.string(),
      level: z.number().int(),
      parent: z.number().int().describe('Index into communities, -1 at level 0'),
      title: z.string(),
      x: z.number(),
      y: z.number(),
      radius: z.number(),
      size: z.number().int(),
    }),
  ),
  types: z.array(z.string()).max(256),
  names: z.array(z.string()).describe('Names of the best entities, in order'),
  ids: z.array(z.string()).describe('Ids of the same'),
});
export type MapHeader = z.infer<typeof MapHeader>;

/** The decoded map; typed arrays are views of the body. */
export interface MapData {
  header: MapHeader;
  x: Uint16Array;
  y: Uint16Array;
  leaf: Uint16Array;
  sizeClass: Uint8Array;
  type: Uint8Array;
  /** Pairs of entity indices, strongest first. */
  links: Uint32Array;
  linkOrigin: Uint8Array;
}

/** Names and ids of all entities in the map's order (`GET /api/map/names`), fetched after the first picture. */
export const MapNamesResponse = z.object({
  version: z.number().int(),
  ids: z.array(z.string()),
  names: z.array(z.string()),
  linkIds: z
    .array(z.string())
    .optional()
    .describe("Ids of the relationships behind the map's links, in order"),
});
export type MapNamesResponse = z.infer<typeof MapNamesResponse>;

const MAGIC = [0x4f, 0x52, 0x4d, 0x31];
const align = (offset: number): number => (offset + 3) & ~3;

/** The binary body of `map`, as MapHeader's comment lays it out. */
export function encodeMap(map: MapData): Uint8Array {
  const headerBytes = new TextEncoder().encode(JSON.stringify(map.header));
  const start = align(8 + headerBytes.length);
  const linksAt = align(start + map.header.count * 8);
  const body = new Uint8Array(linksAt + map.header.linkCount * 9);
  body.set(MAGIC, 0);
  new DataView(body.buffer).setUint32(4, start - 8, true);
  body.fill(0x20, 8, start);
  body.set(headerBytes, 8);
  let offset = start;
  for (const part of [map.x, map.y, map.leaf, map.sizeClass, map.type]) {
    body.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), offset);
    offset += part.byteLength;
  }
  body.set(new Uint8Array(map.links.buffer, map.links.byteOffset, map.links.byteLength), linksAt);
  body.set(map.linkOrigin, linksAt + map.links.byteLength);
  return body;
}

/** Reads a body that `encodeMap` wrote. @throws Error when it is not one */
export function decodeMap(buffer: ArrayBuffer): MapData {
  const bytes = new Uint8Array(buffer);
  if (MAGIC.some((byte, at) => bytes[at] !== byte))
    throw new Error('Not a map: the first four bytes are not ORM1');
  const start = 8 + new DataView(buffer).getUint32(4, true);
  const header = MapHeader.parse(JSON.parse(new TextDecoder().decode(bytes.subarray(8, start))));
  const { count, linkCount } = header;
  const linksAt = align(start + count * 8);
  return {
    header,
    x: new Uint16Array(buffer, start, count),
    y: new Uint16Array(buffer, start + 2 * count, count),
    leaf: new Uint16Array(buffer, start + 4 * count, count),
    sizeClass: new Uint8Array(buffer, start + 6 * count, count),
    type: new Uint8Array(buffer, start + 7 * count, count),
    links: new Uint32Array(buffer, linksAt, 2 * linkCount),
    linkOrigin: new Uint8Array(buffer, linksAt + 8 * linkCount, linkCount),
  };
}

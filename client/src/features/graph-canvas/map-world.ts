import type { MapData } from '../../../../domain/api/map.ts';
import { HUE_COUNT, SHADE_COUNT } from '../../theme/tokens.ts';
import { assignHues, topOf } from './assign-hues.ts';
import type { Box } from './camera.ts';

/** A community as the layers draw it. */
export interface Region {
  id: string;
  level: number;
  /** Index into regions, -1 at level 0. */
  parent: number;
  /** Its level-0 ancestor, itself at level 0. */
  top: number;
  title: string;
  /** Centre of mass of its members. */
  x: number;
  y: number;
  radius: number;
  size: number;
  /** 0..11. */
  hue: number;
  /** Its members are `order.subarray(start, end)`. */
  start: number;
  end: number;
}

/** The map in world units, ready to draw. Entities stand best first. */
export interface MapWorld {
  count: number;
  x: Float32Array;
  y: Float32Array;
  sizeClass: Uint8Array;
  type: Uint8Array;
  types: readonly string[];
  /** Index into regions; -1 outside all. */
  leaf: Int32Array;
  /** hue * SHADE_COUNT + shade; the hue HUE_COUNT outside all communities. */
  palette: Uint8Array;
  regions: Region[];
  /** Entities by place in the tree of communities, so that each region's members are one run. */
  order: Uint32Array;
  links: Uint32Array;
  linkOrigin: Uint8Array;
  totalLinks: number;
  bounds: Box;
  /** What is shown when all is shown: the regions. What belongs to none may lie further out. */
  home: Box;
  /** Typical distance of two neighbouring entities; the same on every map. Sizes in world units are multiples of it. */
  spacing: number;
  /** World units per layout unit. Links and the wire speak in layout units. */
  unit: number;
}

/** Neighbours stand this far apart in every world: Cytoscape's caches and thresholds are made for such sizes. */
const WORLD_SPACING = 24;

const NO_LEAF = 0xffff;

/** Turns the body of `/api/map` into world units, with colours and members of regions. */
export function createMapWorld(map: MapData): MapWorld {
  const { header } = map;
  const { count, square } = header;
  const x = new Float32Array(count);
  const y = new Float32Array(count);
  const step = square.side / 65_535;
  for (let entity = 0; entity < count; entity++) {
    x[entity] = square.minX + (map.x[entity] ?? 0) * step;
    y[entity] = square.minY + (map.y[entity] ?? 0) * step;
  }
  const unit = WORLD_SPACING / typicalSpacing(x, y, boundsOf(x, y));
  for (let entity = 0; entity < count; entity++) {
    x[entity] = (x[entity] as number) * unit;
    y[entity] = (y[entity] as number) * unit;
  }
  const leaf = Int32Array.from(map.leaf, (community) => (community === NO_LEAF ? -1 : community));
  const regions = toRegions(map, unit);
  const order = orderByTree(regions, leaf);
  settleCentres(regions, order, x, y);
  return {
    count,
    x,
    y,
    sizeClass: map.sizeClass,
    type: map.type,
    types: header.types,
    leaf,
    palette: paletteOf(regions, leaf),
    regions,
    order,
    links: map.links,
    linkOrigin: map.linkOrigin,
    totalLinks: header.totalLinks,
    bounds: boundsOf(x, y),
    home: homeOf(x, y, leaf),
    spacing: WORLD_SPACING,
    unit,
  };
}

function toRegions({ header }: MapData, unit: number): Region[] {
  const hues = assignHues(header.communities);
  return header.communities.map((community, index) => ({
    ...community,
    x: community.x * unit,
    y: community.y * unit,
    radius: community.radius * unit,
    top: topOf(header.communities, index),
    hue: hues[index] ?? 0,
    start: 0,
    end: 0,
  }));
}

/** Sorts entities by the preorder of their leaf, so every region is one run of them; unclustered ones come last. */
function orderByTree(regions: Region[], leaf: Int32Array): Uint32Array {
  const children: number[][] = regions.map(() => []);
  const roots: number[] = [];
  for (const [index, region] of regions.entries()) (children[region.parent] ?? roots).push(index);
  const members: number[][] = regions.map(() => []);
  const outside: number[] = [];
  for (let entity = 0; entity < leaf.length; entity++) (members[leaf[entity] ?? -1] ?? outside).push(entity);
  const order = new Uint32Array(leaf.length);
  let next = 0;
  const visit = (index: number): void => {
    const region = regions[index] as Region;
    region.start = next;
    for (const entity of members[index] ?? []) order[next++] = entity;
    for (const child of children[index] ?? []) visit(child);
    region.end = next;
  };
  for (const root of roots) visit(root);
  order.set(outside, next);
  return order;
}

function settleCentres(regions: Region[], order: Uint32Array, x: Float32Array, y: Float32Array): void {
  for (const region of regions) {
    const members = order.subarray(region.start, region.end);
    if (members.length === 0) continue;
    let sumX = 0;
    let sumY = 0;
    for (const entity of members) {
      sumX += x[entity] ?? 0;
      sumY += y[entity] ?? 0;
    }
    region.x = sumX / members.length;
    region.y = sumY / members.length;
  }
}

/** Children of one level-0 community take its shades in turn. */
function paletteOf(regions: readonly Region[], leaf: Int32Array): Uint8Array {
  const shade = new Uint8Array(regions.length);
  const seen = new Map<number, number>();
  for (const [index, region] of regions.entries()) {
    if (region.level !== 1) continue;
    const position = seen.get(region.parent) ?? 0;
    seen.set(region.parent, position + 1);
    shade[index] = position % SHADE_COUNT;
  }
  const shadeOf = (index: number): number => {
    let at = index;
    while ((regions[at]?.level ?? 0) > 1) at = regions[at]?.parent ?? -1;
    return shade[at] ?? 0;
  };
  const byRegion = regions.map((region, index) => region.hue * SHADE_COUNT + shadeOf(index));
  return Uint8Array.from(leaf, (index) => byRegion[index] ?? HUE_COUNT * SHADE_COUNT);
}

function boundsOf(x: Float32Array, y: Float32Array): Box {
  const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (let entity = 0; entity < x.length; entity++) {
    box.minX = Math.min(box.minX, x[entity] ?? 0);
    box.maxX = Math.max(box.maxX, x[entity] ?? 0);
    box.minY = Math.min(box.minY, y[entity] ?? 0);
    box.maxY = Math.max(box.maxY, y[entity] ?? 0);
  }
  if (x.length === 0) return { minX: -1, minY: -1, maxX: 1, maxY: 1 };
  const least = 1e-3 + Math.max(box.maxX - box.minX, box.maxY - box.minY) * 0.01;
  return { minX: box.minX - least, minY: box.minY - least, maxX: box.maxX + least, maxY: box.maxY + least };
}

/** Less than this share of the entities in regions: then everything is home. */
const LEAST_CLUSTERED = 0.3;

function homeOf(x: Float32Array, y: Float32Array, leaf: Int32Array): Box {
  const clustered = (_: number, entity: number): boolean => (leaf[entity] as number) >= 0;
  const insideX = x.filter(clustered);
  if (insideX.length < LEAST_CLUSTERED * x.length) return boundsOf(x, y);
  const box = boundsOf(insideX, y.filter(clustered));
  const room = 2.2 * WORLD_SPACING;
  return { minX: box.minX - room, minY: box.minY - room, maxX: box.maxX + room, maxY: box.maxY + room };
}

/** Entities sampled for the spacing. */
const SAMPLE = 120;

/** Median distance to the nearest neighbour of a sample, kept within what the area allows. */
function typicalSpacing(x: Float32Array, y: Float32Array, bounds: Box): number {
  const area = (bounds.maxX - bounds.minX) * (bounds.maxY - bounds.minY);
  const byArea = Math.sqrt((area * 0.33) / Math.max(1, x.length));
  if (x.length < 3) return byArea * 0.3;
  const stride = Math.max(1, Math.floor(x.length / SAMPLE));
  const nearest: number[] = [];
  for (let entity = 0; entity < x.length; entity += stride) {
    let best = Infinity;
    for (let other = 0; other < x.length; other++) {
      if (other === entity) continue;
      const dx = (x[other] ?? 0) - (x[entity] ?? 0);
      const dy = (y[other] ?? 0) - (y[entity] ?? 0);
      best = Math.min(best, dx * dx + dy * dy);
    }
    nearest.push(Math.sqrt(best));
  }
  nearest.sort((left, right) => left - right);
  const median = (nearest[nearest.length >> 1] ?? 0) * 1.15;
  return Math.min(byArea * 1.5, Math.max(byArea * 0.55, median));
}

import type { LocalLink } from './arrange.ts';

/** Mean distance of two random points in a disc, in radii of the disc: 128 / (45 pi). */
const MEAN_IN_DISC = 0.905;

/**
 * The distance every two children should have, scaled so that their mean is that of points strewn over the disc.
 *
 * @param byAssociation linked children lie the nearer the more weight they share beyond what chance would give them, all others by
 *   shortest paths (cubic in the number of children); otherwise by number of hops
 * @returns a square matrix by rows
 */
export function wantedDistances(
  radii: Float64Array,
  links: readonly LocalLink[],
  room: number,
  byAssociation: boolean,
): Float64Array {
  const count = radii.length;
  const meanRadius = radii.reduce((sum, radius) => sum + radius, 0) / count;
  const distances = byAssociation
    ? associationDistances(radii, links)
    : hopDistances(count, links, 2 * meanRadius);
  let furthest = 0;
  for (const distance of distances)
    if (distance < Number.POSITIVE_INFINITY && distance > furthest) furthest = distance;
  const apart = Math.max(furthest * 1.1, 2.5 * meanRadius);
  let sum = 0;
  for (let pair = 0; pair < distances.length; pair++) {
    if (distances[pair] === Number.POSITIVE_INFINITY) distances[pair] = apart;
    sum += distances[pair]!;
  }
  const scale = (MEAN_IN_DISC * room * count * (count - 1)) / sum;
  return distances.map((distance) => distance * scale);
}

function associationDistances(radii: Float64Array, links: readonly LocalLink[]): Float64Array {
  const count = radii.length;
  const distances = unknownDistances(count);
  const strength = new Float64Array(count);
  let total = 0;
  for (const { a, b, weight } of links) {
    strength[a]! += weight;
    strength[b]! += weight;
    total += 2 * weight;
  }
  for (const { a, b, weight } of links) {
    const lift = (weight * total) / (strength[a]! * strength[b]!);
    const distance = (radii[a]! + radii[b]!) * Math.min(2.2, Math.max(0.85, lift ** -0.35));
    if (distance >= distances[a * count + b]!) continue;
    distances[a * count + b] = distance;
    distances[b * count + a] = distance;
  }
  // Floyd and Warshall; count is small.
  for (let via = 0; via < count; via++) {
    for (let from = 0; from < count; from++) {
      const start = distances[from * count + via]!;
      if (start === Number.POSITIVE_INFINITY) continue;
      for (let to = 0; to < count; to++) {
        const through = start + distances[via * count + to]!;
        if (through < distances[from * count + to]!) distances[from * count + to] = through;
      }
    }
  }
  return distances;
}

function hopDistances(count: number, links: readonly LocalLink[], hop: number): Float64Array {
  const distances = unknownDistances(count);
  const neighbours: number[][] = Array.from({ length: count }, () => []);
  for (const { a, b } of links) {
    neighbours[a]!.push(b);
    neighbours[b]!.push(a);
  }
  const queue = new Int32Array(count);
  for (let start = 0; start < count; start++) {
    const row = start * count;
    queue[0] = start;
    for (let head = 0, tail = 1; head < tail; head++) {
      const child = queue[head]!;
      for (const other of neighbours[child]!) {
        if (distances[row + other] !== Number.POSITIVE_INFINITY) continue;
        distances[row + other] = distances[row + child]! + hop;
        queue[tail++] = other;
      }
    }
  }
  return distances;
}

function unknownDistances(count: number): Float64Array {
  const distances = new Float64Array(count * count).fill(Number.POSITIVE_INFINITY);
  for (let child = 0; child < count; child++) distances[child * count + child] = 0;
  return distances;
}

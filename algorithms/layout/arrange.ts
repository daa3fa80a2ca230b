import { hashFraction } from '../hash.ts';
import { majoriseStress } from './stress.ts';
import { wantedDistances } from './wanted-distances.ts';

const FULL_TURN = 2 * Math.PI;
const GOLDEN_ANGLE = 2.399963229728653;

/** Up to this many children are arranged by association, up to the next by hops, more only on a spiral. */
const SMALL = 90;
const MEDIUM = 500;

/** The children of one region, or the stars of one leaf, to be arranged in a disc. All arrays have one entry a child. */
export interface Arrangement {
  /** Radius of each child, half its gap included. */
  readonly radii: Float64Array;
  /** Links among the children. */
  readonly links: readonly LocalLink[];
  /** Direction from which each child is pulled by what it links to outside (length at most 1), and how much of its weight that is, 0 to 1. */
  readonly pullX: Float64Array;
  readonly pullY: Float64Array;
  readonly pullWeight: Float64Array;
  /** The disc to fill. */
  readonly centreX: number;
  readonly centreY: number;
  readonly room: number;
  /** Turns the spiral that all starts from. */
  readonly key: number;
  /** Width over height. */
  readonly aspect: number;
}

export interface LocalLink {
  readonly a: number;
  readonly b: number;
  readonly weight: number;
}

export interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Places children so that closely linked ones lie side by side and each leans to the side its outer links are on. */
export function arrange(arrangement: Arrangement): Points {
  const { radii, centreX, centreY, aspect } = arrangement;
  const count = radii.length;
  if (count === 1) return { x: Float64Array.of(centreX), y: Float64Array.of(centreY) };
  const { x, y } = spiral(arrangement);
  if (count <= MEDIUM) relaxStress(arrangement, x, y);

  let meanX = 0;
  let meanY = 0;
  let area = 0;
  for (let child = 0; child < count; child++) {
    const weight = radii[child]! ** 2;
    meanX += x[child]! * weight;
    meanY += y[child]! * weight;
    area += weight;
  }
  const stretch = Math.sqrt(aspect);
  for (let child = 0; child < count; child++) {
    x[child] = centreX + (x[child]! - meanX / area) * stretch;
    y[child] = centreY + (y[child]! - meanY / area) / stretch;
  }
  return { x, y };
}

/** The start: a sunflower spiral with the best linked child in the middle, each leaning to its outer links. */
function spiral({ radii, links, pullX, pullY, room, key }: Arrangement): Points {
  const count = radii.length;
  const association = new Float64Array(count);
  for (const { a, b, weight } of links) {
    association[a]! += weight;
    association[b]! += weight;
  }
  const order = Array.from(radii.keys()).sort(
    (left, right) => association[right]! - association[left]! || radii[right]! - radii[left]! || left - right,
  );
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  const turn = FULL_TURN * hashFraction(key);
  order.forEach((child, index) => {
    const distance = room * 0.8 * Math.sqrt((index + 0.3) / count);
    const angle = turn + index * GOLDEN_ANGLE;
    x[child] = distance * Math.cos(angle) + pullX[child]! * room * 0.35;
    y[child] = distance * Math.sin(angle) + pullY[child]! * room * 0.35;
  });
  return { x, y };
}

function relaxStress(arrangement: Arrangement, x: Float64Array, y: Float64Array): void {
  const { radii, links, pullX, pullY, pullWeight, room } = arrangement;
  const count = radii.length;
  const anchorReach = room * 1.1;
  majoriseStress(
    {
      x,
      y,
      distances: wantedDistances(radii, links, room, count <= SMALL),
      anchorX: pullX.map((pull) => pull * anchorReach),
      anchorY: pullY.map((pull) => pull * anchorReach),
      anchorWeight: pullWeight.map((weight) => (1.2 * weight * count) / (room * room)),
    },
    count <= SMALL ? 60 : 24,
  );
}

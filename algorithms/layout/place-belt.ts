import { hashFraction } from '../hash.ts';
import type { CanonicalGraph } from './canonical-graph.ts';
import { createCollider } from './collide.ts';
import { DEPTHS } from './community-tree.ts';
import type { Discs } from './discs.ts';
import type { PreviousLayout } from './layout-types.ts';
import { type Outline, outlineOf } from './outline.ts';

const GOLDEN_ANGLE = 2.399963229728653;

/** Radius of a star on a belt that is not crowded. */
const BELT_STAR = 0.34;

/** Free ring around each group. */
const SPACING = 0.22;

/** The belt may cover so much of the area of the rest, and some more, before it gets denser instead of wider. */
const MOST_SHARE = 0.5;
const FREE_AREA = 150;
const DENSEST = 0.6;

/** Positions and radii of all nodes of the graph; the belt fills in its own. */
export interface Sky {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly radii: Float64Array;
}

interface Group {
  /** Nodes of one component, by hash of their id. */
  readonly members: number[];
  readonly key: number;
  radius: number;
  /** Old position of each member, when all had one and it still lies outside the rest. */
  old: { x: number; y: number }[] | null;
}

/**
 * Places isolated entities and small components round the outline of everything else, largest first, on a spiral of golden angles. Groups
 * that were on the belt before stay.
 *
 * @param onBelt 1 for the nodes to be placed
 * @param margin distance to the rest
 */
export function placeBelt(
  graph: CanonicalGraph,
  onBelt: Uint8Array,
  sky: Sky,
  margin: number,
  previous: PreviousLayout | null,
): void {
  const core = Array.from(onBelt.keys()).filter((node) => onBelt[node] === 0);
  const outline = outlineOf(
    Float64Array.from(core, (node) => sky.x[node]!),
    Float64Array.from(core, (node) => sky.y[node]!),
    Float64Array.from(core, (node) => sky.radii[node]!),
    margin,
  );
  const groups = beltGroups(graph, onBelt);
  if (groups.length === 0) return;
  const coreArea = core.reduce((area, node) => area + 1.35 * Math.PI * sky.radii[node]! ** 2, 0);
  const density = squeeze(groups, coreArea);
  if (previous) recall(graph, groups, previous, outline, margin);
  const discs = spiral(groups, outline, density);
  const collider = createCollider(discs, [0.35 * density]);
  for (let pass = 0; pass < 12; pass++) collider.push(0.6, false);
  groups.forEach((group, index) => {
    spread(group, discs.x[index]!, discs.y[index]!, BELT_STAR * density, sky);
  });
}

function beltGroups({ nodeCount, components, keys }: CanonicalGraph, onBelt: Uint8Array): Group[] {
  const byComponent = new Map<number, number[]>();
  for (let node = 0; node < nodeCount; node++) {
    if (onBelt[node] === 0) continue;
    const component = components.labels[node]!;
    const members = byComponent.get(component);
    if (members) members.push(node);
    else byComponent.set(component, [node]);
  }
  return Array.from(byComponent.values(), (members): Group => {
    members.sort((left, right) => keys[left]! - keys[right]! || left - right);
    const radius = members.length === 1 ? 0.5 : 0.55 * Math.sqrt(members.length) + 0.35;
    return { members, key: keys[members[0]!]!, radius, old: null };
  }).sort(
    (left, right) =>
      right.members.length - left.members.length ||
      left.key - right.key ||
      left.members[0]! - right.members[0]!,
  );
}

/** Shrinks the groups of a crowded belt. Returns by how much, at most 1. */
function squeeze(groups: readonly Group[], coreArea: number): number {
  const needed = groups.reduce((area, { radius }) => area + Math.PI * (radius + SPACING) ** 2, 0);
  const density = Math.min(1, Math.max(DENSEST, Math.sqrt((MOST_SHARE * coreArea + FREE_AREA) / needed)));
  for (const group of groups) group.radius *= density;
  return density;
}

/** Finds the groups that may stay: known members, and a place that the rest has not grown over. */
function recall(
  graph: CanonicalGraph,
  groups: readonly Group[],
  previous: PreviousLayout,
  outline: Outline,
  margin: number,
): void {
  const indexOf = new Map(previous.entityIds.map((id, index) => [id, index]));
  for (const group of groups) {
    const places = group.members.map((node) => {
      const index = indexOf.get(graph.ids[node]!) ?? -1;
      return index < 0 ? null : { x: previous.x[index]!, y: previous.y[index]! };
    });
    const outside = places.every((place) => {
      if (!place || !Number.isFinite(place.x) || !Number.isFinite(place.y)) return false;
      return Math.sqrt(place.x ** 2 + place.y ** 2) > outline.at(Math.atan2(place.y, place.x)) - margin;
    });
    if (outside && spreads(places as { x: number; y: number }[]) < 3 * group.radius + 1) {
      group.old = places as { x: number; y: number }[];
    }
  }
}

/** Greatest distance of a place from the first. */
function spreads(places: readonly { x: number; y: number }[]): number {
  const [first] = places;
  return places.reduce(
    (most, { x, y }) => Math.max(most, Math.sqrt((x - first!.x) ** 2 + (y - first!.y) ** 2)),
    0,
  );
}

/** Where each group goes: the area of the ring grows with every group, so the belt is evenly filled. */
function spiral(groups: readonly Group[], outline: Outline, density: number): Discs {
  const discs: Discs = {
    count: groups.length,
    x: new Float64Array(groups.length),
    y: new Float64Array(groups.length),
    radii: Float64Array.from(groups, ({ radius }) => radius),
    ancestors: Int32Array.from({ length: groups.length * DEPTHS }, (_, index) => Math.floor(index / DEPTHS)),
    mobility: new Float64Array(groups.length).fill(1),
  };
  let area = 0;
  groups.forEach((group, index) => {
    const half = (Math.PI * (group.radius + SPACING * density) ** 2) / 2;
    area += half;
    const angle = ((index * GOLDEN_ANGLE) % (2 * Math.PI)) - Math.PI;
    const start = outline.at(angle);
    const distance = Math.sqrt(start * start + (area * 1.25) / Math.PI);
    area += half;
    discs.x[index] = distance * Math.cos(angle);
    discs.y[index] = distance * Math.sin(angle);
    if (!group.old) return;
    discs.x[index] = group.old.reduce((sum, place) => sum + place.x, 0) / group.old.length;
    discs.y[index] = group.old.reduce((sum, place) => sum + place.y, 0) / group.old.length;
    discs.mobility[index] = 0;
  });
  return discs;
}

/** The members of a group on a small spiral around its place, or where they were. */
function spread({ members, key, radius, old }: Group, x: number, y: number, star: number, sky: Sky): void {
  const turn = 2 * Math.PI * hashFraction(key);
  members.forEach((node, index) => {
    const distance = members.length === 1 ? 0 : radius * 0.8 * Math.sqrt((index + 0.5) / members.length);
    const angle = turn + index * GOLDEN_ANGLE;
    sky.x[node] = old ? old[index]!.x : x + distance * Math.cos(angle);
    sky.y[node] = old ? old[index]!.y : y + distance * Math.sin(angle);
    sky.radii[node] = star;
  });
}

import { type Camera, type Size, visibleBox } from './camera.ts';
import { nearness, nodeQuota, showsNodes } from './level-of-detail.ts';
import type { MapWorld } from './map-world.ts';
import type { StarGrid } from './star-grid.ts';

/** What Cytoscape shall hold: entities best first, indices of the map's links strongest first. */
export interface ElementChoice {
  nodes: number[];
  links: number[];
}

export interface ChooseOptions {
  world: MapWorld;
  grid: StarGrid;
  camera: Camera;
  size: Size;
  /** Always in: the selected, the lit, and what is linked to them. */
  required: Iterable<number>;
  mostNodes: number;
}

export const MOST_NODES = 500;
const MOST_LINKS = 1000;
const LINKS_PER_NODE = 1.6;
/** Side of the square of window that each node needs, and of the cell in which it suffers no worse neighbour. */
const ROOM_PX = 34;
const CELL_PX = 22;
const MARGIN_PX = 60;

/** Semantic zoom: which entities are nodes at this camera, the best first, spaced, so many a region as there is room; the rest stay stars. */
export function chooseElements({
  world,
  grid,
  camera,
  size,
  required,
  mostNodes,
}: ChooseOptions): ElementChoice {
  const chosen = new Set<number>(required);
  if (showsNodes(nearness(world.spacing, camera.zoom))) {
    const room = Math.round((size.width * size.height) / (ROOM_PX * ROOM_PX));
    openByRank(chosen, Math.min(mostNodes, room), { world, grid, camera, size });
  }
  const nodes = [...chosen];
  return {
    nodes,
    links: linksAmong(world, chosen, Math.min(MOST_LINKS, Math.round(LINKS_PER_NODE * nodes.length))),
  };
}

function openByRank(
  chosen: Set<number>,
  most: number,
  { world, grid, camera, size }: Pick<ChooseOptions, 'world' | 'grid' | 'camera' | 'size'>,
): void {
  const spaces = createSpaces(camera, size);
  const quota = new Map<number, number>();
  for (const entity of chosen) spaces.take(world.x[entity] as number, world.y[entity] as number);
  for (const entity of grid.inside(visibleBox(camera, size, MARGIN_PX))) {
    if (chosen.size >= most) return;
    if (chosen.has(entity)) continue;
    const x = world.x[entity] as number;
    const y = world.y[entity] as number;
    if (!spaces.isFree(x, y)) continue;
    const group = groupOf(world, entity);
    const open = quota.get(group) ?? 0;
    if (open >= nodeQuota((world.regions[group]?.radius ?? 0) * camera.zoom)) continue;
    quota.set(group, open + 1);
    spaces.take(x, y);
    chosen.add(entity);
  }
}

/** Cells of the window and what is around it: a cell is free when neither it nor its four neighbours are taken. */
function createSpaces({ panX, panY, zoom }: Camera, size: Size) {
  const around = Math.ceil(MARGIN_PX / CELL_PX) + 1;
  const columns = Math.ceil(size.width / CELL_PX) + 2 * around;
  const rows = Math.ceil(size.height / CELL_PX) + 2 * around;
  const taken = new Uint8Array(columns * rows);
  const cellAt = (x: number, y: number): number =>
    (Math.floor((y * zoom + panY) / CELL_PX) + around) * columns +
    Math.floor((x * zoom + panX) / CELL_PX) +
    around;
  return {
    isFree(x: number, y: number): boolean {
      const cell = cellAt(x, y);
      const near = (taken[cell - 1] ?? 0) + (taken[cell + 1] ?? 0);
      return (taken[cell] ?? 0) + near + (taken[cell - columns] ?? 0) + (taken[cell + columns] ?? 0) === 0;
    },
    /** Points further out are passed over. */
    take(x: number, y: number): void {
      const column = Math.floor((x * zoom + panX) / CELL_PX) + around;
      if (column >= 0 && column < columns) taken[cellAt(x, y)] = 1;
    },
  };
}

/** The level-1 community of an entity, or the coarser one it is directly in; -1 outside all. */
function groupOf(world: MapWorld, entity: number): number {
  let group = world.leaf[entity] ?? -1;
  while ((world.regions[group]?.level ?? 0) > 1) group = world.regions[group]?.parent ?? -1;
  return group;
}

function linksAmong(world: MapWorld, chosen: ReadonlySet<number>, most: number): number[] {
  const found: number[] = [];
  for (let link = 0; link < world.links.length / 2 && found.length < most; link++)
    if (chosen.has(world.links[2 * link] as number) && chosen.has(world.links[2 * link + 1] as number))
      found.push(link);
  return found;
}

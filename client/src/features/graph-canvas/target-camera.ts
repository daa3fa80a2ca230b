import { type Box, type Camera, cameraAt, fitCamera, type Size } from './camera.ts';
import { clamp } from './easing.ts';
import type { Selection } from './map-contract.ts';
import type { MapWorld } from './map-world.ts';
import type { SceneFocus } from './scene-focus.ts';
import type { LoadedMap } from './scene-types.ts';

/** Neighbours stand this far apart once one has flown to an entity. */
const READABLE_SPACING_PX = 46;
/** Room around a community or a pair that is flown to, as a share of the window. */
const MARGIN = 0.13;

/** The camera that shows one entity among its neighbours; never further away than one is. */
function cameraOnEntity(world: MapWorld, entity: number, now: Camera, size: Size, maxZoom: number): Camera {
  const zoom = Math.min(maxZoom, Math.max(now.zoom, READABLE_SPACING_PX / world.spacing));
  return cameraAt(world.x[entity] as number, world.y[entity] as number, zoom, size);
}

/** The camera that shows a region whole. `box` is its outline's, null before it is traced. */
function cameraOnRegion(
  world: MapWorld,
  region: number,
  box: Box | null,
  size: Size,
  maxZoom: number,
): Camera {
  const { x, y, radius } = world.regions[region] as MapWorld['regions'][number];
  const around = box ?? { minX: x - radius, minY: y - radius, maxX: x + radius, maxY: y + radius };
  return limited(fitCamera(around, size, MARGIN), size, maxZoom);
}

/** The camera that shows both ends of a link. */
function cameraOnPair(world: MapWorld, source: number, target: number, size: Size, maxZoom: number): Camera {
  const xs = [world.x[source] as number, world.x[target] as number];
  const ys = [world.y[source] as number, world.y[target] as number];
  const room = 2 * world.spacing;
  const box = {
    minX: Math.min(...xs) - room,
    minY: Math.min(...ys) - room,
    maxX: Math.max(...xs) + room,
    maxY: Math.max(...ys) + room,
  };
  return limited(fitCamera(box, size, MARGIN), size, Math.min(maxZoom, READABLE_SPACING_PX / world.spacing));
}

function limited(camera: Camera, size: Size, maxZoom: number): Camera {
  const zoom = clamp(camera.zoom, 0, maxZoom);
  const x = (size.width / 2 - camera.panX) / camera.zoom;
  const y = (size.height / 2 - camera.panY) / camera.zoom;
  return cameraAt(x, y, zoom, size);
}

export interface TargetOptions {
  loaded: LoadedMap;
  focus: SceneFocus;
  camera: Camera;
  size: Size;
  maxZoom: number;
  /** Box of a region's outline; null before it is traced. */
  outline: (region: number) => Box | null;
}

/** Where to fly for a selection; null for what is not on the map. */
export function targetCamera(selection: Selection, options: TargetOptions): Camera | null {
  const { loaded, focus, camera, size, maxZoom, outline } = options;
  const { world, index } = loaded;
  if (selection.kind === 'entity') {
    const entity = index.indexOf(selection.id);
    return entity < 0 ? null : cameraOnEntity(world, entity, camera, size, maxZoom);
  }
  if (selection.kind === 'community') {
    const region = world.regions.findIndex((candidate) => candidate.id === selection.id);
    return region < 0 ? null : cameraOnRegion(world, region, outline(region), size, maxZoom);
  }
  const known = focus.links.find((link) => link.id === selection.id);
  if (known) return cameraOnPair(world, known.source, known.target, size, maxZoom);
  const link = loaded.names?.linkIds?.indexOf(selection.id) ?? -1;
  if (link < 0) return null;
  return cameraOnPair(
    world,
    world.links[2 * link] as number,
    world.links[2 * link + 1] as number,
    size,
    maxZoom,
  );
}

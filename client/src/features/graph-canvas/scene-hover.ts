import { nearness } from './level-of-detail.ts';
import type { Selection } from './map-contract.ts';
import type { PointerTarget } from './scene-pointer.ts';
import type { SceneParts } from './scene-types.ts';
import { touchRadiusPx } from './touch-radius.ts';

export interface SceneHover {
  /** Marks what the pointer or the keyboard is on, and tells the card. */
  show(target: PointerTarget): void;
  /** The same for something known by id; null takes the mark away. */
  point(selection: Selection | null): void;
  selectionOf(target: PointerTarget): Selection | null;
  /** The entity at a world point, as node or as star; -1 for none. */
  entityAt(x: number, y: number): number;
}

/** Nothing on the map is touched from further away. */
const WIDEST_PX = 60;
const MOST_LINKS = 80;
const NOTHING: PointerTarget = { kind: 'nothing' };

/** What is under the pointer. */
export function createSceneHover({ state, painter, layer, callbacks }: Omit<SceneParts, 'host'>): SceneHover {
  /** The strongest links of an entity that the map carries, as pairs. */
  function linksOf(entity: number): number[] {
    const links = state.loaded?.world.links ?? new Uint32Array(0);
    const found: number[] = [];
    for (let at = 0; at < links.length && found.length < 2 * MOST_LINKS; at += 2)
      if (links[at] === entity || links[at + 1] === entity)
        found.push(links[at] as number, links[at + 1] as number);
    return found;
  }

  function tellCard(): void {
    const { loaded, hovered, camera } = state;
    if (!loaded || hovered < 0) {
      callbacks.onHover(null);
      return;
    }
    const { world, index } = loaded;
    callbacks.onHover({
      id: index.idOf(hovered),
      name: index.nameOf(hovered),
      type: world.types[world.type[hovered] as number] ?? '',
      x: (world.x[hovered] as number) * camera.zoom + camera.panX,
      y: (world.y[hovered] as number) * camera.zoom + camera.panY,
      radius: painter.radiusPx(hovered),
    });
  }

  function show(target: PointerTarget): void {
    // A pointer that rests while the map flies is over something else a moment later.
    if (state.moving && target.kind !== 'nothing') return;
    const entity = target.kind === 'entity' ? target.entity : -1;
    const region = target.kind === 'region' ? target.region : -1;
    const regionChanged = region !== state.hoveredRegion;
    if (entity === state.hovered && !regionChanged) return;
    state.hovered = entity;
    state.hoverLinks = entity >= 0 ? linksOf(entity) : [];
    state.hoveredRegion = region;
    tellCard();
    if (state.moving) return;
    if (regionChanged) painter.drawSky();
    painter.animateLabels();
  }

  return {
    show,
    point(selection) {
      const { loaded } = state;
      if (!loaded || !selection) {
        show(NOTHING);
        return;
      }
      const entity = selection.kind === 'entity' ? loaded.index.indexOf(selection.id) : -1;
      const region = loaded.world.regions.findIndex((candidate) => candidate.id === selection.id);
      if (entity >= 0) show({ kind: 'entity', entity });
      else show(selection.kind === 'community' && region >= 0 ? { kind: 'region', region } : NOTHING);
    },
    selectionOf(target) {
      if (target.kind === 'relationship') return { kind: 'relationship', id: target.id };
      if (target.kind === 'entity') {
        const id = state.loaded?.index.idOf(target.entity);
        return id ? { kind: 'entity', id } : null;
      }
      const region = target.kind === 'region' ? state.loaded?.world.regions[target.region] : undefined;
      return region ? { kind: 'community', id: region.id } : null;
    },
    entityAt(x, y) {
      const { loaded, camera } = state;
      if (!loaded) return -1;
      const { world, grid } = loaded;
      const near = nearness(world.spacing, camera.zoom);
      const nodes = layer()?.shown();
      return grid.touched(x, y, WIDEST_PX / camera.zoom, (entity) => {
        const sizeClass = world.sizeClass[entity] as number;
        const target = { sizeClass, radiusPx: painter.radiusPx(entity), isNode: nodes?.has(entity) ?? false };
        return touchRadiusPx(target, near, world.spacing * camera.zoom) / camera.zoom;
      });
    },
  };
}

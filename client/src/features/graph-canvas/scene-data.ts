import type { MapData, MapNamesResponse } from '../../../../domain/api/map.ts';
import { createEntityIndex } from './entity-index.ts';
import { createGlide, runGlide } from './glide.ts';
import type { CameraState } from './map-contract.ts';
import { createMapWorld } from './map-world.ts';
import type { SceneElements } from './scene-elements.ts';
import { NO_FOCUS } from './scene-focus.ts';
import type { LoadedMap, SceneParts } from './scene-types.ts';
import type { SceneView } from './scene-view.ts';
import { createStarGrid } from './star-grid.ts';

export interface SceneData {
  /** Shows a map, or nothing. What stays from the last one glides to its new place; the camera stays where it looks. */
  set(map: MapData | null, names: MapNamesResponse | null): void;
  /** Stops a glide under way. */
  stop(): void;
}

export interface DataOptions {
  parts: SceneParts;
  view: SceneView;
  elements: SceneElements;
  /** Where the first map shall be looked at; null for all of it. */
  firstView: () => CameraState | null;
  /** Brings focus and picture in step with what is loaded now. */
  refresh: () => void;
  settle: () => void;
  /** The first map is drawn. */
  onFirst: () => void;
}

/** Takes in what the server sends. */
export function createSceneData({
  parts: { state, painter, layer, callbacks },
  view,
  elements,
  firstView,
  refresh,
  settle,
  onFirst,
}: DataOptions): SceneData {
  let stopGlide = (): void => {};

  function clear(): void {
    state.loaded = null;
    state.focus = NO_FOCUS;
    painter.setWorld(null);
    layer()?.clear();
    painter.draw();
  }

  function setNames(loaded: LoadedMap, names: MapNamesResponse | null): void {
    loaded.names = names;
    loaded.index = createEntityIndex(loaded.map, names);
    layer()?.setLinkIds(names?.linkIds ?? null);
    refresh();
  }

  /** Everyone's way from the last map to this one, run until it is done. */
  function glideFrom(before: LoadedMap | null, loaded: LoadedMap): void {
    const glide = before && !callbacks.reducedMotion() ? createGlide(before, loaded) : null;
    if (!glide) return;
    elements.setPaused(true);
    stopGlide = runGlide(glide, painter.draw, () => {
      elements.setPaused(false);
      settle();
    });
  }

  function load(map: MapData, names: MapNamesResponse | null, before: LoadedMap | null): void {
    const wanted = before ? view.now() : firstView();
    const world = createMapWorld(map);
    const grid = createStarGrid(world.x, world.y, world.bounds);
    const loaded = { map, names, world, grid, index: createEntityIndex(map, names) };
    state.loaded = loaded;
    view.refit();
    painter.setWorld(world);
    layer()?.setWorld(world);
    layer()?.setLinkIds(names?.linkIds ?? null);
    state.camera = wanted ? view.cameraOf(wanted) : view.home();
    layer()?.setCamera(state.camera);
    glideFrom(before, loaded);
    refresh();
    if (!before) onFirst();
  }

  return {
    set(map, names) {
      const before = state.loaded;
      if (before && map === before.map) {
        if (names !== before.names) setNames(before, names);
        return;
      }
      if (!map && !before) return;
      stopGlide();
      elements.setPaused(false);
      if (map) load(map, names, before);
      else clear();
    },
    stop: () => stopGlide(),
  };
}

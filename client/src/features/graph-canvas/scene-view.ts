import {
  type Camera,
  cameraAt,
  fitCamera,
  fromCameraState,
  nearlySameView,
  toCameraState,
  visibleBox,
} from './camera.ts';
import type { ShownLabels } from './label-layer.ts';
import { maximumZoom } from './level-of-detail.ts';
import type { CameraState } from './map-contract.ts';
import type { SceneParts } from './scene-types.ts';
import { shownItems } from './shown-items.ts';

export interface SceneView {
  /** Where the map looks, in layout units. */
  now(): CameraState;
  cameraOf(view: CameraState): Camera;
  /** The camera that shows everything. */
  home(): Camera;
  zoomRange(): [least: number, most: number];
  /** Measures the zoom at which everything fits, after a change of size or data. */
  refit(): void;
  /** Tells where the map came to rest. */
  tellCamera(): void;
  /** True for a view that the map is at, or told not long ago: an echo, and no wish to go there. */
  isEcho(view: CameraState): boolean;
  /** Tells counts, and the list of what is shown. */
  tellShown(labelled: ShownLabels): void;
}

/** How far out one can zoom, as a share of the zoom at which everything is shown. */
const LEAST_ZOOM = 0.7;
/** A handful of entities is not blown up to fill the window: neighbours stand at most this far apart. */
const NEAREST_HOME_PX = 70;
const TOLD_REMEMBERED = 12;

/** The camera as links and listeners know it. */
export function createSceneView({
  state,
  layer,
  callbacks,
}: Omit<SceneParts, 'painter' | 'host'>): SceneView {
  let told: CameraState[] = [];
  const unit = (): number => state.loaded?.world.unit ?? 1;

  const view: SceneView = {
    now() {
      const { x, y, zoom } = toCameraState(state.camera, state.size, state.fitZoom);
      return { x: x / unit(), y: y / unit(), zoom };
    },
    cameraOf: ({ x, y, zoom }) =>
      fromCameraState({ x: x * unit(), y: y * unit(), zoom }, state.size, state.fitZoom),
    home() {
      if (!state.loaded) return state.camera;
      const { home, spacing } = state.loaded.world;
      const fit = fitCamera(home, state.size);
      const zoom = Math.min(fit.zoom, NEAREST_HOME_PX / spacing);
      return cameraAt((home.minX + home.maxX) / 2, (home.minY + home.maxY) / 2, zoom, state.size);
    },
    zoomRange() {
      const { loaded, fitZoom } = state;
      return [fitZoom * LEAST_ZOOM, loaded ? maximumZoom(loaded.world.spacing, fitZoom) : fitZoom];
    },
    refit() {
      state.fitZoom = view.home().zoom;
      layer()?.setZoomRange(...view.zoomRange());
    },
    tellCamera() {
      const seen = view.now();
      told = [...told, seen].slice(-TOLD_REMEMBERED);
      callbacks.onCamera(seen);
    },
    isEcho: (wanted) =>
      [...told, view.now()].some((known) =>
        nearlySameView(known, wanted, state.size, state.fitZoom / unit()),
      ),
    tellShown(labelled) {
      const { loaded, camera, size } = state;
      if (!loaded) return;
      const { world, grid } = loaded;
      const box = visibleBox(camera, size);
      const inView = (entity: number): boolean => {
        const x = world.x[entity] as number;
        const y = world.y[entity] as number;
        return x >= box.minX && x <= box.maxX && y >= box.minY && y <= box.maxY;
      };
      const nodes = [...(layer()?.shown() ?? [])].filter(inView);
      callbacks.onCounts({
        nodesShown: nodes.length,
        entitiesInView: grid.count(box),
        entitiesTotal: world.count,
        linksShown: layer()?.linksShown() ?? 0,
        linksTotal: world.totalLinks,
      });
      callbacks.onShown(shownItems(loaded, labelled, nodes));
    },
  };
  return view;
}

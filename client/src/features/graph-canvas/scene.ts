import { themeTokens } from '../../theme/tokens.ts';
import { cameraAt, zoomAround } from './camera.ts';
import { clamp } from './easing.ts';
import { createGovernor } from './governor.ts';
import { createLitTimeline } from './lit-timeline.ts';
import { type CameraState, NOTHING_LIT, type Selection } from './map-contract.ts';
import { createNodeLayer, type NodeLayer } from './node-layer.ts';
import { createSceneCanvases } from './scene-canvases.ts';
import { createSceneClock } from './scene-clock.ts';
import { createSceneData } from './scene-data.ts';
import { type FocusInput, NO_FOCUS, sceneFocus } from './scene-focus.ts';
import { bindGestures } from './scene-gestures.ts';
import { createSceneHover } from './scene-hover.ts';
import { createSceneMotion } from './scene-motion.ts';
import { createScenePainter } from './scene-painter.ts';
import { bindPointer } from './scene-pointer.ts';
import type { Scene, SceneCallbacks, SceneParts, SceneState } from './scene-types.ts';
import { createSceneView } from './scene-view.ts';
import { targetCamera } from './target-camera.ts';

/** Beyond two pixels a pixel nobody sees a difference. */
const HIGHEST_PIXEL_RATIO = 2;
/** At most this much off the zoom at which everything fits, a change of size keeps everything in sight. */
const WHOLE = 0.02;

const sizeOf = (host: HTMLElement) => ({
  width: Math.max(1, host.clientWidth),
  height: Math.max(1, host.clientHeight),
});

const emptyState = (host: HTMLElement): SceneState => ({
  size: sizeOf(host),
  pixelRatio: Math.min(HIGHEST_PIXEL_RATIO, window.devicePixelRatio || 1),
  camera: { panX: 0, panY: 0, zoom: 1 },
  fitZoom: 1,
  moving: false,
  theme: themeTokens('dark'),
  loaded: null,
  focus: NO_FOCUS,
  lit: createLitTimeline(),
  hovered: -1,
  hoveredRegion: -1,
  hoverLinks: [],
});

/** Builds the map inside `host` and keeps layers, camera and clock together. Cytoscape joins after the first picture. */
export function createScene(host: HTMLElement, callbacks: SceneCallbacks): Scene {
  const { reducedMotion } = callbacks;
  const canvases = createSceneCanvases(host);
  const governor = createGovernor();
  const state = emptyState(host);
  const focusInput: FocusInput = { selection: null, focusLinks: [], lit: NOTHING_LIT };
  let nodeLayer: NodeLayer | null = null;
  let isLoadingNodes = false;
  let unbindPointer = (): void => {};
  let destroyed = false;
  let wish: CameraState | null = null;
  let pendingFlight: Selection | null = null;

  const layer = (): NodeLayer | null => nodeLayer;
  const nodes = () => nodeLayer?.shown() ?? NO_FOCUS.forced;
  const painter = createScenePainter({ state, canvases, governor, nodes, reducedMotion });
  const parts: SceneParts = { host, callbacks, state, painter, layer };
  const view = createSceneView(parts);
  const hover = createSceneHover(parts);
  const clock = createSceneClock({ parts, view, hover, governor });
  const motion = createSceneMotion({
    now: () => state.camera,
    size: () => state.size,
    set: clock.setCamera,
    zoomRange: view.zoomRange,
    reducedMotion,
  });
  const data = createSceneData({
    parts,
    view,
    elements: clock.elements,
    firstView: () => wish,
    refresh: refreshFocus,
    settle: clock.settle,
    onFirst: afterFirstPicture,
  });
  const unbindGestures = bindGestures(host, {
    onPress() {
      motion.cancel();
      pendingFlight = null;
    },
    onWheel(factor, x, y) {
      pendingFlight = null;
      motion.zoomBy(factor, x, y);
    },
  });
  painter.setTheme();
  painter.resize();

  function refreshFocus(): void {
    state.focus = state.loaded ? sceneFocus(focusInput, state.loaded) : NO_FOCUS;
    if (!state.loaded || state.moving) return;
    clock.draw();
    clock.elements.choose();
  }

  /** The picture is handed to the browser before the larger half of the bundle is fetched. */
  function afterFirstPicture(): void {
    if (isLoadingNodes) return;
    isLoadingNodes = true;
    requestAnimationFrame(() =>
      setTimeout(() => {
        if (destroyed) return;
        callbacks.onReady();
        void loadNodeLayer();
      }, 0),
    );
  }

  async function loadNodeLayer(): Promise<void> {
    const [minZoom, maxZoom] = view.zoomRange();
    const { camera, pixelRatio } = state;
    const started = await createNodeLayer(canvases.nodes, { minZoom, maxZoom, camera, pixelRatio });
    if (destroyed) {
      started.destroy();
      return;
    }
    nodeLayer = started;
    started.cy.on(started.draws ? 'render' : 'viewport', clock.onFrame);
    started.setTheme(state.theme);
    if (state.loaded) started.setWorld(state.loaded.world);
    started.setLinkIds(state.loaded?.names?.linkIds ?? null);
    view.refit();
    started.setCamera(state.camera);
    unbindPointer = bindPointer(started, host, {
      entityAt: hover.entityAt,
      regionAt: (x, y) => painter.sky.regionAt(x, y, state.camera),
      onRest: hover.show,
      onTap: (target) => callbacks.onSelect(hover.selectionOf(target)),
      onDoubleTap(target) {
        const selection = hover.selectionOf(target);
        if (selection) scene.flyTo(selection);
      },
    });
    clock.settle();
  }

  function flyToPending(): void {
    const { loaded, size, camera, focus } = state;
    if (!pendingFlight || !loaded) return;
    const [, maxZoom] = view.zoomRange();
    const outline = (region: number) => painter.sky.outline(region)?.box ?? null;
    const target = targetCamera(pendingFlight, { loaded, focus, camera, size, maxZoom, outline });
    if (!target && !loaded.index.complete) return;
    pendingFlight = null;
    if (target) motion.flyTo(target);
  }

  const scene: Scene = {
    setMap(map, names) {
      if (map !== state.loaded?.map) hover.show({ kind: 'nothing' });
      data.set(map, names);
      flyToPending();
    },
    setColorScheme(scheme) {
      if (state.theme.scheme === scheme) return;
      state.theme = themeTokens(scheme);
      painter.setTheme();
      nodeLayer?.setTheme(state.theme);
      if (!state.loaded) return;
      clock.draw();
      clock.elements.choose();
    },
    setFocus(selection, focusLinks) {
      if (selection === focusInput.selection && focusLinks === focusInput.focusLinks) return;
      focusInput.selection = selection;
      focusInput.focusLinks = focusLinks;
      refreshFocus();
    },
    setLit(lit) {
      if (lit === focusInput.lit) return;
      focusInput.lit = lit;
      state.lit.set(lit, performance.now());
      refreshFocus();
    },
    setCamera(wanted) {
      wish = wanted;
      if (wanted && state.loaded && !view.isEcho(wanted)) motion.flyTo(view.cameraOf(wanted));
    },
    flyTo(selection) {
      pendingFlight = selection;
      flyToPending();
    },
    fit() {
      pendingFlight = null;
      motion.flyTo(view.home());
    },
    zoomBy(factor) {
      const { camera, size } = state;
      const zoom = clamp(camera.zoom * factor, ...view.zoomRange());
      motion.flyTo(zoomAround(camera, zoom / camera.zoom, size.width / 2, size.height / 2));
    },
    panBy(x, y) {
      motion.cancel();
      const { camera } = state;
      clock.setCamera({ ...camera, panX: camera.panX + x, panY: camera.panY + y });
    },
    point: hover.point,
    resize() {
      const next = sizeOf(host);
      if (next.width === state.size.width && next.height === state.size.height) return;
      const seen = view.now();
      const unit = state.loaded?.world.unit ?? 1;
      state.size = next;
      painter.resize();
      view.refit();
      nodeLayer?.resize();
      const whole = Math.abs(seen.zoom - 1) < WHOLE;
      state.camera = whole ? view.home() : cameraAt(seen.x * unit, seen.y * unit, state.camera.zoom, next);
      nodeLayer?.setCamera(state.camera);
      if (state.loaded) clock.draw();
      clock.settleSoon();
    },
    destroy() {
      destroyed = true;
      clock.stop();
      data.stop();
      motion.cancel();
      painter.destroy();
      unbindPointer();
      unbindGestures();
      nodeLayer?.destroy();
      canvases.remove();
    },
  };
  return scene;
}

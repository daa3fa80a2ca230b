import { themeTokens } from '../../theme/tokens.ts';
import { type Camera, cameraAt, sameCamera, zoomAround } from './camera.ts';
import { clamp } from './easing.ts';
import { createEntityIndex } from './entity-index.ts';
import { createGlide, runGlide } from './glide.ts';
import { createGovernor } from './governor.ts';
import { createLitTimeline } from './lit-timeline.ts';
import { type CameraState, NOTHING_LIT, type Selection } from './map-contract.ts';
import { createMapWorld } from './map-world.ts';
import { createNodeLayer, type NodeLayer } from './node-layer.ts';
import { createSceneCanvases } from './scene-canvases.ts';
import { createSceneElements } from './scene-elements.ts';
import { type FocusInput, NO_FOCUS, sceneFocus } from './scene-focus.ts';
import { createSceneHover } from './scene-hover.ts';
import { createSceneMotion, wheelFactor } from './scene-motion.ts';
import { createScenePainter } from './scene-painter.ts';
import { bindPointer } from './scene-pointer.ts';
import type { Scene, SceneCallbacks, SceneParts, SceneState } from './scene-types.ts';
import { createSceneView } from './scene-view.ts';
import { createStarGrid } from './star-grid.ts';
import { targetCamera } from './target-camera.ts';

/** Rest is when nothing moved for this long. */
const SETTLE_MS = 140;
const TRACE_MS = 8;
/** Beyond two pixels a pixel nobody sees a difference. */
const HIGHEST_PIXEL_RATIO = 2;
/** At most this much off the zoom at which everything fits, a change of size keeps everything in sight. */
const WHOLE = 0.02;

const sizeOf = (host: HTMLElement) => ({
  width: Math.max(1, host.clientWidth),
  height: Math.max(1, host.clientHeight),
});

/** Builds the map inside `host` and keeps layers, camera and clock together. Cytoscape joins after the first picture. */
export function createScene(host: HTMLElement, callbacks: SceneCallbacks): Scene {
  const canvases = createSceneCanvases(host);
  const governor = createGovernor();
  const state: SceneState = {
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
  };
  const focusInput: FocusInput = { selection: null, focusLinks: [], lit: NOTHING_LIT };
  let nodeLayer: NodeLayer | null = null;
  let unbindPointer = (): void => {};
  let stopGlide = (): void => {};
  let destroyed = false;
  let settleTimer: ReturnType<typeof setTimeout> | undefined;
  let wish: CameraState | null = null;
  let pendingFlight: Selection | null = null;

  const layer = (): NodeLayer | null => nodeLayer;
  const painter = createScenePainter({
    state,
    canvases,
    governor,
    nodes: () => nodeLayer?.shown() ?? NO_FOCUS.forced,
    reducedMotion: callbacks.reducedMotion,
  });
  const parts: SceneParts = { host, callbacks, state, painter, layer };
  const view = createSceneView(parts);
  const hover = createSceneHover(parts);
  const elements = createSceneElements(parts, governor, () => {
    if (!state.moving && !destroyed) drawAtRest();
  });
  const motion = createSceneMotion({
    now: () => state.camera,
    size: () => state.size,
    set: setCamera,
    zoomRange: view.zoomRange,
    reducedMotion: callbacks.reducedMotion,
  });
  painter.setTheme();
  painter.resize();

  function setCamera(camera: Camera): void {
    if (nodeLayer) {
      nodeLayer.setCamera(camera);
      return;
    }
    state.camera = camera;
    drawAtRest();
    scheduleSettle();
  }

  /** Cytoscape drew a frame: the other layers follow in the same task, so they cannot drift apart. */
  function onFrame(): void {
    const camera = nodeLayer?.camera();
    if (!camera || sameCamera(camera, state.camera)) return;
    state.camera = camera;
    if (!state.moving) hover.show({ kind: 'nothing' });
    state.moving = true;
    governor.frame(performance.now());
    painter.draw();
    elements.chooseWhenFar();
    scheduleSettle();
  }

  function scheduleSettle(): void {
    clearTimeout(settleTimer);
    settleTimer = setTimeout(settle, SETTLE_MS);
  }

  function settle(): void {
    state.moving = false;
    governor.rest();
    if (!state.loaded) return;
    drawAtRest();
    traceChildren();
    elements.choose();
    view.tellCamera();
  }

  /** Outlines of children, a few a frame, only while nothing moves. */
  function traceChildren(): void {
    if (state.moving || destroyed) return;
    const { traced, more } = painter.sky.traceChildren(state.camera, TRACE_MS);
    if (traced > 0) painter.drawSky();
    if (more) setTimeout(traceChildren, 16);
    else if (traced > 0) drawAtRest();
  }

  function drawAtRest(): void {
    if (state.moving) painter.draw();
    else view.tellShown(painter.drawAtRest());
  }

  function refreshFocus(): void {
    const { loaded } = state;
    state.focus = loaded ? sceneFocus(focusInput, loaded) : NO_FOCUS;
    if (!loaded || state.moving) return;
    drawAtRest();
    elements.choose();
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
    started.cy.on(started.draws ? 'render' : 'viewport', onFrame);
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
    settle();
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

  const onPress = (): void => {
    motion.cancel();
    pendingFlight = null;
  };
  /** Cytoscape's own wheel takes eighty notches of a mouse for a tenfold zoom; this one takes seventeen. */
  const onWheel = (event: WheelEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    pendingFlight = null;
    const corner = host.getBoundingClientRect();
    motion.zoomBy(wheelFactor(event), event.clientX - corner.left, event.clientY - corner.top);
  };
  host.addEventListener('pointerdown', onPress, { capture: true, passive: true });
  host.addEventListener('wheel', onWheel, { capture: true, passive: false });

  const scene: Scene = {
    setMap(map, names) {
      const before = state.loaded;
      if (before && map === before.map) {
        if (names === before.names) return;
        before.names = names;
        before.index = createEntityIndex(before.map, names);
        nodeLayer?.setLinkIds(names?.linkIds ?? null);
        refreshFocus();
        flyToPending();
        return;
      }
      if (!map && !before) return;
      stopGlide();
      elements.setPaused(false);
      hover.show({ kind: 'nothing' });
      if (!map) {
        state.loaded = null;
        state.focus = NO_FOCUS;
        painter.setWorld(null);
        nodeLayer?.clear();
        painter.draw();
        return;
      }
      const seen = before ? view.now() : wish;
      const world = createMapWorld(map);
      const grid = createStarGrid(world.x, world.y, world.bounds);
      const loaded = { map, names, world, grid, index: createEntityIndex(map, names) };
      state.loaded = loaded;
      state.focus = sceneFocus(focusInput, loaded);
      view.refit();
      painter.setWorld(world);
      nodeLayer?.setWorld(world);
      nodeLayer?.setLinkIds(names?.linkIds ?? null);
      state.camera = seen ? view.cameraOf(seen) : view.home();
      nodeLayer?.setCamera(state.camera);
      const glide = before && !callbacks.reducedMotion() ? createGlide(before, loaded) : null;
      if (glide) {
        elements.setPaused(true);
        stopGlide = runGlide(glide, painter.draw, () => {
          elements.setPaused(false);
          settle();
        });
      }
      drawAtRest();
      elements.choose();
      if (!before && !nodeLayer) afterFirstPicture();
      flyToPending();
    },
    setColorScheme(scheme) {
      if (state.theme.scheme === scheme) return;
      state.theme = themeTokens(scheme);
      painter.setTheme();
      nodeLayer?.setTheme(state.theme);
      if (!state.loaded) return;
      drawAtRest();
      elements.choose();
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
      setCamera({ ...state.camera, panX: state.camera.panX + x, panY: state.camera.panY + y });
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
      const camera = whole ? view.home() : cameraAt(seen.x * unit, seen.y * unit, state.camera.zoom, next);
      state.camera = camera;
      nodeLayer?.setCamera(camera);
      if (state.loaded) drawAtRest();
      scheduleSettle();
    },
    destroy() {
      destroyed = true;
      clearTimeout(settleTimer);
      stopGlide();
      motion.cancel();
      painter.destroy();
      unbindPointer();
      host.removeEventListener('pointerdown', onPress, { capture: true });
      host.removeEventListener('wheel', onWheel, { capture: true });
      nodeLayer?.destroy();
      canvases.remove();
    },
  };

  function afterFirstPicture(): void {
    requestAnimationFrame(() =>
      setTimeout(() => {
        if (destroyed) return;
        callbacks.onReady();
        void loadNodeLayer();
      }, 0),
    );
  }
  return scene;
}

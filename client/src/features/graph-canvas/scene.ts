import { themeTokens } from '../../theme/tokens.ts';
import {
  type Camera,
  cameraAt,
  fitCamera,
  fromCameraState,
  nearlySameView,
  sameCamera,
  toCameraState,
  visibleBox,
  zoomAround,
} from './camera.ts';
import { chooseElements, MOST_NODES } from './choose-elements.ts';
import { clamp } from './easing.ts';
import { createEntityIndex } from './entity-index.ts';
import { createGlide } from './glide.ts';
import { createGovernor } from './governor.ts';
import type { ShownLabels } from './label-layer.ts';
import { maximumZoom } from './level-of-detail.ts';
import { type CameraState, NOTHING_LIT, type Selection } from './map-contract.ts';
import { createMapWorld } from './map-world.ts';
import { createNodeLayer, type NodeLayer } from './node-layer.ts';
import { createSceneCanvases } from './scene-canvases.ts';
import { type FocusInput, NO_FOCUS, sceneFocus } from './scene-focus.ts';
import { createSceneMotion, wheelFactor } from './scene-motion.ts';
import { createScenePainter } from './scene-painter.ts';
import { bindPointer, type PointerTarget } from './scene-pointer.ts';
import type { Scene, SceneCallbacks, SceneState } from './scene-types.ts';
import { shownItems } from './shown-items.ts';
import { createStarGrid } from './star-grid.ts';
import { targetCamera } from './target-camera.ts';

/** Rest is when nothing moved for this long. */
const SETTLE_MS = 140;
const GLIDE_MS = 600;
/** While moving, elements are chosen anew at most this often, and only after so much of the window or of the zoom. */
const CHOOSE_MS = 260;
const CHOOSE_SHARE = 0.22;
const CHOOSE_ZOOM = 1.35;
const TRACE_MS = 8;
const HIT_REACH_PX = 9;
const MOST_HOVER_LINKS = 80;
const FEWER_NODES = 300;
/** How far out one can zoom, as a share of the zoom at which all is shown. */
const LEAST_ZOOM = 0.7;
const EMITTED_REMEMBERED = 12;
const HIGHEST_PIXEL_RATIO = 2;

/** Builds the map inside `host` and keeps layers, camera and clock together. Cytoscape joins after the first picture. */
export function createScene(host: HTMLElement, callbacks: SceneCallbacks): Scene {
  const canvases = createSceneCanvases(host);
  const governor = createGovernor();
  const state: SceneState = {
    size: { width: Math.max(1, host.clientWidth), height: Math.max(1, host.clientHeight) },
    pixelRatio: Math.min(HIGHEST_PIXEL_RATIO, window.devicePixelRatio || 1),
    camera: { panX: 0, panY: 0, zoom: 1 },
    fitZoom: 1,
    moving: false,
    theme: themeTokens('dark'),
    loaded: null,
    focus: NO_FOCUS,
    lit: NOTHING_LIT,
    litSince: 0,
    hovered: -1,
    hoveredRegion: -1,
    hoverLinks: [],
  };
  const focusInput: FocusInput = { selection: null, focusLinks: [], lit: NOTHING_LIT };
  let layer: NodeLayer | null = null;
  let unbindPointer = (): void => {};
  let destroyed = false;
  let loading = false;
  let settleTimer: ReturnType<typeof setTimeout> | undefined;
  let glideFrame = 0;
  let gliding = false;
  let chosenAt = { at: 0, camera: state.camera };
  let wish: CameraState | null = null;
  let pendingFlight: Selection | null = null;
  let emitted: CameraState[] = [];
  let labelled: ShownLabels = { entities: [], regions: [] };

  const nodes = (): ReadonlySet<number> => layer?.shown() ?? NO_FOCUS.forced;
  const painter = createScenePainter({
    state,
    canvases,
    governor,
    nodes,
    reducedMotion: callbacks.reducedMotion,
  });
  const motion = createSceneMotion({
    now: () => state.camera,
    size: () => state.size,
    set: setCamera,
    zoomRange,
    reducedMotion: callbacks.reducedMotion,
  });
  painter.setTheme();
  painter.resize();

  function setCamera(camera: Camera): void {
    if (layer) {
      layer.setCamera(camera);
      if (!layer.draws) onFrame();
      return;
    }
    state.camera = camera;
    drawAtRest();
    scheduleSettle();
  }

  /** Cytoscape drew a frame: the other layers follow in the same task, so they cannot drift apart. */
  function onFrame(): void {
    if (!layer) return;
    const camera = layer.camera();
    if (sameCamera(camera, state.camera)) return;
    state.camera = camera;
    if (!state.moving) hover({ kind: 'nothing' });
    state.moving = true;
    governor.frame(performance.now());
    painter.draw();
    if (shouldChoose()) choose();
    scheduleSettle();
  }

  function shouldChoose(): boolean {
    const { camera, size } = state;
    if (gliding || performance.now() - chosenAt.at < CHOOSE_MS) return false;
    const factor = camera.zoom / chosenAt.camera.zoom;
    if (factor > CHOOSE_ZOOM || factor < 1 / CHOOSE_ZOOM) return true;
    const expected = zoomAround(chosenAt.camera, factor, size.width / 2, size.height / 2);
    return (
      Math.abs(camera.panX - expected.panX) > size.width * CHOOSE_SHARE ||
      Math.abs(camera.panY - expected.panY) > size.height * CHOOSE_SHARE
    );
  }

  function scheduleSettle(): void {
    clearTimeout(settleTimer);
    settleTimer = setTimeout(settle, SETTLE_MS);
  }

  function settle(): void {
    state.moving = false;
    governor.rest();
    drawAtRest();
    traceChildren();
    choose();
    if (!state.loaded) return;
    const seen = cameraState();
    emitted = [...emitted, seen].slice(-EMITTED_REMEMBERED);
    callbacks.onCamera(seen);
  }

  /** Outlines of children, a few a frame, only while nothing moves. */
  function traceChildren(): void {
    if (state.moving || destroyed || gliding) return;
    const { traced, more } = painter.sky.traceChildren(state.camera, TRACE_MS);
    if (traced > 0) painter.drawSky();
    if (more) setTimeout(traceChildren, 16);
    else if (traced > 0) drawAtRest();
  }

  function drawAtRest(): void {
    if (state.moving) {
      painter.draw();
      return;
    }
    labelled = painter.drawAtRest();
    report();
  }

  function choose(): void {
    const { loaded, camera, size, focus } = state;
    if (!layer || !loaded || gliding) return;
    chosenAt = { at: performance.now(), camera };
    const choice = chooseElements({
      world: loaded.world,
      grid: loaded.grid,
      camera,
      size,
      required: [...(focus.bright ?? []), ...focus.forced],
      mostNodes: governor.step >= 4 ? FEWER_NODES : MOST_NODES,
    });
    const nodeFocus = { lit: focus.bright, links: focus.links, chosenLink: focus.relationship };
    layer.show(choice, nodeFocus, state.moving, () => {
      if (!state.moving && !destroyed) drawAtRest();
    });
  }

  const cameraState = (): CameraState => {
    const unit = state.loaded?.world.unit ?? 1;
    const { x, y, zoom } = toCameraState(state.camera, state.size, state.fitZoom);
    return { x: x / unit, y: y / unit, zoom };
  };
  const cameraOf = ({ x, y, zoom }: CameraState): Camera => {
    const unit = state.loaded?.world.unit ?? 1;
    return fromCameraState({ x: x * unit, y: y * unit, zoom }, state.size, state.fitZoom);
  };

  /** Tells counts and the list of what is shown. */
  function report(): void {
    const { loaded, camera, size } = state;
    if (!loaded) return;
    const box = visibleBox(camera, size);
    const inBox = (entity: number): boolean => {
      const x = loaded.world.x[entity] as number;
      const y = loaded.world.y[entity] as number;
      return x >= box.minX && x <= box.maxX && y >= box.minY && y <= box.maxY;
    };
    callbacks.onCounts({
      nodesShown: [...nodes()].filter(inBox).length,
      entitiesInView: loaded.grid.count(box),
      entitiesTotal: loaded.world.count,
      linksShown: layer?.linksShown() ?? 0,
      linksTotal: loaded.world.totalLinks,
    });
    callbacks.onShown(shownItems(loaded, labelled, [...nodes()].filter(inBox)));
  }

  function hover(target: PointerTarget): void {
    const { loaded } = state;
    state.hovered = target.kind === 'entity' ? target.entity : -1;
    state.hoverLinks = [];
    const region = target.kind === 'region' ? target.region : -1;
    const regionChanged = region !== state.hoveredRegion;
    state.hoveredRegion = region;
    if (loaded && state.hovered >= 0) {
      state.hoverLinks = linksOf(state.hovered);
      const { world, index } = loaded;
      callbacks.onHover({
        id: index.idOf(state.hovered),
        name: index.nameOf(state.hovered),
        type: world.types[world.type[state.hovered] as number] ?? '',
        x: (world.x[state.hovered] as number) * state.camera.zoom + state.camera.panX,
        y: (world.y[state.hovered] as number) * state.camera.zoom + state.camera.panY,
        radius: painter.radiusPx(state.hovered),
      });
    } else callbacks.onHover(null);
    if (state.moving) return;
    if (regionChanged) painter.drawSky();
    painter.animateLabels();
  }

  function linksOf(entity: number): number[] {
    const links = state.loaded?.world.links ?? new Uint32Array(0);
    const found: number[] = [];
    for (let at = 0; at < links.length && found.length < 2 * MOST_HOVER_LINKS; at += 2)
      if (links[at] === entity || links[at + 1] === entity)
        found.push(links[at] as number, links[at + 1] as number);
    return found;
  }

  const selectionOf = (target: PointerTarget): Selection | null => {
    const { loaded } = state;
    if (target.kind === 'relationship') return { kind: 'relationship', id: target.id };
    if (target.kind === 'entity') {
      const id = loaded?.index.idOf(target.entity);
      return id ? { kind: 'entity', id } : null;
    }
    const region = target.kind === 'region' ? loaded?.world.regions[target.region] : undefined;
    return region ? { kind: 'community', id: region.id } : null;
  };

  const entityAt = (x: number, y: number): number =>
    state.loaded?.grid.nearest(
      x,
      y,
      HIT_REACH_PX / state.camera.zoom,
      (entity) => painter.radiusPx(entity) / state.camera.zoom,
    ) ?? -1;

  async function loadNodeLayer(): Promise<void> {
    const { loaded, camera, fitZoom, pixelRatio } = state;
    if (!loaded || layer || loading) return;
    loading = true;
    const started = await createNodeLayer(canvases.nodes, {
      minZoom: fitZoom * LEAST_ZOOM,
      maxZoom: maximumZoom(loaded.world.spacing, fitZoom),
      camera,
      pixelRatio,
    });
    if (destroyed) return started.destroy();
    layer = started;
    started.cy.on(started.draws ? 'render' : 'viewport', onFrame);
    started.setWorld(state.loaded?.world ?? loaded.world);
    started.setTheme(state.theme);
    started.setLinkIds(state.loaded?.names?.linkIds ?? null);
    started.setCamera(state.camera);
    unbindPointer = bindPointer(started, host, {
      entityAt,
      regionAt: (x, y) => painter.sky.regionAt(x, y, state.camera),
      onRest: hover,
      onTap: (target) => callbacks.onSelect(selectionOf(target)),
      onDoubleTap(target) {
        const selection = selectionOf(target);
        if (selection) scene.flyTo(selection);
      },
    });
    settle();
  }

  function refreshFocus(): void {
    const { loaded } = state;
    state.focus = loaded ? sceneFocus(focusInput, loaded.world, loaded.index) : NO_FOCUS;
    if (state.moving || !loaded) return;
    drawAtRest();
    choose();
  }

  function fitNow(): void {
    const { loaded, size } = state;
    if (!loaded) return;
    state.fitZoom = fitCamera(loaded.world.home, size).zoom;
    layer?.setZoomRange(...zoomRange());
  }

  function zoomRange(): [least: number, most: number] {
    const { loaded, fitZoom } = state;
    return [fitZoom * LEAST_ZOOM, loaded ? maximumZoom(loaded.world.spacing, fitZoom) : fitZoom];
  }

  function startGlide(at: (progress: number) => void): void {
    const start = performance.now();
    gliding = true;
    at(0);
    const step = (): void => {
      const progress = Math.min(1, (performance.now() - start) / GLIDE_MS);
      at(progress);
      if (progress < 1) {
        painter.draw();
        glideFrame = requestAnimationFrame(step);
        return;
      }
      gliding = false;
      settle();
    };
    glideFrame = requestAnimationFrame(step);
  }

  function flyToPending(): void {
    const { loaded, size, camera, fitZoom } = state;
    if (!pendingFlight || !loaded) return;
    const maxZoom = maximumZoom(loaded.world.spacing, fitZoom);
    const outline = (region: number) => painter.sky.outline(region)?.box ?? null;
    const target = targetCamera(pendingFlight, {
      loaded,
      focus: state.focus,
      camera,
      size,
      maxZoom,
      outline,
    });
    if (!target && !loaded.index.complete) return;
    pendingFlight = null;
    if (target) motion.flyTo(target);
  }

  const stopFlight = (): void => {
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
  host.addEventListener('pointerdown', stopFlight, { capture: true, passive: true });
  host.addEventListener('wheel', onWheel, { capture: true, passive: false });

  const scene: Scene = {
    setMap(map, names) {
      const before = state.loaded;
      if (before && map === before.map) {
        if (names === before.names) return;
        before.names = names;
        before.index = createEntityIndex(before.map, names);
        layer?.setLinkIds(names?.linkIds ?? null);
        refreshFocus();
        flyToPending();
        return;
      }
      cancelAnimationFrame(glideFrame);
      gliding = false;
      if (!map) {
        if (!before) return;
        state.loaded = null;
        painter.setWorld(null);
        layer?.clear();
        state.focus = NO_FOCUS;
        painter.draw();
        return;
      }
      const seen = before ? cameraState() : null;
      const world = createMapWorld(map);
      const grid = createStarGrid(world.x, world.y, world.bounds);
      const loaded = { map, names, world, grid, index: createEntityIndex(map, names) };
      state.loaded = loaded;
      fitNow();
      painter.setWorld(world);
      layer?.setWorld(world);
      layer?.setLinkIds(names?.linkIds ?? null);
      const home = wish ? cameraOf(wish) : fitCamera(world.home, state.size);
      const camera = seen ? cameraOf(seen) : home;
      const glide = before && !callbacks.reducedMotion() ? createGlide(before, loaded) : null;
      state.focus = sceneFocus(focusInput, world, loaded.index);
      if (glide) startGlide(glide.at);
      state.camera = camera;
      layer?.setCamera(camera);
      drawAtRest();
      choose();
      if (!before) {
        requestAnimationFrame(() =>
          setTimeout(() => {
            if (destroyed) return;
            callbacks.onReady();
            void loadNodeLayer();
          }, 0),
        );
      }
      flyToPending();
    },
    setColorScheme(scheme) {
      if (state.theme.scheme === scheme) return;
      state.theme = themeTokens(scheme);
      painter.setTheme();
      layer?.setTheme(state.theme);
      if (!state.loaded) return;
      drawAtRest();
      choose();
    },
    setFocus(selection, focusLinks) {
      focusInput.selection = selection;
      focusInput.focusLinks = focusLinks;
      refreshFocus();
    },
    setLit(lit) {
      if (lit === focusInput.lit) return;
      focusInput.lit = lit;
      state.lit = lit;
      state.litSince = performance.now();
      refreshFocus();
    },
    setCamera(wanted) {
      wish = wanted;
      if (!wanted || !state.loaded) return;
      const own = [...emitted, cameraState()];
      if (
        own.some((known) =>
          nearlySameView(known, wanted, state.size, state.fitZoom / state.loaded!.world.unit),
        )
      )
        return;
      motion.flyTo(cameraOf(wanted));
    },
    flyTo(selection) {
      pendingFlight = selection;
      flyToPending();
    },
    fit() {
      pendingFlight = null;
      if (state.loaded) motion.flyTo(fitCamera(state.loaded.world.home, state.size));
    },
    zoomBy(factor) {
      const { camera, size, loaded } = state;
      if (!loaded) return;
      const zoom = clamp(camera.zoom * factor, ...zoomRange());
      motion.flyTo(zoomAround(camera, zoom / camera.zoom, size.width / 2, size.height / 2));
    },
    panBy(x, y) {
      motion.cancel();
      setCamera({ ...state.camera, panX: state.camera.panX + x, panY: state.camera.panY + y });
    },
    point(selection) {
      const { loaded } = state;
      if (!loaded || !selection) return hover({ kind: 'nothing' });
      const entity = selection.kind === 'entity' ? loaded.index.indexOf(selection.id) : -1;
      const region = loaded.world.regions.findIndex((candidate) => candidate.id === selection.id);
      if (entity >= 0) hover({ kind: 'entity', entity });
      else hover(region >= 0 ? { kind: 'region', region } : { kind: 'nothing' });
    },
    resize() {
      const next = { width: Math.max(1, host.clientWidth), height: Math.max(1, host.clientHeight) };
      if (next.width === state.size.width && next.height === state.size.height) return;
      const seen = cameraState();
      const unit = state.loaded?.world.unit ?? 1;
      const whole = Math.abs(seen.zoom - 1) < 0.02;
      state.size = next;
      painter.resize();
      fitNow();
      layer?.resize();
      if (!state.loaded) return painter.draw();
      setCamera(
        whole
          ? fitCamera(state.loaded.world.home, next)
          : cameraAt(seen.x * unit, seen.y * unit, state.camera.zoom, next),
      );
      drawAtRest();
      scheduleSettle();
    },
    destroy() {
      destroyed = true;
      clearTimeout(settleTimer);
      cancelAnimationFrame(glideFrame);
      motion.cancel();
      painter.destroy();
      unbindPointer();
      host.removeEventListener('pointerdown', stopFlight, { capture: true });
      host.removeEventListener('wheel', onWheel, { capture: true });
      layer?.destroy();
      canvases.remove();
    },
  };
  return scene;
}

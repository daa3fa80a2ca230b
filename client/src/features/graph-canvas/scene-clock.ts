import { type Camera, sameCamera } from './camera.ts';
import type { Governor } from './governor.ts';
import { createSceneElements, type SceneElements } from './scene-elements.ts';
import type { SceneHover } from './scene-hover.ts';
import type { SceneParts } from './scene-types.ts';
import type { SceneView } from './scene-view.ts';

/** The one clock: what happens in each of Cytoscape's frames, and what when the map comes to rest. */
export interface SceneClock {
  elements: SceneElements;
  /** Cytoscape drew a frame: the other layers follow in the same task, so they cannot drift apart. */
  onFrame(): void;
  /** Moves the one camera: Cytoscape's, or the picture's own before Cytoscape is there. */
  setCamera(camera: Camera): void;
  /** Draws what is there now, and tells what is shown. */
  draw(): void;
  /** Comes to rest: everything is placed and chosen anew, and the camera told. */
  settle(): void;
  /** The same once nothing moved for a moment. */
  settleSoon(): void;
  stop(): void;
}

/** Rest is when nothing moved for this long. */
const SETTLE_MS = 140;
const TRACE_MS = 8;

export interface ClockOptions {
  parts: SceneParts;
  view: SceneView;
  hover: SceneHover;
  governor: Governor;
}

export function createSceneClock({ parts, view, hover, governor }: ClockOptions): SceneClock {
  const { state, painter, layer } = parts;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const elements = createSceneElements(parts, governor, () => {
    if (!state.moving && !stopped) draw();
  });

  function draw(): void {
    if (state.moving) painter.draw();
    else view.tellShown(painter.drawAtRest());
  }

  function settleSoon(): void {
    clearTimeout(timer);
    timer = setTimeout(settle, SETTLE_MS);
  }

  function settle(): void {
    state.moving = false;
    governor.rest();
    if (!state.loaded || stopped) return;
    draw();
    traceChildren();
    elements.choose();
    view.tellCamera();
  }

  /** Outlines of children, a few a frame, only while nothing moves. */
  function traceChildren(): void {
    if (state.moving || stopped) return;
    const { traced, more } = painter.sky.traceChildren(state.camera, TRACE_MS);
    if (traced > 0) painter.drawSky();
    if (more) setTimeout(traceChildren, 16);
    else if (traced > 0) draw();
  }

  return {
    elements,
    onFrame() {
      const camera = layer()?.camera();
      if (!camera || sameCamera(camera, state.camera)) return;
      state.camera = camera;
      if (!state.moving) hover.show({ kind: 'nothing' });
      state.moving = true;
      governor.frame(performance.now());
      painter.draw();
      elements.chooseWhenFar();
      settleSoon();
    },
    setCamera(camera) {
      const nodes = layer();
      if (nodes) {
        nodes.setCamera(camera);
        return;
      }
      state.camera = camera;
      draw();
      settleSoon();
    },
    draw,
    settle,
    settleSoon,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

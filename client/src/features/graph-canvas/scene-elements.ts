import { zoomAround } from './camera.ts';
import { chooseElements, MOST_NODES } from './choose-elements.ts';
import type { Governor } from './governor.ts';
import type { SceneParts } from './scene-types.ts';

export interface SceneElements {
  /** Chooses anew what Cytoscape holds. */
  choose(): void;
  /** The same, but only once the camera has gone far enough from where it was chosen. */
  chooseWhenFar(): void;
  /** While entities glide to new places, nothing is chosen. */
  setPaused(paused: boolean): void;
}

/** While moving, elements are chosen at most this often, and only after so much of the window or of the zoom. */
const CHOOSE_MS = 260;
const CHOOSE_SHARE = 0.22;
const CHOOSE_ZOOM = 1.35;
const FEWER_NODES = 300;

/** Keeps Cytoscape's elements in step with camera and focus. `onShown` runs when they are all there. */
export function createSceneElements(
  { state, layer }: Pick<SceneParts, 'state' | 'layer'>,
  governor: Governor,
  onShown: () => void,
): SceneElements {
  let chosen = { at: 0, camera: state.camera };
  let paused = false;

  function isFar(): boolean {
    const { camera, size } = state;
    const factor = camera.zoom / chosen.camera.zoom;
    if (factor > CHOOSE_ZOOM || factor < 1 / CHOOSE_ZOOM) return true;
    const expected = zoomAround(chosen.camera, factor, size.width / 2, size.height / 2);
    return (
      Math.abs(camera.panX - expected.panX) > size.width * CHOOSE_SHARE ||
      Math.abs(camera.panY - expected.panY) > size.height * CHOOSE_SHARE
    );
  }

  function choose(): void {
    const { loaded, camera, size, focus, moving } = state;
    const nodes = layer();
    if (!nodes || !loaded || paused) return;
    chosen = { at: performance.now(), camera };
    const choice = chooseElements({
      world: loaded.world,
      grid: loaded.grid,
      camera,
      size,
      required: [...(focus.bright ?? []), ...focus.forced],
      mostNodes: governor.step >= 4 ? FEWER_NODES : MOST_NODES,
    });
    const nodeFocus = { lit: focus.bright, links: focus.links, chosenLink: focus.relationship };
    nodes.show(choice, nodeFocus, moving, onShown);
  }

  return {
    choose,
    chooseWhenFar() {
      if (performance.now() - chosen.at >= CHOOSE_MS && isFar()) choose();
    },
    setPaused(next) {
      paused = next;
    },
  };
}

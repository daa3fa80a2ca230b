import type { Scene } from './scene-types.ts';

const STEP_PX = 80;
const LONG_STEP_PX = 320;
const ZOOM = 1.5;

/** Arrows pan (with Shift further), + and - zoom, 0 shows the whole. @returns false for any other key */
export function moveByKey(
  scene: Pick<Scene, 'panBy' | 'zoomBy' | 'fit'>,
  key: string,
  shift: boolean,
): boolean {
  const step = shift ? LONG_STEP_PX : STEP_PX;
  switch (key) {
    case 'ArrowLeft':
      scene.panBy(step, 0);
      return true;
    case 'ArrowRight':
      scene.panBy(-step, 0);
      return true;
    case 'ArrowUp':
      scene.panBy(0, step);
      return true;
    case 'ArrowDown':
      scene.panBy(0, -step);
      return true;
    case '+':
    case '=':
      scene.zoomBy(ZOOM);
      return true;
    case '-':
    case '_':
      scene.zoomBy(1 / ZOOM);
      return true;
    case '0':
      scene.fit();
      return true;
    default:
      return false;
  }
}

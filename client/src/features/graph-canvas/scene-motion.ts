import { type Camera, type Size, sameCamera } from './camera.ts';
import { flightDurationMs, flightPath } from './flight.ts';

export interface SceneMotion {
  /** Flies to a camera; cuts where motion is not wanted. */
  flyTo(camera: Camera): void;
  /** The hand took over. */
  cancel(): void;
  destroy(): void;
}

export interface MotionOptions {
  now: () => Camera;
  size: () => Size;
  set: (camera: Camera) => void;
  reducedMotion: () => boolean;
}

/** Flights of the one camera. */
export function createSceneMotion({ now, size, set, reducedMotion }: MotionOptions): SceneMotion {
  let frame = 0;
  const cancel = (): void => cancelAnimationFrame(frame);
  return {
    flyTo(target) {
      cancel();
      const from = now();
      if (reducedMotion() || sameCamera(from, target)) {
        set(target);
        return;
      }
      const path = flightPath(from, target, size());
      const durationMs = flightDurationMs(from, target, size());
      const start = performance.now();
      const step = (): void => {
        const time = Math.min(1, (performance.now() - start) / durationMs);
        set(path(time));
        if (time < 1) frame = requestAnimationFrame(step);
      };
      frame = requestAnimationFrame(step);
    },
    cancel,
    destroy: cancel,
  };
}

import { type Camera, type Size, sameCamera, zoomAround } from './camera.ts';
import { clamp } from './easing.ts';
import { flightDurationMs, flightPath } from './flight.ts';

export interface SceneMotion {
  /** Flies to a camera; cuts where motion is not wanted. */
  flyTo(camera: Camera): void;
  /** Zooms by a factor around a screen point, over a few frames: notches of a wheel melt into one movement. */
  zoomBy(factor: number, screenX: number, screenY: number): void;
  /** The hand took over. */
  cancel(): void;
}

export interface MotionOptions {
  now: () => Camera;
  size: () => Size;
  set: (camera: Camera) => void;
  zoomRange: () => [least: number, most: number];
  reducedMotion: () => boolean;
}

/** Time in which all but a third of a wheel's turn is done. */
const WHEEL_MS = 55;

/** Flights and wheel zooms of the one camera. */
export function createSceneMotion({ now, size, set, zoomRange, reducedMotion }: MotionOptions): SceneMotion {
  let frame = 0;
  /** What is left of the wheel's zoom, as a logarithm, and where it is around. */
  let wheel = { left: 0, x: 0, y: 0, at: 0 };
  const cancel = (): void => {
    cancelAnimationFrame(frame);
    wheel.left = 0;
  };

  const zoomNow = (factor: number): void => {
    const camera = now();
    const zoom = clamp(camera.zoom * factor, ...zoomRange());
    if (zoom === camera.zoom) wheel.left = 0;
    else set(zoomAround(camera, zoom / camera.zoom, wheel.x, wheel.y));
  };

  const turnWheel = (): void => {
    const time = performance.now();
    const share = 1 - Math.exp((wheel.at - time) / WHEEL_MS);
    const step = Math.abs(wheel.left) < 0.003 ? wheel.left : wheel.left * share;
    wheel = { ...wheel, left: wheel.left - step, at: time };
    zoomNow(Math.exp(step));
    if (wheel.left !== 0) frame = requestAnimationFrame(turnWheel);
  };

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
    zoomBy(factor, x, y) {
      const left = wheel.left + Math.log(factor);
      cancel();
      wheel = { left: reducedMotion() ? 0 : left, x, y, at: performance.now() };
      if (reducedMotion()) zoomNow(factor);
      else frame = requestAnimationFrame(turnWheel);
    },
    cancel,
  };
}

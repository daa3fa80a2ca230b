import { type Camera, cameraAt, type Size } from './camera.ts';

const easeInOutCubic = (time: number): number => (time < 0.5 ? 4 * time ** 3 : 1 - (-2 * time + 2) ** 3 / 2);

/** How willingly a flight rises to cover distance. @see van Wijk and Nuij, section 5: people liked 1.42 */
const RHO = 1.3;

/** View as the paper has it: the middle, and the width of the window in world units. */
interface View {
  x: number;
  y: number;
  width: number;
}

const viewOf = (camera: Camera, size: Size): View => ({
  x: (size.width / 2 - camera.panX) / camera.zoom,
  y: (size.height / 2 - camera.panY) / camera.zoom,
  width: size.width / camera.zoom,
});

/**
 * The way from one camera to another that keeps what is seen moving evenly: it rises, crosses, and comes down.
 *
 * @returns the camera at a time from 0 to 1, eased
 * @see van Wijk and Nuij, "Smooth and efficient zooming and panning", 2003
 */
export function flightPath(from: Camera, to: Camera, size: Size): (time: number) => Camera {
  const start = viewOf(from, size);
  const end = viewOf(to, size);
  const distance = Math.hypot(end.x - start.x, end.y - start.y);
  const at = (x: number, y: number, width: number): Camera => cameraAt(x, y, size.width / width, size);
  const straight = Math.log(end.width / start.width);
  if (distance < start.width * 1e-4)
    return (time) => at(end.x, end.y, start.width * Math.exp(straight * easeInOutCubic(time)));

  const rho2 = RHO * RHO;
  const base =
    (end.width ** 2 - start.width ** 2 + rho2 * rho2 * distance ** 2) / (2 * start.width * rho2 * distance);
  const goal =
    (end.width ** 2 - start.width ** 2 - rho2 * rho2 * distance ** 2) / (2 * end.width * rho2 * distance);
  const rise = -Math.asinh(base);
  const length = (-Math.asinh(goal) - rise) / RHO;
  return (time) => {
    if (time >= 1) return to;
    const s = easeInOutCubic(time) * length;
    const share =
      (start.width * (Math.cosh(rise) * Math.tanh(RHO * s + rise) - Math.sinh(rise))) / (rho2 * distance);
    const width = (start.width * Math.cosh(rise)) / Math.cosh(RHO * s + rise);
    return at(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share, width);
  };
}

/** How long a flight takes: 400 to 600 ms by how much of the view changes. */
export function flightDurationMs(from: Camera, to: Camera, size: Size): number {
  const start = viewOf(from, size);
  const end = viewOf(to, size);
  const steps =
    Math.abs(Math.log2(end.width / start.width)) +
    Math.hypot(end.x - start.x, end.y - start.y) / Math.max(start.width, end.width);
  return 400 + 200 * Math.min(1, steps / 4);
}

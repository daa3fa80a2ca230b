import { clamp } from './easing.ts';

/** Powers of two a pixel of scrolling; lines and pages count for more, and a pinch (which comes with Ctrl) for ten times that. */
const ZOOM_PER_PIXEL = 0.002;
const ZOOM_PER_LINE = 0.05;
const ZOOM_PER_PAGE = 1;
const PINCH = 10;
/** In one event, so that a flick of a free-running wheel stays a zoom and no jump. */
const MOST_PER_EVENT = 0.6;

/** How much a turn of the wheel zooms: a notch of a mouse about 15 %. */
export function wheelFactor(event: Pick<WheelEvent, 'deltaY' | 'deltaMode' | 'ctrlKey'>): number {
  const unit = event.deltaMode === 0 ? ZOOM_PER_PIXEL : event.deltaMode === 1 ? ZOOM_PER_LINE : ZOOM_PER_PAGE;
  const power = -event.deltaY * unit * (event.ctrlKey ? PINCH : 1);
  return 2 ** clamp(power, -MOST_PER_EVENT, MOST_PER_EVENT);
}

export interface GestureListeners {
  /** The hand took over. */
  onPress(): void;
  /** The wheel turned, or fingers pinched on a trackpad, at a point of the host. */
  onWheel(factor: number, x: number, y: number): void;
}

/** Listens before Cytoscape does: its own wheel takes eighty notches of a mouse for a tenfold zoom, this one takes seventeen. @returns how to stop */
export function bindGestures(host: HTMLElement, { onPress, onWheel }: GestureListeners): () => void {
  const turn = (event: WheelEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    const corner = host.getBoundingClientRect();
    onWheel(wheelFactor(event), event.clientX - corner.left, event.clientY - corner.top);
  };
  host.addEventListener('pointerdown', onPress, { capture: true, passive: true });
  host.addEventListener('wheel', turn, { capture: true, passive: false });
  return () => {
    host.removeEventListener('pointerdown', onPress, { capture: true });
    host.removeEventListener('wheel', turn, { capture: true });
  };
}

import type { CameraState } from './map-contract.ts';

/** The one camera: screen = world * zoom + pan, in CSS pixels. */
export interface Camera {
  panX: number;
  panY: number;
  zoom: number;
}

export interface Size {
  width: number;
  height: number;
}

export interface Box {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

/** Room around the map when all of it is shown, as a share of the window. */
const FIT_MARGIN = 0.045;

/** The camera that shows `box` whole and in the middle, leaving `margin` of the window free on each side. */
export function fitCamera(box: Box, size: Size, margin = FIT_MARGIN): Camera {
  const width = Math.max(1e-6, box.maxX - box.minX);
  const height = Math.max(1e-6, box.maxY - box.minY);
  const share = 1 - 2 * margin;
  const zoom = Math.min((size.width * share) / width, (size.height * share) / height);
  return cameraAt((box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2, zoom, size);
}

/** The camera that has the world point (x, y) in the middle of the window. */
export function cameraAt(x: number, y: number, zoom: number, size: Size): Camera {
  return { panX: size.width / 2 - x * zoom, panY: size.height / 2 - y * zoom, zoom };
}

/** What a link keeps of the camera. */
export function toCameraState(camera: Camera, size: Size, fitZoom: number): CameraState {
  return {
    x: (size.width / 2 - camera.panX) / camera.zoom,
    y: (size.height / 2 - camera.panY) / camera.zoom,
    zoom: camera.zoom / fitZoom,
  };
}

/** The camera that a link asks for. */
export function fromCameraState(state: CameraState, size: Size, fitZoom: number): Camera {
  return cameraAt(state.x, state.y, state.zoom * fitZoom, size);
}

/** Zooms by `factor` so that the screen point stays where it is. */
export function zoomAround(camera: Camera, factor: number, screenX: number, screenY: number): Camera {
  return {
    zoom: camera.zoom * factor,
    panX: screenX - (screenX - camera.panX) * factor,
    panY: screenY - (screenY - camera.panY) * factor,
  };
}

/** What of the world is in the window, with `margin` pixels around it. */
export function visibleBox(camera: Camera, size: Size, margin = 0): Box {
  return {
    minX: (-margin - camera.panX) / camera.zoom,
    minY: (-margin - camera.panY) / camera.zoom,
    maxX: (size.width + margin - camera.panX) / camera.zoom,
    maxY: (size.height + margin - camera.panY) / camera.zoom,
  };
}

export function sameCamera(left: Camera, right: Camera): boolean {
  return left.zoom === right.zoom && left.panX === right.panX && left.panY === right.panY;
}

/** True when both look at about the same: a tenth of the window and of the zoom. */
export function nearlySameView(left: CameraState, right: CameraState, size: Size, fitZoom: number): boolean {
  const reach = 0.002 * Math.min(size.width, size.height);
  const zoom = left.zoom * fitZoom;
  return (
    Math.abs(left.x - right.x) * zoom < reach &&
    Math.abs(left.y - right.y) * zoom < reach &&
    Math.abs(left.zoom / right.zoom - 1) < 0.002
  );
}

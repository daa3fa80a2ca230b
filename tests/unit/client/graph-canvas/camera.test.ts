import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fitCamera,
  fromCameraState,
  nearlySameView,
  toCameraState,
  visibleBox,
  zoomAround,
} from '../../../../client/src/features/graph-canvas/camera.ts';
import { flightDurationMs, flightPath } from '../../../../client/src/features/graph-canvas/flight.ts';

const size = { width: 1440, height: 900 };
const box = { minX: -50, minY: -20, maxX: 150, maxY: 80 };
const camera = fc.record({
  panX: fc.integer({ min: -2000, max: 2000 }),
  panY: fc.integer({ min: -2000, max: 2000 }),
  zoom: fc.double({ min: 0.05, max: 20, noNaN: true }),
});

describe('the camera', () => {
  it('fits a box whole and in the middle', () => {
    const seen = visibleBox(fitCamera(box, size), size);
    expect(seen.minX).toBeLessThan(box.minX);
    expect(seen.maxX).toBeGreaterThan(box.maxX);
    expect((seen.minX + seen.maxX) / 2).toBeCloseTo(50);
    expect((seen.minY + seen.maxY) / 2).toBeCloseTo(30);
  });

  it('comes back from a link as it was', () => {
    fc.assert(
      fc.property(camera, (before) => {
        const after = fromCameraState(toCameraState(before, size, 0.4), size, 0.4);
        expect(after.zoom).toBeCloseTo(before.zoom, 6);
        expect(after.panX).toBeCloseTo(before.panX, 4);
        expect(after.panY).toBeCloseTo(before.panY, 4);
      }),
    );
  });

  it('keeps the point under the pointer when it zooms', () => {
    fc.assert(
      fc.property(camera, fc.double({ min: 0.2, max: 5, noNaN: true }), (before, factor) => {
        const after = zoomAround(before, factor, 300, 200);
        expect((300 - after.panX) / after.zoom).toBeCloseTo((300 - before.panX) / before.zoom, 4);
        expect((200 - after.panY) / after.zoom).toBeCloseTo((200 - before.panY) / before.zoom, 4);
      }),
    );
  });

  it('takes views that differ by less than the eye sees for the same', () => {
    const view = { x: 10, y: 10, zoom: 2 };
    expect(nearlySameView(view, { ...view, x: 10.01 }, size, 10)).toBe(true);
    expect(nearlySameView(view, { ...view, x: 14 }, size, 10)).toBe(false);
    expect(nearlySameView(view, { ...view, zoom: 2.1 }, size, 10)).toBe(false);
  });
});

describe('a flight', () => {
  it('starts where the camera is and ends where it shall be', () => {
    fc.assert(
      fc.property(camera, camera, (from, to) => {
        const path = flightPath(from, to, size);
        const start = path(0);
        expect(start.zoom / from.zoom).toBeCloseTo(1, 3);
        expect(visibleBox(start, size).minX).toBeCloseTo(visibleBox(from, size).minX, 1);
        expect(path(1).zoom / to.zoom).toBeCloseTo(1, 6);
        for (const time of [0.1, 0.35, 0.5, 0.8]) expect(Number.isFinite(path(time).panX)).toBe(true);
      }),
    );
  });

  it('rises on a long way, so that the ground does not rush by', () => {
    const from = { panX: 0, panY: 0, zoom: 4 };
    const to = { panX: -40_000, panY: 0, zoom: 4 };
    expect(flightPath(from, to, size)(0.5).zoom).toBeLessThan(1);
  });

  it('takes 400 to 600 ms', () => {
    fc.assert(
      fc.property(camera, camera, (from, to) => {
        const duration = flightDurationMs(from, to, size);
        expect(duration).toBeGreaterThanOrEqual(400);
        expect(duration).toBeLessThanOrEqual(600);
      }),
    );
  });
});

import { readFile } from 'node:fs/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { decodeMap } from '../domain/api/map.ts';
import { findBrowser } from '../tests/support/browser.ts';
import { type SyntheticMap, syntheticMap } from '../tests/support/synthetic-map.ts';
import type { Frames } from './map/page.ts';
import { serveHarness } from './map/serve.ts';

interface Result {
  name: string;
  figures: Record<string, number | string>;
}

const WINDOW = { width: 1440, height: 900 };
/** Frame costs are measured with the rate limit off: JavaScript, raster and compositing are then all inside. */
const FLAGS = [
  '--disable-gpu',
  '--enable-precise-memory-info',
  '--disable-frame-rate-limit',
  '--disable-gpu-vsync',
];

/**
 * First picture and frames while moving, with real wheel and drag input, without a GPU.
 *
 * @param input a body of `GET /api/map` in a file; without one, a synthetic map
 * @param entities of the synthetic map
 */
export async function run({
  input,
  entities = 10_000,
}: {
  input?: string;
  entities?: number;
}): Promise<Result[]> {
  const shown = input ? await readMap(input) : syntheticMap({ entities });
  const server = await serveHarness(shown);
  const found = await findBrowser();
  if (!found) {
    await server.close();
    throw new Error('The benchmark of the map needs Chromium: install it, or name it in CHROMIUM_PATH');
  }
  const browser = await chromium.launch({ ...found, headless: true, args: [...found.args, ...FLAGS] });
  try {
    const idleHeap = await idleHeapOf(browser, server.url);
    const page = await browser.newPage({ viewport: WINDOW });
    await page.goto(server.url);
    await page.waitForFunction(() => window.mapHarness?.marks.names !== undefined);
    await page.waitForTimeout(1500);
    const firstPicture = await page.evaluate(() => window.mapHarness.marks.firstPicture ?? 0);
    const wheelIn = await measure(page, () => wheel(page, -120, 16));
    const drag = await measure(page, () => dragAround(page));
    const wheelOut = await measure(page, () => wheel(page, 120, 18));
    const heap = await heapOf(page);
    return [
      {
        name: `map, ${shown.map.header.count} entities`,
        figures: {
          'first picture, ms': Math.round(firstPicture),
          ...frameFigures('wheel in', wheelIn),
          ...frameFigures('drag', drag),
          ...frameFigures('wheel out', wheelOut),
          'longest task while moving, ms': Math.round(
            Math.max(wheelIn.longTask, drag.longTask, wheelOut.longTask),
          ),
          'heap over idle, MB': round(heap - idleHeap),
        },
      },
    ];
  } finally {
    await browser.close();
    await server.close();
  }
}

async function readMap(path: string): Promise<SyntheticMap> {
  const bytes = await readFile(path);
  const body = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  const map = decodeMap(body);
  const { version, count, names, ids } = map.header;
  const all = <Value>(known: Value[], other: (entity: number) => Value): Value[] =>
    Array.from({ length: count }, (_, entity) => known[entity] ?? other(entity));
  return {
    map,
    names: {
      version,
      names: all(names, (entity) => `entity ${entity}`),
      ids: all(ids, (entity) => `entity-${entity}`),
    },
  };
}

async function measure(page: Page, gesture: () => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    window.mapHarness.frames = { intervals: [], longTask: 0 };
  });
  await gesture();
  const frames = await page.evaluate(() => window.mapHarness.frames);
  await page.waitForTimeout(700);
  return frames;
}

/** Notches of a wheel, one in about 60 ms, at a third of the window. */
async function wheel(page: Page, delta: number, notches: number): Promise<void> {
  await page.mouse.move(WINDOW.width * 0.36, WINDOW.height * 0.48);
  for (let notch = 0; notch < notches; notch++) {
    await page.mouse.wheel(0, delta);
    await page.waitForTimeout(60);
  }
}

async function dragAround(page: Page): Promise<void> {
  const middle = { x: WINDOW.width / 2, y: WINDOW.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  for (let step = 0; step < 90; step++) {
    const turn = (step / 45) * 2 * Math.PI;
    await page.mouse.move(middle.x + 380 * Math.sin(turn), middle.y + 260 * Math.sin(turn * 1.5));
    await page.waitForTimeout(12);
  }
  await page.mouse.up();
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 1e6;
}

async function idleHeapOf(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage({ viewport: WINDOW });
  await page.goto(`${url}empty.html`);
  const heap = await heapOf(page);
  await page.close();
  return heap;
}

const round = (value: number): number => Math.round(value * 10) / 10;

function frameFigures(name: string, { intervals }: Frames): Record<string, number> {
  const sorted = [...intervals].sort((left, right) => left - right);
  const at = (share: number): number => round(sorted[Math.floor(sorted.length * share)] ?? 0);
  return { [`${name}, frame p50, ms`]: at(0.5), [`${name}, frame p95, ms`]: at(0.95) };
}

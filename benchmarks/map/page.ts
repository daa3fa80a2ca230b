import { createElement, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { MapCanvas } from '../../client/src/features/graph-canvas/MapCanvas.tsx';
import {
  type CameraState,
  type FocusLink,
  type Lit,
  type MapCounts,
  type MapHandle,
  NOTHING_LIT,
  type Selection,
} from '../../client/src/features/graph-canvas/map-contract.ts';
import { applyCssVariables } from '../../client/src/theme/css-variables.ts';
import type { ColorScheme } from '../../client/src/theme/tokens.ts';
import { decodeMap, type MapData, type MapNamesResponse } from '../../domain/api/map.ts';

/** Time between frames, and the longest task, since they were last set to nothing. Milliseconds. */
export interface Frames {
  intervals: number[];
  longTask: number;
}

/** What the benchmark reads and drives from outside. */
interface MapHarness {
  /** Milliseconds since navigation. */
  marks: { data?: number; firstPicture?: number; names?: number };
  frames: Frames;
  handle: MapHandle | null;
  counts: MapCounts | null;
  camera: CameraState | null;
  selection: Selection | null;
  setSelection: (selection: Selection | null) => void;
  setLit: (lit: Lit) => void;
  setScheme: (scheme: ColorScheme) => void;
}

declare global {
  interface Window {
    mapHarness: MapHarness;
  }
}

const harness: MapHarness = {
  marks: {},
  frames: { intervals: [], longTask: 0 },
  handle: null,
  counts: null,
  camera: null,
  selection: null,
  setSelection: () => {},
  setLit: () => {},
  setScheme: () => {},
};
window.mapHarness = harness;

function watchFrames(): void {
  let before = 0;
  const next = (now: number): void => {
    if (before > 0) harness.frames.intervals.push(now - before);
    before = now;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      harness.frames.longTask = Math.max(harness.frames.longTask, entry.duration);
  }).observe({ type: 'longtask' });
}
watchFrames();

const query = new URLSearchParams(location.search);

/** The links of the selected entity, from the map's own: there is no server here. */
function linksOf(
  selection: Selection | null,
  map: MapData | null,
  names: MapNamesResponse | null,
): FocusLink[] {
  if (selection?.kind !== 'entity' || !map || !names) return [];
  const entity = names.ids.indexOf(selection.id);
  const links: FocusLink[] = [];
  for (let link = 0; link < map.header.linkCount; link++) {
    const [source, target] = [map.links[2 * link] as number, map.links[2 * link + 1] as number];
    if (source !== entity && target !== entity) continue;
    links.push({
      id: names.linkIds?.[link] ?? `r${link}`,
      sourceId: names.ids[source] as string,
      targetId: names.ids[target] as string,
      origin: map.linkOrigin[link] === 0 ? 'stated' : 'co-occurrence',
      type: 'RELATED_TO',
    });
  }
  return links;
}

function Page() {
  const [map, setMap] = useState<MapData | null>(null);
  const [names, setNames] = useState<MapNamesResponse | null>(null);
  const [selection, setSelection] = useState<Selection | null>(null);
  const [lit, setLit] = useState<Lit>(NOTHING_LIT);
  const [scheme, setScheme] = useState<ColorScheme>(query.get('scheme') === 'light' ? 'light' : 'dark');
  const [links, setLinks] = useState<FocusLink[]>([]);
  useEffect(() => {
    fetch('/map.bin')
      .then((response) => response.arrayBuffer())
      .then((body) => {
        setMap(decodeMap(body));
        harness.marks.data = performance.now();
      });
  }, []);
  useEffect(() => applyCssVariables(document.documentElement, scheme), [scheme]);
  useEffect(() => setLinks(linksOf(selection, map, names)), [selection, map, names]);
  useEffect(() => {
    Object.assign(harness, { selection, setSelection, setLit, setScheme });
  }, [selection]);
  return createElement(MapCanvas, {
    map,
    names,
    colorScheme: scheme,
    selection,
    lit,
    focusLinks: links,
    camera: null,
    labels: {
      map: 'Map',
      help: 'Arrows pan, plus and minus zoom, 0 shows everything.',
      list: 'On the map',
      typeName: (type) => type.toLowerCase(),
      region: (title, size) => `${title}, ${size} entities`,
    },
    describe: async (id) =>
      `One sentence about ${id}, as the documents have it, long enough to wrap onto a second line.`,
    onSelect: setSelection,
    onCameraChange: (camera) => {
      harness.camera = camera;
    },
    onCounts: (counts) => {
      harness.counts = counts;
    },
    onReady: () => {
      harness.marks.firstPicture = performance.now();
      fetch('/names.json')
        .then((response) => response.json())
        .then((body: MapNamesResponse) => {
          setNames(body);
          harness.marks.names = performance.now();
        });
    },
    ref: (handle: MapHandle | null) => {
      harness.handle = handle;
    },
  });
}

const root = document.getElementById('root');
if (root) createRoot(root).render(createElement(Page));

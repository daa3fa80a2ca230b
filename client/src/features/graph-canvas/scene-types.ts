import type { MapData, MapNamesResponse } from '../../../../domain/api/map.ts';
import type { ColorScheme, ThemeTokens } from '../../theme/tokens.ts';
import type { Camera, Size } from './camera.ts';
import type { EntityIndex } from './entity-index.ts';
import type { LitTimeline } from './lit-timeline.ts';
import type { CameraState, FocusLink, Lit, MapCounts, Selection } from './map-contract.ts';
import type { MapWorld } from './map-world.ts';
import type { NodeLayer } from './node-layer.ts';
import type { SceneFocus } from './scene-focus.ts';
import type { ScenePainter } from './scene-painter.ts';
import type { StarGrid } from './star-grid.ts';

/** An entity under the pointer or the keyboard's focus, with its place on screen. */
export interface Hover {
  id: string;
  name: string;
  type: string;
  x: number;
  y: number;
  /** Radius on screen of what is drawn there. */
  radius: number;
}

/** One thing that the map shows, for the list that readers and keys walk. */
export interface ShownItem {
  selection: Selection;
  name: string;
  /** Of an entity. */
  type: string;
  /** Of a community. */
  size: number;
}

export interface SceneCallbacks {
  onSelect(selection: Selection | null): void;
  onCamera(state: CameraState): void;
  onCounts(counts: MapCounts): void;
  onShown(items: ShownItem[]): void;
  onHover(hover: Hover | null): void;
  onReady(): void;
  /** True when flights shall cut. */
  reducedMotion(): boolean;
}

/** The map behind the component: layers, camera and clock. */
export interface Scene {
  setMap(map: MapData | null, names: MapNamesResponse | null): void;
  setColorScheme(scheme: ColorScheme): void;
  setFocus(selection: Selection | null, focusLinks: readonly FocusLink[]): void;
  setLit(lit: Lit): void;
  /** Null means: no wish. */
  setCamera(state: CameraState | null): void;
  flyTo(selection: Selection): void;
  fit(): void;
  zoomBy(factor: number): void;
  panBy(x: number, y: number): void;
  /** Marks what the keyboard is on; null takes the mark away. */
  point(selection: Selection | null): void;
  resize(): void;
  destroy(): void;
}

/** What is on the map and where it looks; everything the layers draw from. */
export interface SceneState {
  size: Size;
  pixelRatio: number;
  camera: Camera;
  /** The zoom at which all of it is shown. */
  fitZoom: number;
  moving: boolean;
  theme: ThemeTokens;
  loaded: LoadedMap | null;
  focus: SceneFocus;
  lit: LitTimeline;
  /** Entity under the pointer or the keyboard, -1 for none. */
  hovered: number;
  hoveredRegion: number;
  /** Pairs of entities. */
  hoverLinks: readonly number[];
}

export interface LoadedMap {
  map: MapData;
  names: MapNamesResponse | null;
  world: MapWorld;
  grid: StarGrid;
  index: EntityIndex;
}

/** What the controllers of the scene share. */
export interface SceneParts {
  host: HTMLElement;
  callbacks: SceneCallbacks;
  state: SceneState;
  painter: ScenePainter;
  /** Null until Cytoscape is loaded. */
  layer: () => NodeLayer | null;
}

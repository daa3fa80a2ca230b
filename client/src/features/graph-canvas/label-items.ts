import type { ThemeTokens } from '../../theme/tokens.ts';
import type { Camera, Size } from './camera.ts';
import type { LabelCandidate } from './label-placer.ts';
import type { MapWorld } from './map-world.ts';
import type { RegionOutline } from './region-outline.ts';
import type { TextMeasure, TextStyle } from './text-measure.ts';

/** A text that may be placed, with all that painting needs. */
export interface LabelItem {
  candidate: LabelCandidate;
  /** Where it belongs, in world units: it is carried along while the map moves. */
  worldX: number;
  worldY: number;
  lines: readonly string[];
  style: TextStyle;
  lineHeight: number;
  colour: string;
  strength: number;
  /** Index of what it names; -1 when it is the other kind. */
  entity: number;
  region: number;
}

export interface LabelScene {
  world: MapWorld;
  theme: ThemeTokens;
  camera: Camera;
  size: Size;
  /** Empty while the name is not known. */
  nameOf: (entity: number) => string;
  /** Diameter on screen of an entity's node, 0 when it is a star. */
  nodePx: (entity: number) => number;
  /** A region's outline, null when it is not traced. */
  outline: (region: number) => RegionOutline | null;
  /** Named whatever the zoom: the selected thing, its neighbours, what an answer used. */
  required: ReadonlySet<number>;
  /** Of those, what is named even without room, and before any title. */
  forced: ReadonlySet<number>;
  /** Something is in focus: titles step back, and only what is required is named. */
  focused: boolean;
  measure: TextMeasure;
}

/** Of all labels, as a share of their size. */
export const LINE_HEIGHT = 1.22;

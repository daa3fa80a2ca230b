import type { Ref } from 'react';
import type { MapData, MapNamesResponse } from '../../../../domain/api/map.ts';
import type { ColorScheme } from '../../theme/tokens.ts';
import type {
  CameraState,
  FocusLink,
  Lit,
  MapCounts,
  MapHandle,
  MapLabels,
  Selection,
} from './map-contract.ts';

export interface MapCanvasProps {
  /** Null while it loads: the ground is drawn, nothing else. */
  map: MapData | null;
  /** All names, fetched after the first picture; null until then. */
  names: MapNamesResponse | null;
  colorScheme: ColorScheme;
  selection: Selection | null;
  /** What an answer used; `NOTHING_LIT` for nothing. */
  lit: Lit;
  /** Links of the selected entity; empty when nothing is selected or they are on their way. */
  focusLinks: readonly FocusLink[];
  /** Where to look at first (from the URL); null fits everything. Later changes fly there. */
  camera: CameraState | null;
  labels: MapLabels;
  onSelect: (selection: Selection | null) => void;
  /** After the map came to rest somewhere else. */
  onCameraChange: (camera: CameraState) => void;
  onCounts?: (counts: MapCounts) => void;
  /** The first picture is on screen. */
  onReady?: () => void;
  /** One sentence about an entity, for the card under the pointer; empty for none. */
  describe?: (entityId: string) => Promise<string>;
  ref?: Ref<MapHandle>;
}

/** The map: regions, stars, nodes and titles, from the whole down to one entity. Fills its parent. */
export function MapCanvas(props: MapCanvasProps) {
  return <section aria-label={props.labels.map} />;
}

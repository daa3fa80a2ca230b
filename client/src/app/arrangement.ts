import type { Panel } from './url-state.ts';

/** What is in front where not everything has room: the last thing that was asked for. */
export type Front = 'map' | 'panel' | 'inspector' | 'document';

/** Widths that people chose, in pixels. */
export interface PaneSizes {
  left: number;
  inspector: number;
  document: number;
  bottom: number;
}

/** Which panes there are, and which of them are on screen: one that is not keeps what runs in it. */
export interface Arrangement {
  mode: 'wide' | 'medium' | 'narrow' | 'phone';
  map: boolean;
  /** Beside the map on the left, or on its own where there is no room. */
  left: 'ask' | 'library' | null;
  isLeftShown: boolean;
  /** Cypher: below the map, or on its own. */
  bottom: boolean;
  isBottomShown: boolean;
  document: boolean;
  inspector: boolean;
  /** True when the document stands where the inspector or a panel would: it offers a way back. */
  documentCovers: boolean;
}

const RAIL_PX = 52;
const MIN_MAP_PX = 360;
const WIDE_PX = 1280;
/** Below, panels take turns with the map. */
export const MEDIUM_PX = 1024;
const PHONE_PX = 600;

interface Wanted {
  width: number;
  panel: Panel | null;
  hasSelection: boolean;
  hasDocument: boolean;
  inspectorOpen: boolean;
  front: Front;
  sizes: PaneSizes;
}

/** What fits: everything beside the map on a wide window, one thing beside it on a smaller one, else in turns. */
export function arrange(wanted: Wanted): Arrangement {
  const { width } = wanted;
  if (width >= WIDE_PX) return arrangeWide(wanted);
  if (width >= MEDIUM_PX) return arrangeMedium(wanted);
  return arrangeTurns(wanted, width >= PHONE_PX ? 'narrow' : 'phone');
}

function leftOf(panel: Panel | null): Arrangement['left'] {
  return panel === 'ask' || panel === 'library' ? panel : null;
}

function arrangeWide({ width, panel, hasDocument, inspectorOpen, sizes }: Wanted): Arrangement {
  const left = leftOf(panel);
  const taken = RAIL_PX + (left ? sizes.left : 0) + (inspectorOpen ? sizes.inspector : 0) + sizes.document;
  const isCovering = hasDocument && inspectorOpen && width - taken < MIN_MAP_PX;
  return {
    mode: 'wide',
    map: true,
    left,
    isLeftShown: left !== null,
    bottom: panel === 'cypher',
    isBottomShown: panel === 'cypher',
    document: hasDocument,
    inspector: inspectorOpen && !isCovering,
    documentCovers: isCovering,
  };
}

/** The one that is in front, else the next below it. */
function frontmost({ front, panel, hasSelection, hasDocument }: Wanted, isPanel: boolean): Front {
  if (front === 'document' && hasDocument) return 'document';
  if ((front === 'document' || front === 'inspector') && hasSelection) return 'inspector';
  if (front === 'map') return 'map';
  return isPanel && panel !== null && panel !== 'map' ? 'panel' : 'map';
}

function arrangeMedium(wanted: Wanted): Arrangement {
  const left = leftOf(wanted.panel);
  const shown = frontmost(wanted, left !== null);
  const bottom = wanted.panel === 'cypher';
  return {
    mode: 'medium',
    map: true,
    left,
    isLeftShown: shown === 'panel',
    bottom,
    isBottomShown: bottom,
    document: shown === 'document',
    inspector: shown === 'inspector',
    documentCovers: shown === 'document' && (wanted.hasSelection || left !== null),
  };
}

function arrangeTurns(wanted: Wanted, mode: 'narrow' | 'phone'): Arrangement {
  const panel = wanted.panel ?? (mode === 'phone' ? 'ask' : 'map');
  const shown = frontmost({ ...wanted, panel }, true);
  const left = leftOf(panel);
  return {
    mode,
    map: shown === 'map',
    left,
    isLeftShown: shown === 'panel' && left !== null,
    bottom: panel === 'cypher',
    isBottomShown: shown === 'panel' && panel === 'cypher',
    document: shown === 'document',
    inspector: shown === 'inspector',
    documentCovers: shown === 'document',
  };
}

/** What a fresh page has in front: the most particular thing that its address names. */
export function initialFront({
  hasDocument,
  hasSelection,
  panel,
  mapInFront,
}: {
  hasDocument: boolean;
  hasSelection: boolean;
  panel: Panel | null;
  mapInFront: boolean;
}): Front {
  if (mapInFront) return 'map';
  if (hasDocument) return 'document';
  if (hasSelection) return 'inspector';
  return panel === 'map' ? 'map' : 'panel';
}

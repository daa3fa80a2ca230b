import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Navigator } from '../components/navigator.ts';
import type { CameraState, MapHandle } from '../features/graph-canvas/map-contract.ts';
import type { LitEntities } from '../selection.ts';
import { type Front, initialFront, MEDIUM_PX } from './arrangement.ts';
import { type Panel, parseUrlState, type UrlState } from './url-state.ts';
import { type ChangeUrlState, useUrlState } from './use-url-state.ts';

/** Everything the page remembers above its parts, and how the parts change it. */
export interface PageState {
  url: UrlState;
  change: ChangeUrlState;
  navigator: Navigator;
  lit: LitEntities | null;
  front: Front;
  openPanel: (panel: Panel) => void;
  /** The map comes to the front, with the inspector beside it; where panels take turns, the panel waits behind it. */
  lookAtMap: () => void;
  lookAtSelection: () => void;
  isInspectorOpen: boolean;
  closeInspector: () => void;
  closeDocument: () => void;
  /** A question sent from elsewhere than the Ask panel; `key` tells two equal ones apart. */
  askRequest: { question: string; key: number } | null;
  /** Where the map should look: from the address, at the start and after going back. */
  cameraTarget: CameraState | null;
  mapHandle: React.RefObject<MapHandle | null>;
}

const frontOf = (url: UrlState): Front =>
  initialFront({
    hasDocument: url.place !== null,
    hasSelection: url.selection !== null,
    panel: url.panel,
    mapInFront: url.mapInFront,
  });

/** Where the map was asked to look by the address: at the start, and whenever people go back or forward. */
function useVisitedState(onVisit: (url: UrlState) => void): CameraState | null {
  const [camera, setCamera] = useState(() => parseUrlState(window.location.search).camera);
  const visit = useRef(onVisit);
  visit.current = onVisit;
  useEffect(() => {
    const onPopState = () => {
      const url = parseUrlState(window.location.search);
      if (url.camera) setCamera(url.camera);
      visit.current(url);
    };
    window.addEventListener('popstate', onPopState);
    return () => window.removeEventListener('popstate', onPopState);
  }, []);
  return camera;
}

/** The state of the page: what a link restores lives in the address, the rest here. */
export function usePageState(): PageState {
  const [url, change] = useUrlState();
  const [lit, setLit] = useState<LitEntities | null>(null);
  const [front, setFront] = useState<Front>(() => frontOf(url));
  const [isInspectorOpen, setInspectorOpen] = useState(true);
  const [askRequest, setAskRequest] = useState<PageState['askRequest']>(null);
  const mapHandle = useRef<MapHandle | null>(null);
  const cameraTarget = useVisitedState((visited) => setFront(frontOf(visited)));

  const openPanel = useCallback(
    (panel: Panel) => {
      change({ panel, mapInFront: false });
      setFront(panel === 'map' ? 'map' : 'panel');
    },
    [change],
  );
  const lookAtMap = useCallback(() => {
    change(window.innerWidth < MEDIUM_PX ? { mapInFront: true } : { panel: 'map' });
    setFront('map');
    setInspectorOpen(true);
  }, [change]);
  const lookAtSelection = useCallback(() => {
    change({ mapInFront: false });
    setFront('inspector');
  }, [change]);

  const navigator = useMemo<Navigator>(
    () => ({
      select(selection, options) {
        change({ selection, mapInFront: false });
        if (selection) setInspectorOpen(true);
        setFront((now) => (selection ? 'inspector' : now === 'inspector' ? 'map' : now));
        if (selection && options?.fly) mapHandle.current?.flyTo(selection);
      },
      showOnMap(selection) {
        const isTurn = window.innerWidth < MEDIUM_PX;
        change({ selection, mapInFront: isTurn });
        if (isTurn) setFront('map');
        mapHandle.current?.flyTo(selection);
      },
      openDocument(place) {
        change({ place, mapInFront: false });
        setFront('document');
      },
      light: setLit,
      ask(question) {
        openPanel('ask');
        setAskRequest({ question, key: Date.now() });
      },
      cypher(query) {
        change({ panel: 'cypher', query, mapInFront: false });
        setFront('panel');
      },
      openLibrary: () => openPanel('library'),
    }),
    [change, openPanel],
  );

  const closeInspector = useCallback(() => {
    setInspectorOpen(false);
    setFront('panel');
    change({ selection: null });
  }, [change]);
  const closeDocument = useCallback(() => {
    change({ place: null });
    setFront('inspector');
  }, [change]);

  return {
    url,
    change,
    navigator,
    lit,
    front,
    openPanel,
    lookAtMap,
    lookAtSelection,
    isInspectorOpen,
    closeInspector,
    closeDocument,
    askRequest,
    cameraTarget,
    mapHandle,
  };
}

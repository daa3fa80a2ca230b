import { Button } from '@mantine/core';
import { useLocalStorage, useViewportSize } from '@mantine/hooks';
import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { NavigatorProvider } from '../components/navigator.ts';
import { SearchBox } from '../features/search/SearchBox.tsx';
import { useServer } from './api.ts';
import { arrange, type PaneSizes } from './arrangement.ts';
import { Foot } from './Foot.tsx';
import { Guide } from './Guide.tsx';
import { MapPane, type MapPaneProps } from './MapPane.tsx';
import { OfflineBanner } from './OfflineBanner.tsx';
import classes from './page.module.css';
import { BottomPane, DocumentPane, InspectorPane, LeftPane } from './panes.tsx';
import { Rail } from './Rail.tsx';
import { TokenForm } from './TokenForm.tsx';
import { useCommands } from './use-commands.ts';
import { useFileDrag } from './use-file-drag.ts';
import { usePageKeys } from './use-page-keys.ts';
import { type PageState, usePageState } from './use-page-state.ts';
import { usePaneSizes } from './use-pane-sizes.ts';
import { useThemeVariables } from './use-theme-variables.ts';

/** The map as the page holds it; `children` lie over it. */
function MapSlot({
  page,
  isShown,
  ...rest
}: Pick<MapPaneProps, 'status' | 'colorScheme' | 'children'> & { page: PageState; isShown: boolean }) {
  const { url, change, mapHandle } = page;
  return (
    <div className={classes.mapSlot} data-shown={isShown}>
      <MapPane
        {...rest}
        selection={url.selection}
        lit={page.lit}
        camera={page.cameraTarget}
        isList={url.list}
        handle={mapHandle}
        onCameraChange={(camera) => change({ camera }, { replace: true })}
        onList={(list) => change({ list })}
        onReady={() => {
          if (url.selection && !url.camera) mapHandle.current?.flyTo(url.selection);
        }}
      />
    </div>
  );
}

/** Where panels take turns, the way from the map to what is selected on it. */
function ToSelection({ page }: { page: PageState }) {
  const { t } = useTranslation();
  if (!page.url.selection) return null;
  return (
    <div className={classes.mapSelection}>
      <Button size="xs" variant="default" onClick={page.lookAtSelection}>
        {t('shell.inspector')}
      </Button>
    </div>
  );
}

function useArrangement({ url, isInspectorOpen, front }: PageState, sizes: PaneSizes) {
  const viewport = useViewportSize();
  const arrangement = arrange({
    width: viewport.width || window.innerWidth,
    panel: url.panel,
    hasSelection: url.selection !== null,
    hasDocument: url.place !== null,
    inspectorOpen: isInspectorOpen,
    front,
    sizes,
  });
  return { arrangement, isTurns: arrangement.mode === 'narrow' || arrangement.mode === 'phone' };
}

/** The search box's input, and what brings the cursor there. */
function useSearchFocus() {
  const input = useRef<HTMLInputElement>(null);
  const focus = useCallback(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  usePageKeys(focus);
  return input;
}

/** The one page: rail, map, panes around it, foot. */
export function Page() {
  const { t } = useTranslation();
  const colorScheme = useThemeVariables();
  const page = usePageState();
  const [sizes, resize] = usePaneSizes();
  const { arrangement, isTurns } = useArrangement(page, sizes);
  const { status, isOffline, isLocked, retry } = useServer();
  const [isGuideDone, setGuideDone] = useLocalStorage({
    key: 'orrery-guide-done',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const searchInput = useSearchFocus();
  const openLibrary = () => page.openPanel('library');
  useFileDrag(openLibrary);
  const showGuide = useCallback(() => setGuideDone(false), [setGuideDone]);
  const commands = useCommands(page, showGuide);
  if (isLocked) return <TokenForm />;

  const { panel } = page.url;
  const current =
    isTurns && arrangement.map ? 'map' : (panel ?? (arrangement.mode === 'phone' ? 'ask' : 'map'));
  const searchBox = <SearchBox commands={commands} inputRef={searchInput} />;
  const shared = { page, arrangement, room: { sizes, isFilling: isTurns, onResize: resize } };
  return (
    <NavigatorProvider value={page.navigator}>
      <div className={classes.page} data-mode={arrangement.mode}>
        <a className={classes.skip} href="#map">
          {t('shell.skipToMap')}
        </a>
        <Rail
          current={current}
          isBusy={Boolean(status?.job)}
          onOpen={(wanted) => (wanted === 'map' ? page.lookAtMap() : page.openPanel(wanted))}
        />
        {isTurns ? <div className={classes.searchTop}>{searchBox}</div> : null}
        <div className={classes.stage}>
          <LeftPane {...shared} status={status} />
          <div className={classes.middle}>
            <MapSlot page={page} isShown={arrangement.map} status={status} colorScheme={colorScheme}>
              {isTurns ? <ToSelection page={page} /> : <div className={classes.searchOver}>{searchBox}</div>}
              {isGuideDone || !status ? null : (
                <Guide onDone={() => setGuideDone(true)} onOpenLibrary={openLibrary} />
              )}
            </MapSlot>
            <BottomPane {...shared} />
          </div>
          <DocumentPane {...shared} />
          <InspectorPane {...shared} />
        </div>
        {isOffline ? <OfflineBanner onRetry={retry} /> : null}
        <Foot status={status} onGuide={showGuide} onOpenLibrary={openLibrary} />
      </div>
    </NavigatorProvider>
  );
}

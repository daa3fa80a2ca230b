import { Button } from '@mantine/core';
import { useLocalStorage, useViewportSize } from '@mantine/hooks';
import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { NavigatorProvider } from '../components/navigator.ts';
import { SearchBox } from '../features/search/SearchBox.tsx';
import { RequestError } from '../request-error.ts';
import { useFreshIndex, useRecovery, useStatus } from './api.ts';
import { arrange } from './arrangement.ts';
import { Foot } from './Foot.tsx';
import { Guide } from './Guide.tsx';
import { MapPane } from './MapPane.tsx';
import { OfflineBanner } from './OfflineBanner.tsx';
import classes from './page.module.css';
import { BottomPane, DocumentPane, InspectorPane, LeftPane } from './panes.tsx';
import { Rail } from './Rail.tsx';
import { TokenForm } from './TokenForm.tsx';
import type { Panel } from './url-state.ts';
import { useCommands } from './use-commands.ts';
import { useFileDrag } from './use-file-drag.ts';
import { usePageKeys } from './use-page-keys.ts';
import { usePageState } from './use-page-state.ts';
import { usePaneSizes } from './use-pane-sizes.ts';
import { useThemeVariables } from './use-theme-variables.ts';

/** The one page: rail, map, panes around it, foot. */
export function Page() {
  const { t } = useTranslation();
  const colorScheme = useThemeVariables();
  const page = usePageState();
  const { url, change } = page;
  const [sizes, resize] = usePaneSizes();
  const viewport = useViewportSize();
  const statusQuery = useStatus();
  const status = statusQuery.data;
  useFreshIndex(status?.index.version);
  const isOffline = statusQuery.error instanceof RequestError && statusQuery.error.code === 'offline';
  useRecovery(isOffline);
  const [isGuideDone, setGuideDone] = useLocalStorage({
    key: 'orrery-guide-done',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const search = useRef<HTMLInputElement>(null);
  const focusSearch = useCallback(() => {
    search.current?.focus();
    search.current?.select();
  }, []);
  usePageKeys(focusSearch);
  useFileDrag(() => page.openPanel('library'));
  const showGuide = useCallback(() => setGuideDone(false), [setGuideDone]);
  const commands = useCommands(page, showGuide);

  if (statusQuery.error instanceof RequestError && statusQuery.error.code === 'unauthorized')
    return <TokenForm />;

  const arrangement = arrange({
    width: viewport.width || window.innerWidth,
    panel: url.panel,
    hasSelection: url.selection !== null,
    hasDocument: url.place !== null,
    inspectorOpen: page.isInspectorOpen,
    front: page.front,
    sizes,
  });
  const isTurns = arrangement.mode === 'narrow' || arrangement.mode === 'phone';
  const shared = { page, arrangement, sizes, resize, isTurns };
  const current =
    isTurns && arrangement.map ? 'map' : (url.panel ?? (arrangement.mode === 'phone' ? 'ask' : 'map'));
  const open = (panel: Panel) => (panel === 'map' ? page.lookAtMap() : page.openPanel(panel));
  return (
    <NavigatorProvider value={page.navigator}>
      <div className={classes.page} data-mode={arrangement.mode}>
        <a className={classes.skip} href="#map">
          {t('shell.skipToMap')}
        </a>
        <Rail current={current} isBusy={Boolean(status?.job)} onOpen={open} />
        {isTurns ? (
          <div className={classes.searchTop}>
            <SearchBox commands={commands} inputRef={search} />
          </div>
        ) : null}
        <div className={classes.stage}>
          <LeftPane {...shared} status={status} />
          <div className={classes.middle}>
            <div className={classes.mapSlot} data-shown={arrangement.map}>
              <MapPane
                status={status}
                colorScheme={colorScheme}
                selection={url.selection}
                lit={page.lit}
                camera={page.cameraTarget}
                isList={url.list}
                handle={page.mapHandle}
                onCameraChange={(camera) => change({ camera }, { replace: true })}
                onList={(list) => change({ list })}
                onReady={() => {
                  if (url.selection && !url.camera) page.mapHandle.current?.flyTo(url.selection);
                }}
              >
                {isTurns ? null : (
                  <div className={classes.searchOver}>
                    <SearchBox commands={commands} inputRef={search} />
                  </div>
                )}
                {isTurns && url.selection ? (
                  <div className={classes.mapSelection}>
                    <Button size="xs" variant="default" onClick={page.lookAtSelection}>
                      {t('shell.inspector')}
                    </Button>
                  </div>
                ) : null}
                {isGuideDone || !status ? null : (
                  <Guide onDone={() => setGuideDone(true)} onOpenLibrary={() => page.openPanel('library')} />
                )}
              </MapPane>
            </div>
            <BottomPane {...shared} />
          </div>
          <DocumentPane {...shared} />
          <InspectorPane {...shared} />
        </div>
        {isOffline ? <OfflineBanner onRetry={() => void statusQuery.refetch()} /> : null}
        <Foot status={status} onGuide={showGuide} onOpenLibrary={() => page.openPanel('library')} />
      </div>
    </NavigatorProvider>
  );
}

import { ActionIcon, Tooltip } from '@mantine/core';
import { IconList, IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import { type ReactNode, type RefObject, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StatusResponse } from '../../../domain/api/status.ts';
import { ErrorState } from '../components/ErrorState.tsx';
import { useNavigator } from '../components/navigator.ts';
import { useTypeNames } from '../components/use-type-names.ts';
import { MapCanvas } from '../features/graph-canvas/MapCanvas.tsx';
import {
  type CameraState,
  type Lit,
  type MapCounts,
  type MapHandle,
  NOTHING_LIT,
} from '../features/graph-canvas/map-contract.ts';
import type { LitEntities, Selection } from '../selection.ts';
import type { ColorScheme } from '../theme/tokens.ts';
import { useDescribe, useFocusLinks, useMap, useMapNames } from './api.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { MapEmpty } from './MapEmpty.tsx';
import { MapOutline } from './MapOutline.tsx';
import classes from './map-pane.module.css';

export interface MapPaneProps {
  status: StatusResponse | undefined;
  colorScheme: ColorScheme;
  selection: Selection | null;
  lit: LitEntities | null;
  camera: CameraState | null;
  isList: boolean;
  handle: RefObject<MapHandle | null>;
  onCameraChange: (camera: CameraState) => void;
  onList: (isList: boolean) => void;
  onReady: () => void;
  children?: ReactNode;
}

function useMapLabels() {
  const { t } = useTranslation();
  const typeNames = useTypeNames();
  return useMemo(
    () => ({
      map: t('shell.mapOf'),
      help: t('shell.mapHelp'),
      list: t('shell.mapList'),
      typeName: typeNames.entity,
      region: (title: string, size: number) => t('shell.mapRegion', { title, count: size }),
    }),
    [t, typeNames],
  );
}

/** How much of the index is drawn now. */
function CountLine({ counts }: { counts: MapCounts }) {
  const { t } = useTranslation();
  const { entitiesInView, entitiesTotal, linksShown, linksTotal } = counts;
  return (
    <p className={classes.counts}>
      {t('shell.entitiesShown', { shown: entitiesInView, total: entitiesTotal })}
      {linksShown > 0 ? ` · ${t('shell.linksShown', { shown: linksShown, total: linksTotal })}` : ''}
    </p>
  );
}

/** The map with what lies over it: zoom, counts, its empty and loading states; or the same as a list. */
export function MapPane(props: MapPaneProps) {
  const { status, selection, lit, handle, children } = props;
  const { t } = useTranslation();
  const { select } = useNavigator();
  const [isReady, setReady] = useState(false);
  const [counts, setCounts] = useState<MapCounts | null>(null);
  const version = status?.index.version;
  const map = useMap(version);
  const names = useMapNames(version, isReady).data ?? null;
  const focusLinks = useFocusLinks(selection);
  const describe = useDescribe();
  const labels = useMapLabels();
  const isEmpty = map.data !== undefined && map.data.header.count === 0;
  return (
    <main className={classes.pane} id="map" tabIndex={-1}>
      <ErrorBoundary resetKey={String(map.dataUpdatedAt)}>
        <MapCanvas
          ref={handle}
          map={map.data ?? null}
          names={names}
          colorScheme={props.colorScheme}
          selection={selection}
          lit={(lit ?? NOTHING_LIT) as Lit}
          focusLinks={focusLinks}
          camera={props.camera}
          labels={labels}
          onSelect={(next) => select(next)}
          onCameraChange={props.onCameraChange}
          onCounts={setCounts}
          onReady={() => {
            setReady(true);
            props.onReady();
          }}
          describe={describe}
        />
      </ErrorBoundary>
      {props.isList && map.data ? (
        <MapOutline map={map.data} names={names} selection={selection} onClose={() => props.onList(false)} />
      ) : null}
      {children}
      {map.isError && !map.data ? (
        <div className={classes.message}>
          <ErrorState error={map.error} onRetry={() => void map.refetch()} />
        </div>
      ) : null}
      {isEmpty ? <MapEmpty job={status?.job ?? null} /> : null}
      {map.isPending ? <p className={classes.loading}>{t('shell.mapLoading')}</p> : null}
      {counts && !isEmpty && !props.isList ? <CountLine counts={counts} /> : null}
      {isEmpty ? null : <MapTools isList={props.isList} onList={props.onList} handle={handle} />}
    </main>
  );
}

/** The map as a list, and how near it is looked at. */
function MapTools({ isList, onList, handle }: Pick<MapPaneProps, 'isList' | 'onList' | 'handle'>) {
  const { t } = useTranslation();
  return (
    <div className={classes.tools}>
      <MapTool label={t('shell.asList')} isPressed={isList} onClick={() => onList(!isList)}>
        <IconList size={17} stroke={1.5} />
      </MapTool>
      {isList ? null : (
        <>
          <MapTool label={t('shell.fit')} onClick={() => handle.current?.fit()}>
            <IconMaximize size={17} stroke={1.5} />
          </MapTool>
          <MapTool label={t('shell.zoomIn')} onClick={() => handle.current?.zoomBy(1.6)}>
            <IconPlus size={17} stroke={1.5} />
          </MapTool>
          <MapTool label={t('shell.zoomOut')} onClick={() => handle.current?.zoomBy(1 / 1.6)}>
            <IconMinus size={17} stroke={1.5} />
          </MapTool>
        </>
      )}
    </div>
  );
}

function MapTool({
  label,
  isPressed,
  onClick,
  children,
}: {
  label: string;
  isPressed?: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <Tooltip label={label} position="left">
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={label}
        {...(isPressed === undefined ? {} : { 'aria-pressed': isPressed })}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

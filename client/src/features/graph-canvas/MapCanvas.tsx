import { type Ref, useId, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import type { MapData, MapNamesResponse } from '../../../../domain/api/map.ts';
import type { ColorScheme } from '../../theme/tokens.ts';
import { HoverCard } from './HoverCard.tsx';
import styles from './map-canvas.module.css';
import type {
  CameraState,
  FocusLink,
  Lit,
  MapCounts,
  MapHandle,
  MapLabels,
  Selection,
} from './map-contract.ts';
import { moveByKey } from './move-by-key.ts';
import { ShownList } from './ShownList.tsx';
import { useScene } from './use-scene.ts';

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

const NOBODY = (): void => {};

/** The map: regions, stars, nodes and titles, from the whole down to one entity. Fills its parent. */
export function MapCanvas(props: MapCanvasProps) {
  const { map, names, colorScheme, selection, lit, focusLinks, camera, labels } = props;
  const host = useRef<HTMLDivElement>(null);
  const help = useId();
  const { scene, hover, shown } = useScene(host, {
    onSelect: props.onSelect,
    onCamera: props.onCameraChange,
    onCounts: props.onCounts ?? NOBODY,
    onReady: props.onReady ?? NOBODY,
  });

  useLayoutEffect(() => scene?.setColorScheme(colorScheme), [scene, colorScheme]);
  useLayoutEffect(() => scene?.setCamera(camera), [scene, camera]);
  useLayoutEffect(() => scene?.setFocus(selection, focusLinks), [scene, selection, focusLinks]);
  useLayoutEffect(() => scene?.setLit(lit), [scene, lit]);
  useLayoutEffect(() => scene?.setMap(map, names), [scene, map, names]);
  useImperativeHandle(
    props.ref,
    () => ({
      flyTo: (target) => scene?.flyTo(target),
      fit: () => scene?.fit(),
      zoomBy: (factor) => scene?.zoomBy(factor),
    }),
    [scene],
  );

  return (
    <div className={styles.frame}>
      <div
        ref={host}
        className={styles.map}
        role="application"
        aria-label={labels.map}
        aria-describedby={help}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the map is moved by keys
        tabIndex={0}
        onKeyDown={(event) => {
          if (scene && moveByKey(scene, event.key, event.shiftKey)) event.preventDefault();
          else if (event.key === 'Escape' && selection) props.onSelect(null);
        }}
      />
      <p id={help} className={styles.hidden}>
        {labels.help}
      </p>
      <ShownList
        items={shown}
        labels={labels}
        selection={selection}
        onPoint={(target) => scene?.point(target)}
        onSelect={props.onSelect}
      />
      {hover && hover.name !== '' && (
        <HoverCard hover={hover} typeName={labels.typeName} describe={props.describe} />
      )}
    </div>
  );
}

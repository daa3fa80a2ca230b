import { type ReactNode, useEffect, useRef } from 'react';
import { ResizeHandle } from '../components/ResizeHandle.tsx';
import type { PaneSizes } from './arrangement.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import classes from './pane.module.css';
import { PANE_LIMITS } from './use-pane-sizes.ts';

const EDGES = { left: 'right', bottom: 'top', document: 'left', inspector: 'left' } as const;

/** The room that panes have, the same for all. */
export interface PaneRoom {
  sizes: PaneSizes;
  /** Panes take turns, each fills the page. */
  isFilling: boolean;
  onResize: (change: Partial<PaneSizes>) => void;
}

/** A panel beside or below the map, resizable; where panels take turns it fills the page. */
export function Pane({
  kind,
  label,
  room: { sizes, isFilling, onResize },
  isShown = true,
  resetKey,
  children,
}: {
  kind: keyof PaneSizes;
  label: string;
  room: PaneRoom;
  /** False keeps what runs in it, out of sight. */
  isShown?: boolean;
  resetKey: string;
  children: ReactNode;
}) {
  const size = sizes[kind];
  const pane = useRef<HTMLElement>(null);
  // Where panels take turns the thing that was clicked has left the screen: readers go on in what took its place. Its
  // field is not focused there, since that would raise a phone's keyboard over the page.
  useEffect(() => {
    if (!isShown) return;
    const field = isFilling ? null : pane.current?.querySelector<HTMLElement>('[data-autofocus]');
    if (field) field.focus({ preventScroll: true });
    else if (isFilling) pane.current?.focus({ preventScroll: true });
  }, [isShown, isFilling]);
  const dimension = kind === 'bottom' ? 'height' : 'width';
  return (
    <section
      ref={pane}
      className={classes.pane}
      data-kind={kind}
      data-filling={isFilling}
      hidden={!isShown}
      tabIndex={-1}
      aria-label={label}
      style={isFilling ? undefined : { [dimension]: size }}
    >
      <ErrorBoundary resetKey={resetKey}>{children}</ErrorBoundary>
      {isFilling ? null : (
        <ResizeHandle
          pane={label}
          edge={EDGES[kind]}
          size={size}
          {...PANE_LIMITS[kind]}
          onResize={(next) => onResize({ [kind]: next })}
        />
      )}
    </section>
  );
}

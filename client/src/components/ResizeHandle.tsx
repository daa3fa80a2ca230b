import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './resize-handle.module.css';

const KEY_STEP_PX = 24;

interface ResizeHandleProps {
  /** Name of the pane that it resizes. */
  pane: string;
  /** Which edge of the pane the handle is: dragging away from the pane makes it larger. */
  edge: 'left' | 'right' | 'top';
  size: number;
  minimum: number;
  maximum: number;
  onResize: (size: number) => void;
}

/** The edge of a pane, to be dragged or moved by arrow keys. */
export function ResizeHandle({ pane, edge, size, minimum, maximum, onResize }: ResizeHandleProps) {
  const { t } = useTranslation();
  const start = useRef<{ at: number; size: number } | null>(null);
  const isHorizontal = edge === 'top';
  const sign = edge === 'right' ? 1 : -1;
  const resize = (next: number) => onResize(Math.round(Math.min(maximum, Math.max(minimum, next))));
  const position = (event: PointerEvent) => (isHorizontal ? event.clientY : event.clientX);
  const onKeyDown = (event: KeyboardEvent) => {
    const grows = { right: 'ArrowRight', left: 'ArrowLeft', top: 'ArrowUp' }[edge];
    const shrinks = { right: 'ArrowLeft', left: 'ArrowRight', top: 'ArrowDown' }[edge];
    if (event.key !== grows && event.key !== shrinks) return;
    event.preventDefault();
    resize(size + (event.key === grows ? KEY_STEP_PX : -KEY_STEP_PX));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a movable separator has no element of its own
    <div
      role="separator"
      tabIndex={0}
      aria-label={t('shell.resize', { pane })}
      aria-orientation={isHorizontal ? 'horizontal' : 'vertical'}
      aria-valuenow={size}
      aria-valuemin={minimum}
      aria-valuemax={maximum}
      className={classes.handle}
      data-edge={edge}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { at: position(event), size };
      }}
      onPointerMove={(event) => {
        if (start.current) resize(start.current.size + sign * (position(event) - start.current.at));
      }}
      onPointerUp={() => {
        start.current = null;
      }}
    />
  );
}

import { ActionIcon, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MapData, MapNamesResponse } from '../../../domain/api/map.ts';
import { useNavigator } from '../components/navigator.ts';
import { PanelHeader } from '../components/PanelHeader.tsx';
import type { Selection } from '../selection.ts';
import classes from './map-outline.module.css';
import { type OutlineRow, outlineRows } from './map-outline-rows.ts';

const ROW_PX = 28;

function Row({
  row,
  isOpen,
  isSelected,
  onToggle,
}: {
  row: OutlineRow;
  isOpen: boolean;
  isSelected: boolean;
  onToggle: () => void;
}) {
  const { t } = useTranslation();
  const { select } = useNavigator();
  return (
    <div className={classes.row} data-depth={Math.min(row.depth, 4)} data-selected={isSelected}>
      {row.kind === 'community' ? (
        <ActionIcon
          size="xs"
          variant="transparent"
          color="muted"
          aria-label={t(isOpen ? 'shell.fold' : 'shell.unfold', { title: row.name })}
          aria-expanded={isOpen}
          onClick={onToggle}
        >
          <IconChevronRight size={14} data-open={isOpen} className={classes.chevron} />
        </ActionIcon>
      ) : (
        <span className={classes.dot} aria-hidden />
      )}
      <UnstyledButton
        className={classes.name}
        data-kind={row.kind}
        aria-current={isSelected}
        onClick={() => select({ kind: row.kind, id: row.id }, { fly: true })}
      >
        {row.name}
      </UnstyledButton>
      {row.kind === 'community' ? <span className={classes.size}>{row.size}</span> : null}
    </div>
  );
}

/** The map as a list, for readers and for people who prefer to read. */
export function MapOutline({
  map,
  names,
  selection,
  onClose,
}: {
  map: MapData;
  names: MapNamesResponse | null;
  selection: Selection | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => outlineRows(map, names, open), [map, names, open]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  const toggle = (id: string) => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  };
  return (
    <section className={classes.outline} aria-label={t('shell.asList')}>
      <PanelHeader title={t('shell.asList')} onClose={onClose} />
      <div ref={scroller} className={classes.scroll}>
        <ul className={classes.list} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            return row ? (
              <li
                key={`${row.kind} ${row.id}`}
                className={classes.item}
                style={{ transform: `translateY(${start}px)`, height: ROW_PX }}
              >
                <Row
                  row={row}
                  isOpen={open.has(row.id)}
                  isSelected={selection?.id === row.id && selection.kind === row.kind}
                  onToggle={() => toggle(row.id)}
                />
              </li>
            ) : null;
          })}
        </ul>
      </div>
    </section>
  );
}

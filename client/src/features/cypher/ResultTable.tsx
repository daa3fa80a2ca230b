import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { GraphValue } from '../../../../domain/graph-value.ts';
import classes from './cypher.module.css';
import { plainText } from './graph-cell.ts';
import { ResultCell } from './ResultCell.tsx';

const ROW_PX = 30;
const SAMPLED_ROWS = 40;
const MIN_COLUMN_CHARACTERS = 6;
const MAX_COLUMN_CHARACTERS = 44;

/** Widths in `ch`, from the first rows: stable while more rows arrive. */
function columnWidths(columns: readonly string[], rows: readonly GraphValue[][]): string {
  const sample = rows.slice(0, SAMPLED_ROWS);
  return columns
    .map((column, index) => {
      const lengths = sample.map((row) => displayWidth(plainText(row[index] ?? null)) + 3);
      const wanted = Math.max(displayWidth(column), ...lengths);
      const width = Math.min(MAX_COLUMN_CHARACTERS, Math.max(MIN_COLUMN_CHARACTERS, wanted));
      return `minmax(${width}ch, ${width}fr)`;
    })
    .join(' ');
}

/** Characters as wide as they are shown: an ideograph takes two. */
function displayWidth(text: string): number {
  let width = 0;
  for (const character of text.slice(0, 80)) width += character > '\u2E7F' ? 2 : 1;
  return width;
}

/** Rows of a result, only those in sight being in the page. */
export function ResultTable({
  columns,
  rows,
}: {
  columns: readonly string[];
  rows: readonly GraphValue[][];
}) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const sample = rows.length < SAMPLED_ROWS ? rows : rows.slice(0, SAMPLED_ROWS);
  const sampleSize = sample.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sample changes only by growing
  const template = useMemo(() => columnWidths(columns, sample), [columns, sampleSize]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 10,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section ref={scroller} className={classes.table} aria-label={t('cypher.results')} tabIndex={0}>
      <table className={classes.grid} aria-rowcount={rows.length + 1} aria-colcount={columns.length}>
        <thead className={classes.head}>
          <tr className={classes.headRow} aria-rowindex={1} style={{ gridTemplateColumns: template }}>
            {columns.map((column) => (
              <th key={column} scope="col" className={classes.headCell} title={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className={classes.rows} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => (
            <tr
              key={index}
              aria-rowindex={index + 2}
              className={classes.row}
              style={{ transform: `translateY(${start}px)`, height: ROW_PX, gridTemplateColumns: template }}
            >
              {columns.map((column, at) => (
                <td key={column} className={classes.cell}>
                  <ResultCell value={rows[index]?.[at] ?? null} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

import styles from './map-canvas.module.css';
import type { MapLabels, Selection } from './map-contract.ts';
import type { ShownItem } from './scene-types.ts';

interface ShownListProps {
  items: readonly ShownItem[];
  labels: MapLabels;
  selection: Selection | null;
  onPoint: (selection: Selection | null) => void;
  onSelect: (selection: Selection) => void;
}

/** What the map shows, as a list for readers and for the Tab key; hidden from the eye, which sees the mark on the map instead. */
export function ShownList({ items, labels, selection, onPoint, onSelect }: ShownListProps) {
  return (
    <ul className={styles.hidden} aria-label={labels.list}>
      {items.map((item) => (
        <li key={`${item.selection.kind} ${item.selection.id}`}>
          <button
            type="button"
            aria-pressed={selection?.kind === item.selection.kind && selection.id === item.selection.id}
            onFocus={() => onPoint(item.selection)}
            onBlur={() => onPoint(null)}
            onClick={() => onSelect(item.selection)}
          >
            {item.selection.kind === 'community'
              ? labels.region(item.name, item.size)
              : `${item.name}, ${labels.typeName(item.type)}`}
          </button>
        </li>
      ))}
    </ul>
  );
}

import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { GraphValue } from '../../../../domain/graph-value.ts';
import classes from './cypher.module.css';
import { GraphChip } from './GraphChip.tsx';
import { isNode, isPath, isRelationship, plainText } from './graph-cell.ts';

const ITEMS_SHOWN = 12;

/** One value of a result: chips for what the graph holds, words for the rest. */
export function ResultCell({ value }: { value: GraphValue }) {
  const { t } = useTranslation();
  if (value === null) return <span className={classes.nothing}>{t('cypher.nullValue')}</span>;
  if (isNode(value) || isRelationship(value)) return <GraphChip value={value} />;
  if (isPath(value)) {
    return value.nodes.map((node, index) => {
      const relationship = value.relationships[index];
      return (
        <Fragment key={`${node.id} ${relationship?.id ?? ''}`}>
          <GraphChip value={node} />
          {relationship ? <GraphChip value={relationship} /> : null}
        </Fragment>
      );
    });
  }
  if (Array.isArray(value) && value.some((item) => isNode(item) || isRelationship(item))) {
    return (
      <>
        {value.slice(0, ITEMS_SHOWN).map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list in a cell never changes
          <ResultCell key={index} value={item} />
        ))}
        {value.length > ITEMS_SHOWN ? (
          <span className={classes.nothing}>
            {t('shell.cut', { shown: ITEMS_SHOWN, total: value.length })}
          </span>
        ) : null}
      </>
    );
  }
  if (typeof value === 'number') return <span className={classes.number}>{String(value)}</span>;
  return <span title={plainText(value)}>{plainText(value)}</span>;
}

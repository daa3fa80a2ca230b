import type { GraphNode, GraphRelationship } from '../../../../domain/graph-value.ts';
import { useNavigator } from '../../components/navigator.ts';
import classes from './cypher.module.css';
import { graphName, graphTarget } from './graph-cell.ts';

/** A node or relationship in a cell; a click shows it in the inspector, or opens the document. */
export function GraphChip({ value }: { value: GraphNode | GraphRelationship }) {
  const { select, openDocument } = useNavigator();
  const target = graphTarget(value);
  const name = graphName(value);
  const kind = value.kind === 'relationship' ? 'relationship' : (value.labels[0] ?? 'node');
  const title =
    value.kind === 'relationship' ? value.type : value.labels.map((label) => `:${label}`).join(' ');
  if (!target) {
    return (
      <span className={classes.chip} data-kind={value.kind} title={title}>
        {name}
      </span>
    );
  }
  return (
    <button
      type="button"
      className={classes.chip}
      data-kind={value.kind}
      data-label={kind}
      title={title}
      onClick={() => ('documentId' in target ? openDocument(target) : select(target, { fly: true }))}
    >
      {name}
    </button>
  );
}

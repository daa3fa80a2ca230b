import type { ShownLabels } from './label-layer.ts';
import type { LoadedMap, ShownItem } from './scene-types.ts';

/** The list stays short enough to walk by Tab. */
const MOST_LISTED = 80;

/** What the map shows, as a list: regions, then entities by rank. */
export function shownItems(
  { world, index }: LoadedMap,
  labelled: ShownLabels,
  nodes: readonly number[],
): ShownItem[] {
  const regions = labelled.regions.flatMap((place) => {
    const region = world.regions[place];
    return region
      ? [
          {
            selection: { kind: 'community' as const, id: region.id },
            name: region.title,
            type: '',
            size: region.size,
          },
        ]
      : [];
  });
  const entities = [...new Set([...labelled.entities, ...nodes])].sort((left, right) => left - right);
  const listed = entities.flatMap((entity): ShownItem[] => {
    const id = index.idOf(entity);
    const name = index.nameOf(entity);
    const type = world.types[world.type[entity] as number] ?? '';
    return id && name ? [{ selection: { kind: 'entity', id }, name, type, size: 0 }] : [];
  });
  return [...regions, ...listed].slice(0, MOST_LISTED);
}

import type { MapNamesResponse } from '../../../../domain/api/map.ts';
import type { FocusLink, Lit, Selection } from './map-contract.ts';
import type { MapWorld } from './map-world.ts';
import type { LoadedMap } from './scene-types.ts';

/** What the map is about right now, by index. */
export interface SceneFocus {
  /** -1 for none. */
  entity: number;
  /** -1 for none. */
  region: number;
  relationship: string | null;
  /** Links of the selected entity whose both ends are on the map. */
  links: readonly (FocusLink & { source: number; target: number })[];
  /** What keeps its strength while all else is dimmed; null while nothing is in focus. */
  bright: ReadonlySet<number> | null;
  /** What is named, room or not. */
  forced: ReadonlySet<number>;
}

export const NO_FOCUS: SceneFocus = {
  entity: -1,
  region: -1,
  relationship: null,
  links: [],
  bright: null,
  forced: new Set(),
};

/** Both ends of one of the map's own links; none when it is not one, or their ids have not come. */
function endsOf(relationship: string | null, world: MapWorld, names: MapNamesResponse | null): number[] {
  const link = relationship === null ? -1 : (names?.linkIds?.indexOf(relationship) ?? -1);
  return link < 0 ? [] : [world.links[2 * link] as number, world.links[2 * link + 1] as number];
}

/** More links than this make a bush, not a picture. */
const MOST_FOCUS_LINKS = 150;
/** An answer's walk is shown up to here. */
const MOST_LIT = 200;

export interface FocusInput {
  selection: Selection | null;
  focusLinks: readonly FocusLink[];
  lit: Lit;
}

/** Turns selection and answer, which speak in ids, into what the layers draw. */
export function sceneFocus(
  { selection, focusLinks, lit }: FocusInput,
  { world, index, names }: Pick<LoadedMap, 'world' | 'index' | 'names'>,
): SceneFocus {
  const links: SceneFocus['links'][number][] = [];
  for (const link of focusLinks) {
    const source = index.indexOf(link.sourceId);
    const target = index.indexOf(link.targetId);
    if (source >= 0 && target >= 0 && source !== target) links.push({ ...link, source, target });
    if (links.length >= MOST_FOCUS_LINKS) break;
  }
  const entity = selection?.kind === 'entity' ? index.indexOf(selection.id) : -1;
  const region =
    selection?.kind === 'community'
      ? world.regions.findIndex((candidate) => candidate.id === selection.id)
      : -1;
  const relationship = selection?.kind === 'relationship' ? selection.id : null;
  const chosen = links.find((link) => link.id === relationship);

  const bright = new Set<number>();
  const forced = new Set<number>();
  const cited = lit.cited.map((citation) => citation.entityId);
  for (const id of [...cited, ...lit.seeds, ...lit.walked].slice(0, MOST_LIT)) {
    const place = index.indexOf(id);
    if (place >= 0) bright.add(place);
  }
  for (const id of [...cited, ...lit.seeds]) if (index.indexOf(id) >= 0) forced.add(index.indexOf(id));
  if (entity >= 0) forced.add(entity);
  for (const end of chosen ? [chosen.source, chosen.target] : endsOf(relationship, world, names)) {
    bright.add(end);
    forced.add(end);
  }
  if (links.length > 0) for (const link of links) bright.add(link.source).add(link.target);
  if (bright.size > 0 && entity >= 0) bright.add(entity);
  return { entity, region, relationship, links, bright: bright.size > 0 ? bright : null, forced };
}

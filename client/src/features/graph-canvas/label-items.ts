import { cssColour } from '../../theme/oklch.ts';
import type { ThemeTokens } from '../../theme/tokens.ts';
import type { Camera, Size } from './camera.ts';
import type { LabelCandidate } from './label-placer.ts';
import { nearness, starRadiusPx, titleStrength, wantedNames } from './level-of-detail.ts';
import type { MapWorld } from './map-world.ts';
import type { RegionOutline } from './region-outline.ts';
import { isWide, type TextMeasure, type TextStyle } from './text-measure.ts';
import { layOutTitle } from './title-layout.ts';

/** A text that may be placed, with all that painting needs. */
export interface LabelItem {
  candidate: LabelCandidate;
  /** Where it belongs, in world units: it is carried along while the map moves. */
  worldX: number;
  worldY: number;
  lines: readonly string[];
  style: TextStyle;
  lineHeight: number;
  colour: string;
  strength: number;
  /** Index of what it names; -1 when it is the other kind. */
  entity: number;
  region: number;
}

export interface LabelScene {
  world: MapWorld;
  theme: ThemeTokens;
  camera: Camera;
  size: Size;
  /** Empty while the name is not known. */
  nameOf: (entity: number) => string;
  /** Diameter on screen of an entity's node, 0 when it is a star. */
  nodePx: (entity: number) => number;
  /** A region's outline, null when it is not traced. */
  outline: (region: number) => RegionOutline | null;
  /** Named whatever the zoom: the selected thing, its neighbours, what an answer used. */
  required: ReadonlySet<number>;
  /** Of those, what is named even without room, and before any title. */
  forced: ReadonlySet<number>;
  /** Something is in focus: titles step back, and only what is required is named. */
  focused: boolean;
  measure: TextMeasure;
}

const LINE_HEIGHT = 1.22;
/** What a title keeps of its strength while something else is in focus. */
const TITLE_BEHIND_FOCUS = 0.5;
/** Titles may stand out of their region by this much. */
const TITLE_ROOM = 1.06;

/** Titles of regions, largest first; those on their way out last. */
export function titleItems(scene: LabelScene): LabelItem[] {
  const { world, camera, size } = scene;
  const items: LabelItem[] = [];
  for (const [index, region] of world.regions.entries()) {
    const radiusPx = region.radius * camera.zoom;
    const { strength, ghost } = titleStrength(region.level, radiusPx);
    const x = region.x * camera.zoom + camera.panX;
    const y = region.y * camera.zoom + camera.panY;
    if (strength < 0.05 || x < -60 || y < -30 || x > size.width + 60 || y > size.height + 30) continue;
    const outline = scene.outline(index);
    const width = outline ? outline.box.maxX - outline.box.minX : 2 * region.radius;
    const room = TITLE_ROOM * width * camera.zoom;
    const layout = layOutTitle(region.title, Math.round(room), titleStyle(region, world.count), {
      leastSize: region.level === 0 ? 12 : 11,
      measure: scene.measure,
    });
    if (!layout) continue;
    const lineHeight = Math.round(layout.style.size * LINE_HEIGHT);
    const candidate: LabelCandidate = {
      key: `r${region.id}`,
      x,
      y,
      width: layout.width,
      height: lineHeight * layout.lines.length,
      kind: 'title',
      offset: 0,
      elsewhere: outline ? captions(region, outline, camera.zoom, lineHeight * layout.lines.length) : [],
      ghost,
      forced: false,
    };
    items.push({
      candidate,
      worldX: region.x,
      worldY: region.y,
      lines: layout.lines,
      style: layout.style,
      lineHeight,
      colour: cssColour(scene.theme.hues[region.hue]?.title ?? scene.theme.textMuted),
      strength: scene.focused ? strength * TITLE_BEHIND_FOCUS : strength,
      entity: -1,
      region: index,
    });
  }
  return items.sort(
    (left, right) =>
      Number(left.candidate.ghost) - Number(right.candidate.ghost) ||
      (world.regions[left.region]?.level ?? 0) - (world.regions[right.region]?.level ?? 0) ||
      (world.regions[right.region]?.size ?? 0) - (world.regions[left.region]?.size ?? 0),
  );
}

const CAPTION_GAP_PX = 5;

/** Just above and just below a region: where its title goes when nodes fill the middle. */
function captions(
  region: MapWorld['regions'][number],
  { top, bottom }: RegionOutline,
  zoom: number,
  height: number,
): { dx: number; dy: number }[] {
  const reach = height / 2 + CAPTION_GAP_PX;
  return [
    { dx: (top.x - region.x) * zoom, dy: (top.y - region.y) * zoom - reach },
    { dx: (bottom.x - region.x) * zoom, dy: (bottom.y - region.y) * zoom + reach },
  ];
}

function titleStyle(region: MapWorld['regions'][number], count: number): TextStyle {
  if (region.level === 0) {
    const size = Math.round(13 + Math.min(9, Math.sqrt(region.size / Math.max(1, count)) * 24));
    return { size, weight: 600, italic: false, spacing: 0.06 };
  }
  return { size: region.level === 1 ? 13 : 12, weight: 500, italic: !isWide(region.title), spacing: 0 };
}

/** Names of entities in view, required ones first, then by rank, about three times as many as will be shown. */
export function nameItems(scene: LabelScene): { items: LabelItem[]; wanted: number } {
  const { world, camera, size } = scene;
  const near = nearness(world.spacing, camera.zoom);
  const wanted = wantedNames(near, size.width * size.height);
  const items: LabelItem[] = [];
  const consider = (entity: number): void => {
    const x = (world.x[entity] as number) * camera.zoom + camera.panX;
    const y = (world.y[entity] as number) * camera.zoom + camera.panY;
    if (x < 0 || y < 0 || x > size.width || y > size.height) return;
    const item = nameItem(scene, entity, { x, y, near });
    if (item) items.push(item);
  };
  for (const entity of scene.required) consider(entity);
  if (scene.focused) return { items, wanted: items.length };
  for (let entity = 0; entity < world.count && items.length < wanted * 3 + scene.required.size; entity++)
    if (!scene.required.has(entity)) consider(entity);
  return { items, wanted: wanted + scene.required.size };
}

/** Longer names are cut: the card has them whole. */
const MOST_LETTERS = 34;
const MOST_WIDE_LETTERS = 18;

function clipName(name: string): string {
  const most = isWide(name) ? MOST_WIDE_LETTERS : MOST_LETTERS;
  return name.length <= most ? name : `${name.slice(0, most - 1).trimEnd()}…`;
}

function nameItem(
  scene: LabelScene,
  entity: number,
  { x, y, near }: { x: number; y: number; near: number },
): LabelItem | null {
  const text = clipName(scene.nameOf(entity));
  if (text === '') return null;
  const { world, theme } = scene;
  const sizeClass = world.sizeClass[entity] as number;
  const strong = sizeClass < 2 || scene.required.has(entity);
  const style: TextStyle = {
    size: sizeClass === 0 ? 13 : sizeClass < 3 ? 12 : 11,
    weight: sizeClass === 0 || scene.forced.has(entity) ? 600 : strong ? 500 : 400,
    italic: false,
    spacing: 0,
  };
  const lineHeight = Math.round(style.size * LINE_HEIGHT);
  return {
    candidate: {
      key: `e${entity}`,
      x,
      y,
      width: scene.measure(text, style),
      height: lineHeight,
      kind: 'name',
      elsewhere: [],
      offset: Math.max(starRadiusPx(sizeClass, near), scene.nodePx(entity) / 2),
      ghost: false,
      forced: scene.forced.has(entity),
    },
    worldX: world.x[entity] as number,
    worldY: world.y[entity] as number,
    lines: [text],
    style,
    lineHeight,
    colour: cssColour(strong ? theme.text : theme.textMuted),
    strength: 1,
    entity,
    region: -1,
  };
}

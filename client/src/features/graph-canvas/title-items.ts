import { cssColour } from '../../theme/oklch.ts';
import { type LabelItem, type LabelScene, LINE_HEIGHT } from './label-items.ts';
import { standsAsRegion, titleStrength } from './level-of-detail.ts';
import type { Region } from './map-world.ts';
import { isInside, type RegionOutline } from './region-outline.ts';
import { isWide, type TextStyle } from './text-measure.ts';
import { layOutTitle, type TitleLayout } from './title-layout.ts';

/** What a title keeps of its strength while something else is in focus. */
const TITLE_BEHIND_FOCUS = 0.5;
/** Titles may stand out of their region by this much. */
const TITLE_ROOM = 1.06;
const LEAST_SIZES = [12, 11] as const;
/** Titles whose point is this far outside the window may still reach in. */
const MARGIN_PX = 60;

/** Titles of regions, largest first; those on their way out last. */
export function titleItems(scene: LabelScene): LabelItem[] {
  const { world, camera, size } = scene;
  const items: LabelItem[] = [];
  for (const [index, region] of world.regions.entries()) {
    const { strength, ghost } = titleStrength(region.level, region.radius * camera.zoom);
    if (strength === 0 || !standsAsRegion(region.level, region.size)) continue;
    const x = region.x * camera.zoom + camera.panX;
    const y = region.y * camera.zoom + camera.panY;
    if (x < -MARGIN_PX || y < -MARGIN_PX || x > size.width + MARGIN_PX || y > size.height + MARGIN_PX)
      continue;
    const layout = layOut(scene, index, region);
    if (layout) items.push(titleItem(scene, { index, region, x, y, layout, strength, ghost }));
  }
  const regionOf = (item: LabelItem): Region => world.regions[item.region] as Region;
  return items.sort(
    (left, right) =>
      Number(left.candidate.ghost) - Number(right.candidate.ghost) ||
      regionOf(left).level - regionOf(right).level ||
      regionOf(right).size - regionOf(left).size,
  );
}

function layOut(scene: LabelScene, index: number, region: Region): TitleLayout | null {
  const box = scene.outline(index)?.box;
  const width = box ? box.maxX - box.minX : 2 * region.radius;
  return layOutTitle(
    region.title,
    Math.round(TITLE_ROOM * width * scene.camera.zoom),
    titleStyle(region, scene),
    { leastSize: LEAST_SIZES[region.level === 0 ? 0 : 1], measure: scene.measure },
  );
}

interface Title {
  index: number;
  region: Region;
  x: number;
  y: number;
  layout: TitleLayout;
  strength: number;
  ghost: boolean;
}

function titleItem(scene: LabelScene, { index, region, x, y, layout, strength, ghost }: Title): LabelItem {
  const lineHeight = Math.round(layout.style.size * LINE_HEIGHT);
  const height = lineHeight * layout.lines.length;
  return {
    candidate: {
      key: `r${region.id}`,
      x,
      y,
      width: layout.width,
      height,
      kind: 'title',
      offset: 0,
      elsewhere: captions(scene, index, layout.width, height),
      ghost,
      forced: false,
    },
    worldX: region.x,
    worldY: region.y,
    lines: layout.lines,
    style: layout.style,
    lineHeight,
    colour: cssColour(scene.theme.hues[region.hue]?.title ?? scene.theme.textMuted),
    strength: scene.focused ? strength * TITLE_BEHIND_FOCUS : strength,
    entity: -1,
    region: index,
  };
}

const CAPTION_GAP_PX = 5;

/** Just above and just below a level-0 region, where its title goes when nodes fill the middle; only in open water, never over another region. */
function captions(
  scene: LabelScene,
  index: number,
  width: number,
  height: number,
): { dx: number; dy: number }[] {
  const { world, camera } = scene;
  const region = world.regions[index];
  const outline = scene.outline(index);
  if (!region || !outline || region.level > 0) return [];
  const reach = (height / 2 + CAPTION_GAP_PX) / camera.zoom;
  const middles = [
    { x: outline.top.x, y: outline.top.y - reach },
    { x: outline.bottom.x, y: outline.bottom.y + reach },
  ];
  const half = width / 2 / camera.zoom;
  return middles
    .filter(({ x, y }) => [x - half, x, x + half].every((at) => inOpenWater(scene, at, y)))
    .map(({ x, y }) => ({ dx: (x - region.x) * camera.zoom, dy: (y - region.y) * camera.zoom }));
}

function inOpenWater({ world, outline }: LabelScene, x: number, y: number): boolean {
  return world.regions.every((region, index) => {
    const other: RegionOutline | null = region.level === 0 ? outline(index) : null;
    return !other || !isInside(other, x, y);
  });
}

/** The larger its share of the entities, the larger the title, as far as the region has room for it on screen. */
function titleStyle(region: Region, { world, camera }: LabelScene): TextStyle {
  if (region.level === 0) {
    const byShare = 13 + Math.min(9, Math.sqrt(region.size / Math.max(1, world.count)) * 24);
    const size = Math.round(Math.min(byShare, 9 + 0.13 * region.radius * camera.zoom));
    return { size, weight: 600, italic: false, spacing: 0.06 };
  }
  return { size: region.level === 1 ? 13 : 12, weight: 500, italic: !isWide(region.title), spacing: 0 };
}

import { cssColour } from '../../theme/oklch.ts';
import { type LabelItem, type LabelScene, LINE_HEIGHT } from './label-items.ts';
import { nearness, starRadiusPx, wantedNames } from './level-of-detail.ts';
import { isWide, type TextStyle } from './text-measure.ts';

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

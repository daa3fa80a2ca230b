import type { Size } from './camera.ts';

/** A text that would like to be on the map. Pixels on screen. */
export interface LabelCandidate {
  /** The same thing has the same key from one placing to the next. */
  key: string;
  x: number;
  y: number;
  width: number;
  height: number;
  /** Titles stand on their point; names stand beside it, this far away. */
  kind: 'title' | 'name';
  offset: number;
  /** Of a title: further places for its middle, relative to its point; tried when it covers too much elsewhere. */
  elsewhere: readonly { dx: number; dy: number }[];
  /** Drawn wherever it is, blocks nothing: a title on its way out. */
  ghost: boolean;
  /** Shown even where there is no room: the selected thing. */
  forced: boolean;
}

export interface LabelPlace {
  key: string;
  /** Left top corner, relative to the candidate's point. */
  dx: number;
  dy: number;
}

export interface Disc {
  x: number;
  y: number;
  radius: number;
}

export interface LabelPlacer {
  resize(size: Size): void;
  /** Greedy: titles first, off the discs where they can; then discs take their room, then names, those first that were shown before, in their old place. */
  place(candidates: readonly LabelCandidate[], discs: readonly Disc[], most: number): LabelPlace[];
}

/** Side of a cell of the grid that says what is taken. */
const CELL_PX = 6;
/** Candidates looked at before giving up. */
const MOST_TRIES = 1200;
/** Where a title may stand instead, in its own widths and heights. */
const TITLE_SLOTS = [
  [0, 0],
  [0, -0.8],
  [0, 0.8],
  [-0.25, 0],
  [0.25, 0],
  [0, -1.4],
  [0, 1.4],
  [-0.25, -1],
  [0.25, -1],
  [-0.25, 1],
  [0.25, 1],
] as const;
/** What a later slot costs a title, in cells of covered discs; and what the place it had is worth. */
const SLOT_COST = 1.5;
const CAPTION_COST = 7;
const OWN_PLACE_BONUS = 5;
const NAME_SLOTS = ['right', 'left', 'below', 'above'] as const;

/** Puts texts where they overlap nothing, and keeps them there while there is room. */
export function createLabelPlacer(): LabelPlacer {
  let columns = 0;
  let rows = 0;
  let taken = new Uint8Array(0);
  let underDiscs = new Uint8Array(0);
  let slotsBefore = new Map<string, number>();

  const cells = (left: number, top: number, right: number, bottom: number) => ({
    firstColumn: Math.max(0, Math.floor(left / CELL_PX)),
    lastColumn: Math.min(columns - 1, Math.floor(right / CELL_PX)),
    firstRow: Math.max(0, Math.floor(top / CELL_PX)),
    lastRow: Math.min(rows - 1, Math.floor(bottom / CELL_PX)),
  });

  function take(left: number, top: number, right: number, bottom: number): void {
    const { firstColumn, lastColumn, firstRow, lastRow } = cells(left, top, right, bottom);
    if (lastColumn < firstColumn) return;
    for (let row = firstRow; row <= lastRow; row++)
      taken.fill(1, row * columns + firstColumn, row * columns + lastColumn + 1);
  }

  const takeDisc = ({ x, y, radius }: Disc): void => take(x - radius, y - radius, x + radius, y + radius);

  function isFree(left: number, top: number, right: number, bottom: number): boolean {
    if (left < 0 || top < 0 || right >= columns * CELL_PX || bottom >= rows * CELL_PX) return false;
    const { firstColumn, lastColumn, firstRow, lastRow } = cells(left, top, right, bottom);
    for (let row = firstRow; row <= lastRow; row++)
      for (let column = firstColumn; column <= lastColumn; column++)
        if (taken[row * columns + column]) return false;
    return true;
  }

  /** Discs under a box, as a number of cells. */
  function covered(left: number, top: number, right: number, bottom: number): number {
    const { firstColumn, lastColumn, firstRow, lastRow } = cells(left, top, right, bottom);
    let sum = 0;
    for (let row = firstRow; row <= lastRow; row++)
      for (let column = firstColumn; column <= lastColumn; column++)
        if (underDiscs[row * columns + column]) sum++;
    return sum;
  }

  /** Slots of a title, those that cover least first; earlier slots win unless they cover clearly more. */
  function titleSlots(candidate: LabelCandidate): number[] {
    const before = slotsBefore.get(candidate.key);
    const count = TITLE_SLOTS.length + candidate.elsewhere.length;
    const costs = Array.from({ length: count }, (_, slot) => {
      const { dx, dy } = cornerOf(candidate, slot);
      const [left, top] = [candidate.x + dx, candidate.y + dy];
      const cells = covered(left, top, left + candidate.width, top + candidate.height);
      const cost = slot < TITLE_SLOTS.length ? slot * SLOT_COST : CAPTION_COST;
      return cells + cost - (slot === before ? OWN_PLACE_BONUS : 0);
    });
    return costs.map((_, slot) => slot).sort((a, b) => (costs[a] as number) - (costs[b] as number));
  }

  function tryPlace(candidate: LabelCandidate, slot: number, force: boolean): LabelPlace | null {
    const { dx, dy } = cornerOf(candidate, slot);
    const left = candidate.x + dx;
    const top = candidate.y + dy;
    const pad = candidate.kind === 'title' ? 6 : 3;
    const right = left + candidate.width;
    const bottom = top + candidate.height;
    if (!force && !isFree(left - pad, top - pad / 3, right + pad, bottom + pad / 3)) return null;
    take(left - pad, top, right + pad, bottom);
    return { key: candidate.key, dx, dy };
  }

  return {
    resize(size) {
      columns = Math.ceil(size.width / CELL_PX);
      rows = Math.ceil(size.height / CELL_PX);
      taken = new Uint8Array(columns * rows);
      underDiscs = new Uint8Array(columns * rows);
    },
    place(candidates, discs, most) {
      taken.fill(0);
      for (const disc of discs) takeDisc(disc);
      underDiscs.set(taken);
      taken.fill(0);
      const placed: LabelPlace[] = [];
      const slots = new Map<string, number>();
      let tries = 0;
      const attempt = (candidate: LabelCandidate): void => {
        if (candidate.ghost) {
          placed.unshift({ key: candidate.key, ...cornerOf(candidate, 0) });
          return;
        }
        tries++;
        const before = slotsBefore.get(candidate.key);
        const order = candidate.kind === 'title' ? titleSlots(candidate) : NAME_SLOTS.map((_, slot) => slot);
        if (before !== undefined && candidate.kind === 'name') order.unshift(before);
        for (const slot of order) {
          const place = tryPlace(candidate, slot, false);
          if (!place) continue;
          placed.push(place);
          slots.set(candidate.key, slot);
          return;
        }
        const forced = candidate.forced ? tryPlace(candidate, before ?? 0, true) : null;
        if (forced) placed.push(forced);
      };
      const titles = candidates.filter((candidate) => candidate.kind === 'title');
      const names = candidates.filter((candidate) => candidate.kind === 'name');
      for (const name of names) if (name.forced) attempt(name);
      for (const title of titles) attempt(title);
      for (const disc of discs) takeDisc(disc);
      const others = names.filter((name) => !name.forced);
      const first = others.filter((name) => slotsBefore.has(name.key));
      const rest = others.filter((name) => !slotsBefore.has(name.key));
      for (const name of [...first, ...rest]) {
        if (placed.length >= most || tries >= MOST_TRIES) break;
        attempt(name);
      }
      slotsBefore = slots;
      return placed;
    },
  };
}

function cornerOf(candidate: LabelCandidate, slot: number): { dx: number; dy: number } {
  const { width, height } = candidate;
  if (candidate.kind === 'title') {
    const other = candidate.elsewhere[slot - TITLE_SLOTS.length];
    if (other) return { dx: other.dx - width / 2, dy: other.dy - height / 2 };
    const [right, down] = TITLE_SLOTS[slot] ?? TITLE_SLOTS[0];
    return { dx: -width / 2 + right * width, dy: -height / 2 + down * height };
  }
  const gap = candidate.offset + 3;
  switch (NAME_SLOTS[slot] ?? 'right') {
    case 'right':
      return { dx: gap, dy: -height / 2 };
    case 'left':
      return { dx: -gap - width, dy: -height / 2 };
    case 'below':
      return { dx: -width / 2, dy: gap - 2 };
    case 'above':
      return { dx: -width / 2, dy: -gap - height + 2 };
  }
}

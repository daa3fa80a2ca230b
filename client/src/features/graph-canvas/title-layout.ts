import { isWide, type TextMeasure, type TextStyle } from './text-measure.ts';

/** How a title is set: one line or two, at a size that fits its region. */
export interface TitleLayout {
  lines: readonly string[];
  style: TextStyle;
  /** Pixels, of the longest line. */
  width: number;
}

/** A region narrower than this shows no title. */
const LEAST_REGION_PX = 24;
const LEAST_LETTERS = 3;

/** Closing punctuation never begins a line, opening never ends one. */
const NO_BREAK_BEFORE = /[\s，。、；：！？）》」』”’…,.;:!?)\]}%·]/;
const NO_BREAK_AFTER = /[（《「『“‘([{]/;
const SEPARATOR = /[\s·/\-–—&]/;
/** A break inside a run of wide letters counts as this much longer than one after a separator. */
const INNER_BREAK = 1.3;
const MOST_REMEMBERED = 2000;

const words = new Intl.Segmenter(undefined, { granularity: 'word' });
const placesByText = new Map<string, number[]>();

/** Places at which a line may end: after spaces, middle dots, slashes and hyphens, and between words of wide letters. */
export function breakPlaces(text: string): number[] {
  const known = placesByText.get(text);
  if (known) return known;
  const places: number[] = [];
  for (const { index } of words.segment(text)) {
    if (index === 0) continue;
    const before = text[index - 1] as string;
    const after = text[index] as string;
    if (NO_BREAK_BEFORE.test(after) || NO_BREAK_AFTER.test(before)) continue;
    if (SEPARATOR.test(before) || isWide(before) || isWide(after)) places.push(index);
  }
  if (placesByText.size >= MOST_REMEMBERED) placesByText.clear();
  placesByText.set(text, places);
  return places;
}

/** What stands before a break; the break itself stands for a middle dot. */
const lineUpTo = (text: string, place: number): string => text.slice(0, place).trimEnd().replace(/\s*·$/, '');

/** The same text in two lines of about one length, broken at a separator where that is not much worse; null when it has no place to break. */
function inTwoLines(text: string, style: TextStyle, measure: TextMeasure): readonly [string, string] | null {
  let best: readonly [string, string] | null = null;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const place of breakPlaces(text)) {
    const lines = [lineUpTo(text, place), text.slice(place).trimStart()] as const;
    const width = Math.max(measure(lines[0], style), measure(lines[1], style));
    const cost = width * (SEPARATOR.test(text[place - 1] as string) ? 1 : INNER_BREAK);
    if (cost < bestCost) [best, bestCost] = [lines, cost];
  }
  return best;
}

/** As much of the text as fits into two lines, ended by an ellipsis. Null when hardly a letter fits. */
function shortened(
  text: string,
  room: number,
  style: TextStyle,
  measure: TextMeasure,
): readonly string[] | null {
  const fits = (line: string): boolean => measure(line, style) <= room;
  const places = [...breakPlaces(text)].reverse();
  const place = places.find((end) => fits(lineUpTo(text, end))) ?? 0;
  const first = lineUpTo(text, place);
  const rest = text.slice(place).trimStart();
  let length = rest.length;
  while (length > 0 && !fits(`${rest.slice(0, length).trimEnd()}…`)) length--;
  if (length < LEAST_LETTERS && !isWide(rest.slice(0, 1)))
    return first.length >= LEAST_LETTERS ? [first] : null;
  if (length === 0) return null;
  const cut =
    length === rest.length
      ? rest
      : `${rest
          .slice(0, length)
          .trimEnd()
          .replace(/[·,，、]$/, '')
          .trimEnd()}…`;
  return first ? [first, cut] : [cut];
}

/**
 * Fits a title into `room` pixels: whole on one line, else in two, else smaller, else shortened.
 *
 * @param style the largest it may be
 * @param leastSize pixels
 * @returns null when the region is too small for any title
 */
export function layOutTitle(
  text: string,
  room: number,
  style: TextStyle,
  { leastSize, measure }: { leastSize: number; measure: TextMeasure },
): TitleLayout | null {
  if (room < LEAST_REGION_PX || text === '') return null;
  const whole = measure(text, style);
  if (whole <= room) return { lines: [text], style, width: whole };
  const two = inTwoLines(text, style, measure);
  for (let size = style.size; size >= leastSize; size--) {
    const sized = { ...style, size };
    for (const lines of [[text], two]) {
      if (!lines) continue;
      const width = Math.max(...lines.map((line) => measure(line, sized)));
      if (width <= room) return { lines, style: sized, width };
    }
  }
  const smallest = { ...style, size: leastSize };
  const lines = shortened(text, room, smallest, measure);
  if (!lines) return null;
  return { lines, style: smallest, width: Math.max(...lines.map((line) => measure(line, smallest))) };
}

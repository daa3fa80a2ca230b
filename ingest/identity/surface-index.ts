import { hasCjk, isCjkCode, isWordCode } from '../text/characters.ts';
import { simplify } from '../text/simplify.ts';

/** A place in a text where a known surface stands. */
export interface SurfaceMatch {
  start: number;
  end: number;
  /** Key of the term whose surface it is. */
  key: string;
}

interface Entry {
  surface: string;
  key: string;
  /** Stands only as written, capitals included. */
  exact: boolean;
}

/** Finds known surfaces in text, the longest first, whole words only. */
export class SurfaceIndex {
  private readonly byHead = new Map<string, Entry[]>();
  private readonly owner = new Map<string, string>();

  /**
   * Makes a surface known; the first key to claim it keeps it.
   *
   * @param exact it stands only as written, capitals included
   */
  add(surface: string, key: string, exact: boolean): void {
    const filed = exact ? surface.trim() : foldText(surface).trim();
    if (filed.length < 2 || this.owner.has(filed)) return;
    this.owner.set(filed, key);
    const head = headOf(filed.toLowerCase(), 0);
    const bucket = this.byHead.get(head);
    if (bucket) bucket.push({ surface: filed, key, exact });
    else this.byHead.set(head, [{ surface: filed, key, exact }]);
  }

  /** Puts the longest surfaces first; call once, after the last `add`. */
  seal(): void {
    for (const bucket of this.byHead.values())
      bucket.sort(
        (left, right) =>
          right.surface.length - left.surface.length || (left.surface < right.surface ? -1 : 1),
      );
  }

  /**
   * All places of known surfaces, ascending, not overlapping.
   *
   * @param original as written
   * @param text the same, folded by `foldText`
   * @param isBorder true when a word begins or ends at this offset; null when nobody looked
   */
  find(original: string, text: string, isBorder: ((offset: number) => boolean) | null): SurfaceMatch[] {
    const matches: SurfaceMatch[] = [];
    for (let at = 0; at < text.length; ) {
      const length = this.matchAt(original, text, at, isBorder, matches);
      at = length > 0 ? at + length : nextStart(text, at);
    }
    return matches;
  }

  private matchAt(
    original: string,
    text: string,
    at: number,
    isBorder: ((offset: number) => boolean) | null,
    matches: SurfaceMatch[],
  ): number {
    const bucket = this.byHead.get(headOf(text, at));
    if (!bucket) return 0;
    for (const { surface, key, exact } of bucket) {
      if (
        !(exact ? original : text).startsWith(surface, at) ||
        !standsAlone(text, at, at + surface.length, isBorder)
      )
        continue;
      matches.push({ start: at, end: at + surface.length, key });
      return surface.length;
    }
    return 0;
  }
}

/** Lower case, compatibility forms and simplified characters, character by character, so that every offset stays. */
export function foldText(text: string): string {
  const folded = text.normalize('NFKC').toLowerCase();
  if (folded.length === text.length) return hasCjk(folded) ? simplify(folded) : folded;
  let result = '';
  for (const character of text) {
    const each = character.normalize('NFKC').toLowerCase();
    result += each.length === character.length ? each : character;
  }
  return simplify(result);
}

/** What surfaces are filed under: the first word, or the first two characters where words are not spaced. */
function headOf(text: string, at: number): string {
  if (!isWordCode(text.charCodeAt(at))) return text.slice(at, at + 2);
  let end = at + 1;
  while (end < text.length && isWordCode(text.charCodeAt(end))) end += 1;
  return text.slice(at, end);
}

function nextStart(text: string, at: number): number {
  let next = at + 1;
  if (isWordCode(text.charCodeAt(at)))
    while (next < text.length && isWordCode(text.charCodeAt(next))) next += 1;
  return next;
}

function standsAlone(
  text: string,
  start: number,
  end: number,
  isBorder: ((offset: number) => boolean) | null,
): boolean {
  const before = text.charCodeAt(start - 1);
  const after = text.charCodeAt(end);
  const first = text.charCodeAt(start);
  const last = text.charCodeAt(end - 1);
  if (
    isWordCode(first) &&
    (isWordCode(before) || (isJoint(before) && isWordCode(text.charCodeAt(start - 2))))
  )
    return false;
  if (isWordCode(last) && (isWordCode(after) || (isJoint(after) && isDigit(text.charCodeAt(end + 1)))))
    return false;
  const surface = text.slice(start, end);
  if (!isBorder || surface.length >= 4 || !hasCjk(surface)) return true;
  const opens = !isCjkCode(first) || !isCjkCode(before) || isBorder(start);
  const closes = !isCjkCode(last) || !isCjkCode(after) || isBorder(end);
  return surface.length === 3 ? opens || closes : opens && closes;
}

function isJoint(code: number): boolean {
  return code === 45 || code === 46 || code === 95;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

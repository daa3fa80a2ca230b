/**
 * The page that holds an offset, counted from 1.
 *
 * @param pages where each page begins, ascending; pages without text begin where the next one does
 */
export function pageAt(pages: readonly number[], offset: number): number {
  const next = pages.findIndex((start) => start > offset);
  return Math.max(1, next < 0 ? pages.length : next);
}

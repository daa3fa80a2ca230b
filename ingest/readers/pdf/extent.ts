/** Where items begin and end across the page; nothing for none. */
export function extentOf(items: readonly { x0: number; x1: number }[]): { x0: number; x1: number } {
  let x0 = Number.POSITIVE_INFINITY;
  let x1 = Number.NEGATIVE_INFINITY;
  for (const item of items) {
    x0 = Math.min(x0, item.x0);
    x1 = Math.max(x1, item.x1);
  }
  return { x0, x1 };
}

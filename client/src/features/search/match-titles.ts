/** Those whose texts hold the query, where it stands at a beginning first; the given order stays else. */
export function matchTitles<T>(
  items: readonly T[],
  query: string,
  texts: (item: T) => readonly string[],
  limit: number,
): T[] {
  const wanted = query.trim().toLowerCase();
  if (!wanted) return [];
  const ranked = items.flatMap((item) => {
    const places = texts(item).map((text) => text.toLowerCase().indexOf(wanted));
    if (places.every((place) => place < 0)) return [];
    return [{ item, isStart: places.includes(0) }];
  });
  return ranked
    .toSorted((left, right) => Number(right.isStart) - Number(left.isStart))
    .slice(0, limit)
    .map(({ item }) => item);
}

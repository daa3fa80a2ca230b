/**
 * Indices of the `limit` largest scores, best first; ties by smaller index. Takes time in proportion to the number of scores, not to
 * sorting them.
 *
 * @param length how many scores count; all when absent
 */
export function topK(scores: ArrayLike<number>, limit: number, length = scores.length): Int32Array {
  const size = Math.max(0, Math.min(limit, length));
  const heap = new Int32Array(size);
  if (size === 0) return heap;
  // The heap keeps the worst of the best on top.
  const worse = (left: number, right: number): boolean => {
    const difference = scores[left]! - scores[right]!;
    return difference < 0 || (difference === 0 && left > right);
  };
  const sink = (start: number, end: number): void => {
    let place = start;
    const item = heap[place]!;
    for (let child = 2 * place + 1; child < end; child = 2 * place + 1) {
      if (child + 1 < end && worse(heap[child + 1]!, heap[child]!)) child++;
      if (!worse(heap[child]!, item)) break;
      heap[place] = heap[child]!;
      place = child;
    }
    heap[place] = item;
  };
  for (let index = 0; index < size; index++) heap[index] = index;
  for (let place = (size >> 1) - 1; place >= 0; place--) sink(place, size);
  for (let index = size; index < length; index++) {
    if (!worse(heap[0]!, index)) continue;
    heap[0] = index;
    sink(0, size);
  }
  for (let end = size - 1; end > 0; end--) {
    const worst = heap[0]!;
    heap[0] = heap[end]!;
    heap[end] = worst;
    sink(0, end);
  }
  return heap;
}

/** A queue of nodes by priority, smallest first, ties by smaller node. A node is in it at most once. */
export interface IndexedHeap {
  readonly size: number;
  /** Adds a node, or gives one that is in it a smaller priority. */
  push(node: number, priority: number): void;
  /** Takes out the first node; -1 when empty. */
  pop(): number;
  clear(): void;
}

/** @param nodeCount nodes are 0 to `nodeCount - 1` */
export function createIndexedHeap(nodeCount: number): IndexedHeap {
  const heap = new Int32Array(nodeCount);
  const places = new Int32Array(nodeCount).fill(-1);
  const priorities = new Float64Array(nodeCount);
  let size = 0;

  const before = (left: number, right: number): boolean => {
    const difference = priorities[left]! - priorities[right]!;
    return difference < 0 || (difference === 0 && left < right);
  };
  const put = (node: number, place: number): void => {
    heap[place] = node;
    places[node] = place;
  };
  const rise = (node: number, start: number): void => {
    let place = start;
    while (place > 0) {
      const parent = heap[(place - 1) >> 1]!;
      if (!before(node, parent)) break;
      put(parent, place);
      place = (place - 1) >> 1;
    }
    put(node, place);
  };
  const sink = (node: number): void => {
    let place = 0;
    for (let child = 1; child < size; child = 2 * place + 1) {
      if (child + 1 < size && before(heap[child + 1]!, heap[child]!)) child++;
      if (!before(heap[child]!, node)) break;
      put(heap[child]!, place);
      place = child;
    }
    put(node, place);
  };

  return {
    get size() {
      return size;
    },
    push(node, priority) {
      priorities[node] = priority;
      rise(node, places[node]! >= 0 ? places[node]! : size++);
    },
    pop() {
      if (size === 0) return -1;
      const first = heap[0]!;
      places[first] = -1;
      const last = heap[--size]!;
      if (size > 0) sink(last);
      return first;
    },
    clear() {
      for (let place = 0; place < size; place++) places[heap[place]!] = -1;
      size = 0;
    },
  };
}

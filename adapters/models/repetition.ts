/** Looked at when this many characters are new. */
const STEP = 300;
const SHORTEST_TAIL = 1200;
/** A block that fills the tail this often is a loop, not a list. */
const TIMES = 4;

/**
 * True when the end of the text is one block of at most 300 characters over and over, as small models write until they are stopped.
 * Records that differ in a number are no loop: only exact repetition counts.
 */
export function endsInLoop(text: string): boolean {
  if (text.length < SHORTEST_TAIL) return false;
  const tail = text.slice(-SHORTEST_TAIL);
  const probe = tail.slice(-40);
  const before = tail.lastIndexOf(probe, tail.length - 41);
  if (before < 0) return false;
  const period = tail.length - 40 - before;
  if (period * TIMES > SHORTEST_TAIL) return false;
  for (let at = tail.length - 1; at >= period; at -= 1) {
    if (tail[at] !== tail[at - period]) return false;
  }
  return true;
}

/** Tells of a loop while the text grows, without looking at it for every piece. */
export function createLoopWatch(): (text: string) => boolean {
  let looked = SHORTEST_TAIL - STEP;
  return (text) => {
    if (text.length - looked < STEP) return false;
    looked = text.length;
    return endsInLoop(text);
  };
}

/** Orders strings by their code units: the same on every machine, whatever its locale. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A comparison by `id`, ascending. */
export function byId(left: { id: string }, right: { id: string }): number {
  return compareText(left.id, right.id);
}

/** Rounds to so many decimals, and never to negative zero. */
export function round(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round(value * factor) / factor + 0;
}

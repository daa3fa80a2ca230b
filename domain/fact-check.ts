/** What became of the facts that a model told when each was held against the text. */
export interface FactCheck {
  /** Their sentence was the one cited. */
  cited: number;
  /** Another sentence of the chunk says it, and is taken instead. */
  found: number;
  /** No sentence names both ends; the cited one names one, and is kept as not verified. */
  unverified: number;
  /** Nothing in the text holds them. */
  dropped: number;
}

export const NO_FACTS: Readonly<FactCheck> = { cited: 0, found: 0, unverified: 0, dropped: 0 };

export function addFacts(left: Readonly<FactCheck>, right: Readonly<FactCheck>): FactCheck {
  return {
    cited: left.cited + right.cited,
    found: left.found + right.found,
    unverified: left.unverified + right.unverified,
    dropped: left.dropped + right.dropped,
  };
}

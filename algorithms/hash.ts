/** Spreads the bits of an integer over 32 bits; used where ties must not depend on places in arrays. */
function hashInteger(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A 32-bit hash of a text's UTF-16 code units (FNV-1a, then spread). Equal on every machine; not for secrets. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hashInteger(hash);
}

/** A number from 0 up to, but not including, 1 that belongs to `value` for good. */
export function hashFraction(value: number): number {
  return (hashInteger(value) >>> 8) / 16777216;
}

/** UPPER_SNAKE of what a model wrote; empty when nothing of it is left. */
export function typeName(written: string): string {
  return written
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60);
}

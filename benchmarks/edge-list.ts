import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A graph from a file, its nodes numbered in the order of their names. */
export interface EdgeList {
  readonly names: readonly string[];
  readonly sources: Int32Array;
  readonly targets: Int32Array;
  /** Third column where it is a number above 0, else 1. */
  readonly weights: Float64Array;
}

/**
 * Reads an edge list: a line an edge, two names and perhaps a weight, parted by commas, semicolons or blanks; lines that begin with # are
 * left out. A name that ends in `.gz` is unpacked.
 */
export function readEdgeList(path: string): EdgeList {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const rows = text
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(/[\s,;]+/));
  const compare = new Intl.Collator('en', { numeric: true }).compare;
  const names = Array.from(new Set(rows.flatMap(([source, target]) => [source!, target!]))).sort(compare);
  const numbers = new Map(names.map((name, index) => [name, index]));
  return {
    names,
    sources: Int32Array.from(rows, ([source]) => numbers.get(source!)!),
    targets: Int32Array.from(rows, ([, target]) => numbers.get(target!)!),
    weights: Float64Array.from(rows, ([, , weight]) => (Number(weight) > 0 ? Number(weight) : 1)),
  };
}

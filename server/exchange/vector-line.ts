import type { VectorRow, VectorTable } from '../../domain/ports/vector-store.ts';

/** A vector as a file holds it. */
export interface VectorLine {
  model: string;
  /** Of the chunk, the entity, or the community whose report it is of. */
  id: string;
  textHash: string;
  /** Its numbers as float32, little-endian, in base64. */
  numbers: string;
}

/** The vectors of a table that tell of records of the index, in the order of their ids. */
export function* vectorLines(table: VectorTable, isThere: (id: string) => boolean): Generator<VectorLine> {
  const { model, dimension, ids, textHashes, vectors } = table;
  for (const [at, id] of ids.entries()) {
    if (!isThere(id)) continue;
    const numbers = encodeNumbers(vectors.subarray(at * dimension, (at + 1) * dimension));
    yield { model, id, textHash: textHashes[at]!, numbers };
  }
}

/** @throws RangeError when the numbers are not whole */
export function toVectorRow({ id, textHash, numbers }: VectorLine): VectorRow {
  const bytes = Buffer.from(numbers, 'base64');
  const vector = new Float32Array(bytes.length / 4);
  for (let at = 0; at < vector.length; at += 1) vector[at] = bytes.readFloatLE(at * 4);
  return { id, textHash, vector };
}

function encodeNumbers(vector: Float32Array): string {
  const bytes = Buffer.alloc(vector.length * 4);
  vector.forEach((number, at) => {
    bytes.writeFloatLE(number, at * 4);
  });
  return bytes.toString('base64');
}

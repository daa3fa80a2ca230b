import { toVectorRow, type VectorLine } from './vector-line.ts';

/** Looks at the vectors of one file, in order. @returns a check that tells what is wrong with one; null when it is right */
export function createVectorCheck(isThere: (id: string) => boolean): (line: VectorLine) => string | null {
  const known = new Set<string>();
  let first: { model: string; length: number } | null = null;
  return (line) => {
    const { model, id, numbers } = line;
    if (known.has(id)) return `the vector of "${id}" stands twice`;
    if (!isThere(id)) return `it tells of "${id}", which is not there`;
    if (numbers === '' || Buffer.byteLength(numbers, 'base64') % 4 !== 0)
      return 'its numbers are not whole float32 numbers';
    const { vector } = toVectorRow(line);
    if (!vector.every(Number.isFinite)) return 'one of its numbers is none';
    first ??= { model, length: vector.length };
    if (model !== first.model) return `it is of model "${model}", those before it are of "${first.model}"`;
    if (vector.length !== first.length)
      return `it has ${vector.length} numbers, those before it ${first.length}`;
    known.add(id);
    return null;
  };
}

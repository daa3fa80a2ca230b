import { z } from 'zod';

/**
 * A strict schema of exactly the fields of `T`, in the order in which a file holds them. Where it does not compile, a record won a field
 * that its files would lose: add it there and to docs/export-format.md (a field that old files lack must be optional).
 */
export function fieldsOf<T>() {
  return <Shape extends { [Key in keyof Required<T>]: z.ZodType<T[Key]> }>(shape: Shape) =>
    z.strictObject(shape);
}

/** A schema of exactly these words, all of the union's. */
export function wordsOf<Word extends string>(words: Record<Word, true>) {
  return z.enum(Object.keys(words) as [Word, ...Word[]]);
}

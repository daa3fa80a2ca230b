import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createVectorFile } from '../../../adapters/vector-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'orrery-vectors-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const rows = (from: number, to: number, first = 0) =>
  Array.from({ length: to - from }, (_, index) => ({
    id: `id${from + index}`,
    textHash: 'h',
    vector: Float32Array.of(first, index, 1),
  }));

async function onlyFile(): Promise<string> {
  const [name, ...others] = await readdir(folder);
  expect(others).toEqual([]);
  return path.join(folder, name ?? '');
}

describe('a vector file', () => {
  it('cut anywhere by a kill keeps every whole row and takes new ones', async () => {
    const written = createVectorFile({ folder });
    await written.write('m', { write: rows(0, 4), delete: [] });
    const whole = await readFile(await onlyFile());
    const perRow = whole.length / 4;
    for (let size = 0; size <= whole.length; size += 5) {
      await writeFile(await onlyFile(), whole.subarray(0, size));
      const store = createVectorFile({ folder });
      const kept = Math.floor(size / perRow);
      expect((await store.load('m')).ids).toHaveLength(kept);
      await store.write('m', { write: rows(7, 8), delete: [] });
      expect((await createVectorFile({ folder }).load('m')).ids).toHaveLength(kept + 1);
    }
  });

  it('damaged in the middle gives what stands before', async () => {
    await createVectorFile({ folder }).write('m', { write: rows(0, 4), delete: [] });
    const file = await onlyFile();
    const bytes = await readFile(file);
    // In a number of the third.
    bytes[(bytes.length * 3) / 4 - 3] = 255;
    await writeFile(file, bytes);
    expect((await createVectorFile({ folder }).load('m')).ids).toEqual(['id0', 'id1']);
  });

  it('gives out one table until a change, which the old one does not see', async () => {
    const store = createVectorFile({ folder });
    await store.write('m', { write: rows(0, 3), delete: [] });
    const table = await store.load('m');
    expect(await store.load('m')).toBe(table);
    const before = table.vectors.slice();
    await store.write('m', { write: rows(1, 2, 9), delete: ['id0'] });
    const later = await store.load('m');
    expect(table.vectors).toEqual(before);
    expect(later.ids).toEqual(['id1', 'id2']);
    expect(later.vectors).toEqual(Float32Array.of(9, 0, 1, 0, 2, 1));
    expect(await createVectorFile({ folder }).load('m')).toEqual(later);
  });

  it('does not grow without end when the same rows are written again', async () => {
    const store = createVectorFile({ folder });
    await store.write('m', { write: rows(0, 600), delete: [] });
    const { size } = await stat(await onlyFile());
    for (let round = 1; round <= 12; round += 1)
      await store.write('m', { write: rows(0, 600, round), delete: [] });
    expect((await stat(await onlyFile())).size).toBeLessThan(size * 4);
    const table = await createVectorFile({ folder }).load('m');
    expect(table.ids).toHaveLength(600);
    expect(table.vectors[0]).toBe(12);
  });
});

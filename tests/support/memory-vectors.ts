import type { VectorRow, VectorStore } from '../../domain/ports/vector-store.ts';

/** Vectors in memory, with what tests ask about them. */
export interface MemoryVectors extends VectorStore {
  /** The rows of a model, by id. */
  rows(model: string): Map<string, VectorRow>;
}

/** Keeps vectors as the real store promises, without a disk. */
export function createMemoryVectors(): MemoryVectors {
  const tables = new Map<string, Map<string, VectorRow>>();
  const rowsOf = (model: string): Map<string, VectorRow> => {
    const rows = tables.get(model) ?? new Map<string, VectorRow>();
    tables.set(model, rows);
    return rows;
  };
  return {
    rows: rowsOf,
    async load(model) {
      const rows = [...rowsOf(model).values()].sort((one, other) => (one.id < other.id ? -1 : 1));
      const dimension = rows[0]?.vector.length ?? 0;
      const vectors = new Float32Array(rows.length * dimension);
      rows.forEach(({ vector }, at) => {
        vectors.set(vector, at * dimension);
      });
      return {
        model,
        dimension,
        ids: rows.map(({ id }) => id),
        textHashes: rows.map(({ textHash }) => textHash),
        vectors,
      };
    },
    idsOf: async (model) => rowsOf(model),
    async write(model, changes) {
      const rows = rowsOf(model);
      for (const row of changes.write) rows.set(row.id, { ...row, vector: row.vector.slice() });
      for (const id of changes.delete) rows.delete(id);
    },
    async keepOnly(isKept) {
      let forgotten = 0;
      for (const rows of tables.values())
        for (const { id, textHash } of [...rows.values()])
          if (!isKept(id, textHash) && rows.delete(id)) forgotten += 1;
      return forgotten;
    },
  };
}

import type { QueryResult } from '@grafeo-db/js';
import type { GraphValue } from '../../../domain/graph-value.ts';
import { sizeOf } from '../value-size.ts';
import { toGraphValue } from './to-graph-value.ts';

const ROWS_PER_BATCH = 500;
/** Rough size in bytes after which a batch is sent although it could hold more rows. */
const BYTES_PER_BATCH = 256 * 1024;

interface Cursor {
  result: QueryResult;
  columns: string[];
  position: number;
  end: number;
}

/** Results that lie in the engine until their rows are asked for, a batch at a time. */
export class CursorRegistry {
  readonly #cursors = new Map<number, Cursor>();
  #lastId = 0;

  /** @returns the number by which the rows are asked for */
  add(result: QueryResult, maxRows: number): { streamId: number; columns: string[] } {
    const streamId = ++this.#lastId;
    const { columns } = result;
    this.#cursors.set(streamId, { result, columns, position: 0, end: Math.min(result.length, maxRows) });
    return { streamId, columns };
  }

  /** @returns null after the last row, or when the stream is unknown */
  next(streamId: number): GraphValue[][] | null {
    const cursor = this.#cursors.get(streamId);
    if (!cursor || cursor.position >= cursor.end) {
      this.#cursors.delete(streamId);
      return null;
    }
    const rows: GraphValue[][] = [];
    let bytes = 0;
    while (cursor.position < cursor.end && rows.length < ROWS_PER_BATCH && bytes < BYTES_PER_BATCH) {
      const record = cursor.result.get(cursor.position++);
      const row = cursor.columns.map((column) => toGraphValue(record[column]));
      bytes += sizeOf(row, BYTES_PER_BATCH);
      rows.push(row);
    }
    return rows;
  }

  close(streamId: number): void {
    this.#cursors.delete(streamId);
  }
}

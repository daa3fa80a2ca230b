import type { GraphValue } from '../../../../domain/graph-value.ts';
import { plainText } from './graph-cell.ts';
import type { QueryResult } from './query-result.ts';

/** Cells that a spreadsheet would take for a formula get an apostrophe, as OWASP advises against CSV injection. */
function csvCell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) && Number.isNaN(Number(value)) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** RFC 4180, with a byte-order mark, without which spreadsheets read Chinese as another encoding. */
export function toCsv({ columns, rows }: Pick<QueryResult, 'columns' | 'rows'>): string {
  const lines = [columns, ...rows.map((row) => row.map(plainText))];
  return `\uFEFF${lines.map((line) => line.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/** A list of objects, one a row, with values as the server sent them. */
export function toJson({ columns, rows }: Pick<QueryResult, 'columns' | 'rows'>): string {
  const objects = rows.map((row) => {
    const object: Record<string, GraphValue> = {};
    for (const [index, column] of columns.entries()) object[column] = row[index] ?? null;
    return object;
  });
  return `${JSON.stringify(objects, null, 2)}\n`;
}

/** Hands a text to the browser as a file to keep. */
export function saveFile(name: string, mediaType: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

import { normalizeText } from '../decode-text.ts';

/** A document that is one row of a file: JSON Lines, a JSON array, a table with a column of texts. */
export interface DocumentRow {
  id?: string;
  title?: string;
  text: string;
}

/** The row that a JSON value is, or what is wrong with it: `{id?, title?, text}`, other fields of it say nothing. */
export function documentRow(value: unknown): DocumentRow | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'not a JSON object';
  const { id, title, text } = value as Record<string, unknown>;
  if (typeof text !== 'string') return 'it has no string "text"';
  const row: DocumentRow = { text: normalizeText(text) };
  if ((typeof id === 'string' && id.trim() !== '') || typeof id === 'number')
    row.id = normalizeText(String(id)).trim();
  if (typeof title === 'string') row.title = normalizeText(title).replace(/\s+/g, ' ');
  return row;
}

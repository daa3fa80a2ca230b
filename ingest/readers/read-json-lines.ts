import { addTo, createDocument, type ReadSource } from './create-document.ts';
import { normalizeText } from './decode-text.ts';

/**
 * JSON Lines: a row a document, `{id?, title?, text}`. Its source is `file.jsonl#id`, or the number of its line where it has no id.
 * A row that cannot be read is reported, and the others are kept.
 */
export function readJsonLines(source: string, text: string): ReadSource {
  const result: ReadSource = { documents: [], failed: [] };
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    const row = parseRow(line);
    if (typeof row === 'string') {
      const message = `Line ${index + 1}: ${row}`;
      result.failed.push({ source: `${source}#${index + 1}`, code: 'malformed', message });
    } else {
      const name = `${source}#${row.id ?? index + 1}`;
      addTo(result, createDocument(name, normalizeText(row.text), 'json-lines', row.title));
    }
  });
  return result;
}

interface Row {
  id?: string;
  title?: string;
  text: string;
}

/** The row, or what is wrong with it. */
function parseRow(line: string): Row | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'not valid JSON';
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'not a JSON object';
  const { id, title, text } = value as Record<string, unknown>;
  if (typeof text !== 'string') return 'it has no string "text"';
  const row: Row = { text };
  if ((typeof id === 'string' && id.trim() !== '') || typeof id === 'number')
    row.id = normalizeText(String(id)).trim();
  if (typeof title === 'string') row.title = normalizeText(title).replace(/\s+/g, ' ');
  return row;
}

import { reasonFor } from '../../../domain/reason.ts';
import { addTo, createDocument, type ReadSource } from '../create-document.ts';
import { documentRow } from './document-row.ts';

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
      const reason = reasonFor('source-odd-row', { number: index + 1 });
      result.failed.push({ source: `${source}#${index + 1}`, code: 'malformed', message, reason });
    } else {
      addTo(result, createDocument(`${source}#${row.id ?? index + 1}`, row, 'text/plain'));
    }
  });
  return result;
}

function parseRow(line: string) {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'not valid JSON';
  }
  return documentRow(value);
}

import { reasonFor } from '../../../domain/reason.ts';
import { addTo, createDocument, type ReadSource } from '../create-document.ts';
import { nameOf } from '../title-of.ts';
import { refusedByParser } from '../unreadable-error.ts';
import { documentRow } from './document-row.ts';
import { jsonToMarkdown } from './json-to-markdown.ts';

/**
 * JSON. An array with an object in it that has a string `text` is a list of documents, `{id?, title?, text}` each, as in JSON Lines: their
 * sources are `file.json#id`, or the place in the array counted from 1; an entry without a text is reported. Anything else is one
 * document: its keys and values as Markdown (see `jsonToMarkdown`).
 */
export function readJson(source: string, text: string, title?: string): ReadSource {
  const result: ReadSource = { documents: [], failed: [] };
  const value = parse(text);
  if (!Array.isArray(value) || !value.some((entry) => typeof documentRow(entry) !== 'string')) {
    const written = { text: jsonToMarkdown(value), title: title || titleIn(value) || nameOf(source) };
    addTo(result, createDocument(source, written, 'application/json'));
    return result;
  }
  value.forEach((entry, index) => {
    const row = documentRow(entry);
    if (typeof row === 'string') {
      const message = `Entry ${index + 1}: ${row}`;
      const reason = reasonFor('source-odd-row', { number: index + 1 });
      result.failed.push({ source: `${source}#${index + 1}`, code: 'malformed', message, reason });
    } else {
      addTo(result, createDocument(`${source}#${row.id ?? index + 1}`, row, 'text/plain'));
    }
  });
  return result;
}

/** The string that an object calls its title; empty when there is none. */
function titleIn(value: unknown): string {
  if (typeof value !== 'object' || value === null || !('title' in value)) return '';
  return typeof value.title === 'string' ? value.title.replace(/\s+/g, ' ').trim().slice(0, 200) : '';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refusedByParser('It is not valid JSON', error);
  }
}

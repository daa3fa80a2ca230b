import { parse } from 'csv-parse/sync';
import { reasonFor } from '../../../domain/reason.ts';
import { addTo, createDocument, type ReadSource } from '../create-document.ts';
import { escapeCell, escapeInline } from '../escape-markdown.ts';
import { markdownTable } from '../html/html-to-markdown.ts';
import { nameOf } from '../title-of.ts';
import { refusedByParser, UnreadableError } from '../unreadable-error.ts';

/** Names of the columns that make each row a document of its own. */
const COLUMNS = {
  text: /^(?:text|content|body|正文|内容|文本)$/i,
  title: /^(?:title|name|标题|题目|名称)$/i,
  id: /^(?:id|key|编号|序号)$/i,
};
const DELIMITERS = [',', ';', '\t', '|'] as const;
/** How much of a file is looked at to tell its delimiter. */
const PROBE_LENGTH = 10_000;
const MAX_COLUMNS = 1000;

/**
 * A table (CSV, TSV). When its first row names a column `text` (or `content`, `body`, 正文, 内容), every further row is a document, with
 * the columns `title` and `id` where there are such: its source is `file.csv#id`, or the number of its row counted from 1 below the head.
 * Any other table is one document, a Markdown table with a row a line, its first row the head.
 *
 * @param delimiter what parts cells; found out when absent
 */
export function readTable(
  source: string,
  text: string,
  { title, mediaType, delimiter }: { title?: string | undefined; mediaType: string; delimiter?: string },
): ReadSource {
  const [head = [], ...rows] = parseRows(text, delimiter ?? delimiterOf(text));
  if (head.length > MAX_COLUMNS)
    throw new UnreadableError(
      'too-large',
      `The table has ${head.length} columns; at most ${MAX_COLUMNS} are read`,
      reasonFor('source-columns', { columns: head.length, most: MAX_COLUMNS }),
    );
  const names = head.map((cell) => cell.trim());
  const textColumn = names.findIndex((name) => COLUMNS.text.test(name));
  const result: ReadSource = { documents: [], failed: [] };
  if (textColumn < 0) {
    const cells = [head, ...rows].map((row) => row.map((cell) => escapeCell(escapeInline(cell))));
    const written = { text: markdownTable(cells).join(''), title: title || nameOf(source) };
    addTo(result, createDocument(source, written, mediaType));
    return result;
  }
  const titleColumn = names.findIndex((name) => COLUMNS.title.test(name));
  const idColumn = names.findIndex((name) => COLUMNS.id.test(name));
  rows.forEach((row, index) => {
    const id = row[idColumn]?.trim() || String(index + 1);
    const named = row[titleColumn]?.replace(/\s+/g, ' ').trim();
    const written = { text: row[textColumn] ?? '', ...(named ? { title: named } : {}) };
    addTo(result, createDocument(`${source}#${id}`, written, 'text/plain'));
  });
  return result;
}

function parseRows(text: string, delimiter: string): string[][] {
  try {
    return parse(text, {
      delimiter,
      bom: true,
      relaxColumnCount: true,
      // A quote in the middle of a cell is a character like any other.
      relaxQuotes: true,
      skipEmptyLines: true,
      skipRecordsWithEmptyValues: true,
    });
  } catch (error) {
    throw refusedByParser('The table is damaged', error);
  }
}

/** The delimiter that cuts the first rows into the most columns, all alike. */
function delimiterOf(text: string): string {
  const lines = text
    .slice(0, PROBE_LENGTH)
    .replace(/"[^"]*"/g, '')
    .split('\n')
    .slice(0, 20);
  const [first = '', ...others] = lines.filter((line) => line.trim() !== '');
  let best: { delimiter: string; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const count = first.split(delimiter).length - 1;
    const alike = others.filter((line) => line.split(delimiter).length - 1 === count).length;
    const score = count * (1 + alike);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

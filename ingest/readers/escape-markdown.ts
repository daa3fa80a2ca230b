/** Escapes in a run of text what Markdown would take for inline marks: emphasis, code, links, tags. */
export function escapeInline(text: string): string {
  if (!/[\\`*_[\]<~$]/.test(text)) return text;
  return (
    text
      .replace(/[\\`*]/g, '\\$&')
      // Inside a word and between spaces they mark nothing.
      .replace(/(?<![\p{L}\p{N}])_(?=\S)|(?<=\S)_(?![\p{L}\p{N}])/gu, '\\_')
      .replace(/\[(?=[^\]]*\][([:])|\[(?=[[^])/g, '\\[')
      .replace(/<(?=[/A-Za-z!])/g, '\\<')
      .replace(/~~/g, '\\~\\~')
      .replace(/\$(?=[^\s$][^$]*\$)/g, '\\$&')
  );
}

/** Escapes what would make a paragraph something else by how a line of it begins: heading, quote, list item, rule, fence, table. */
export function escapeLineStart(line: string): string {
  return line
    .replace(/^(\s*)([#>]|[-+](?=\s)|[-=]{2,}\s*$|~{3}|\|)/, '$1\\$2')
    .replace(/^(\s*\d{1,9})([.)])(?=\s)/, '$1\\$2');
}

/** Text for one cell of a table: on one line, its bars escaped. */
export function escapeCell(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replaceAll('|', '\\|');
}

import { escapeCell, escapeLineStart } from '../escape-markdown.ts';
import { ELEMENT_NODE, type HtmlNode, isSkipped } from './html-node.ts';
import { inlineMarkdown, MAX_DEPTH, tidyInline } from './inline-markdown.ts';

const BLOCKS = new Set(
  'address article aside blockquote body center details dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);

export interface MarkdownOptions {
  /** True for an element that is left out with all that is in it. */
  leaveOut?: (element: HtmlNode) => boolean;
}

/**
 * An element's content as Markdown: headings, paragraphs, nested lists, quotes, tables (a row a line) and code keep their kind; scripts,
 * controls and pictures are left out. Time grows with the size of the page; nesting beyond 200 levels is read as plain text.
 */
export function htmlToMarkdown(root: HtmlNode, { leaveOut }: MarkdownOptions = {}): string {
  return new MarkdownWriter(leaveOut ?? (() => false)).write(root);
}

class MarkdownWriter {
  private readonly leaveOut: (element: HtmlNode) => boolean;

  constructor(leaveOut: (element: HtmlNode) => boolean) {
    this.leaveOut = leaveOut;
  }

  write(root: HtmlNode): string {
    return this.blocks(root, 0).join('\n\n');
  }

  /** The blocks inside an element; runs of inline nodes between them are paragraphs. */
  private blocks(parent: HtmlNode, depth: number): string[] {
    if (depth > MAX_DEPTH) return this.paragraph(tidyInline(inlineMarkdown([parent], depth)));
    const blocks: string[] = [];
    let inline: HtmlNode[] = [];
    const flush = () => {
      if (inline.length > 0) blocks.push(...this.paragraph(tidyInline(inlineMarkdown(inline, depth))));
      inline = [];
    };
    for (const node of parent.childNodes) {
      if (node.nodeType === ELEMENT_NODE && (isSkipped(node) || this.leaveOut(node))) continue;
      if (node.nodeType === ELEMENT_NODE && isBlock(node, depth)) {
        flush();
        for (const block of this.block(node, depth + 1)) blocks.push(block);
      } else inline.push(node);
    }
    flush();
    return blocks;
  }

  private block(element: HtmlNode, depth: number): string[] {
    const name = element.localName ?? '';
    const heading = /^h([1-6])$/.exec(name);
    if (heading) return this.heading(element, Number(heading[1]));
    switch (name) {
      case 'ul':
      case 'menu':
      case 'ol':
        return this.list(element, depth);
      case 'pre':
        return fenced(codeOf(element, 0));
      case 'blockquote':
        return quoted(this.blocks(element, depth));
      case 'table':
        return this.table(element, depth);
      case 'dt':
        return this.paragraph(bold(tidyInline(inlineMarkdown(element.childNodes, depth))));
      case 'hr':
        return [];
      default:
        return this.blocks(element, depth);
    }
  }

  private heading(element: HtmlNode, level: number): string[] {
    const text = tidyInline(inlineMarkdown(element.childNodes)).replaceAll('\n', ' ');
    return text === '' ? [] : [`${'#'.repeat(level)} ${text}`];
  }

  private paragraph(text: string): string[] {
    if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(text)) return [];
    return [text.split('\n').map(escapeLineStart).join('\n')];
  }

  /** One block: items a line each, what they hold besides text indented below. */
  private list(element: HtmlNode, depth: number): string[] {
    const isOrdered = element.localName === 'ol';
    let number = Number(element.getAttribute?.('start') ?? 1) || 1;
    const items: string[] = [];
    for (const child of element.childNodes) {
      if (child.nodeType !== ELEMENT_NODE || isSkipped(child) || this.leaveOut(child)) continue;
      const isList = child.localName === 'ul' || child.localName === 'ol';
      const blocks = isList ? this.list(child, depth + 1) : this.blocks(child, depth + 1);
      if (blocks.length === 0) continue;
      // A list right inside a list, as some editors write it, belongs to the item before.
      const marker = isList ? '  ' : isOrdered ? `${number++}. ` : '- ';
      items.push(indented(blocks, marker));
    }
    return items.length > 0 ? [items.join('\n')] : [];
  }

  private table(element: HtmlNode, depth: number): string[] {
    const rows = rowsOf(element);
    // A table of one column, or with tables and lists in it, lays a page out.
    const isLayout = rows.every((row) => row.length < 2) || rows.some((row) => row.some(holdsBlocks));
    if (isLayout) return rows.flatMap((row) => row.flatMap((cell) => this.blocks(cell, depth + 1)));
    const texts = rows.map((row) => row.map((cell) => escapeCell(tidyInline(inlineMarkdown([cell], depth)))));
    const caption = [...element.childNodes].find(({ localName }) => localName === 'caption');
    return [
      ...(caption ? this.paragraph(tidyInline(inlineMarkdown(caption.childNodes, depth))) : []),
      ...markdownTable(texts),
    ];
  }
}

/** Rows of cells as a Markdown table, the first row its head; no block when every cell is empty. */
export function markdownTable(rows: readonly (readonly string[])[]): string[] {
  const filled = rows.filter((row) => row.some((cell) => cell !== ''));
  const width = filled.reduce((most, row) => Math.max(most, row.length), 0);
  const [head, ...body] = filled.map((row) => {
    const cells = Array.from({ length: width }, (_, at) => row[at] ?? '');
    return `| ${cells.join(' | ')} |`;
  });
  if (head === undefined) return [];
  return [[head, `|${' --- |'.repeat(width)}`, ...body].join('\n')];
}

/** True for block elements, and for inline ones (`<a>`, `<span>`) that hold block elements. */
function isBlock(element: HtmlNode, depth: number): boolean {
  if (BLOCKS.has(element.localName ?? '')) return true;
  if (depth > MAX_DEPTH) return false;
  for (const child of element.childNodes)
    if (child.nodeType === ELEMENT_NODE && isBlock(child, depth + 1)) return true;
  return false;
}

function holdsBlocks(cell: HtmlNode): boolean {
  const isRich = (element: HtmlNode, depth: number): boolean => {
    if (/^(?:table|ul|ol|pre|blockquote|h[1-6])$/.test(element.localName ?? '')) return true;
    if (depth > MAX_DEPTH) return false;
    for (const child of element.childNodes)
      if (child.nodeType === ELEMENT_NODE && isRich(child, depth + 1)) return true;
    return false;
  };
  return [...cell.childNodes].some((child) => isRich(child, 0));
}

function rowsOf(table: HtmlNode): HtmlNode[][] {
  const rows: HtmlNode[][] = [];
  for (const child of table.childNodes) {
    if (child.localName === 'tr') {
      rows.push([...child.childNodes].filter(({ localName }) => localName === 'td' || localName === 'th'));
    } else if (/^t(?:head|body|foot)$/.test(child.localName ?? '')) {
      for (const row of rowsOf(child)) rows.push(row);
    }
  }
  return rows.filter((row) => row.length > 0);
}

function indented(blocks: readonly string[], marker: string): string {
  const indent = ' '.repeat(marker.length);
  const lines = blocks.join('\n').split('\n');
  return lines.map((line, at) => (at === 0 ? marker : line === '' ? '' : indent) + line).join('\n');
}

function quoted(blocks: readonly string[]): string[] {
  if (blocks.length === 0) return [];
  const lines = blocks.join('\n\n').split('\n');
  return [lines.map((line) => (line === '' ? '>' : `> ${line}`)).join('\n')];
}

function fenced(code: string): string[] {
  const text = code.replace(/\r\n?/g, '\n').replace(/^\n+|\s+$/g, '');
  if (text === '') return [];
  const longest = (text.match(/`{3,}/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  return [`${fence}\n${text}\n${fence}`];
}

/** The characters of code; some editors end its lines with `<br>`. */
function codeOf(node: HtmlNode, depth: number): string {
  if (node.nodeType !== ELEMENT_NODE || depth > MAX_DEPTH) return node.textContent ?? '';
  if (node.localName === 'br') return '\n';
  let code = '';
  for (const child of node.childNodes) code += codeOf(child, depth + 1);
  return code;
}

function bold(text: string): string {
  return text === '' || text.includes('**') || text.includes('\n') ? text : `**${text}**`;
}

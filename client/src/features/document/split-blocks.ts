import type { Span } from '../../../../domain/span.ts';

/** A line or paragraph of a document, to be shown as one piece. Together, blocks and line ends cover the text in order. */
export interface Block extends Span {
  kind:
    | 'paragraph'
    | 'heading'
    | 'list-item'
    | 'quote'
    | 'code'
    | 'table-row'
    | 'table-rule'
    | 'rule'
    | 'fence'
    | 'gap';
  /** Headings 1-6; list items and quotes how deep; 1 for the head row of a table; else 0. */
  level: number;
  /** Where the content begins: what stands before is a mark (`## `, `- `, `> `). */
  contentStart: number;
  /** Content of each cell of a table row; empty else. */
  cells: Span[];
  /** What stands in front of a list item: a bullet or its own number. */
  bullet: string;
}

/** Longer paragraphs are cut at a sentence end or space, so that no piece is too tall to scroll by. */
const MAX_BLOCK_LENGTH = 2500;

const HEADING = /^ {0,3}(#{1,6})[ \t]+/;
const LIST_ITEM = /^([ \t]*)([-*+]|\d{1,3}[.)])[ \t]+/;
const QUOTE = /^ {0,3}((?:>[ \t]?)+)/;
const FENCE = /^ {0,3}(?:```|~~~)/;
const RULE = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const TABLE_RULE = /^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$/;
const TABLE_ROW = /^[ \t]*\|.*\|[ \t]*$/;

function block(kind: Block['kind'], start: number, end: number, more: Partial<Block> = {}): Block {
  return { kind, start, end, level: 0, contentStart: start, cells: [], bullet: '', ...more };
}

/** Cells of `| a | b |`, without the spaces around them. */
function tableCells(line: string, start: number): Span[] {
  const cells: Span[] = [];
  let from = line.indexOf('|') + 1;
  for (let at = from; at < line.length; at += 1) {
    if (line[at] !== '|' || line[at - 1] === '\\') continue;
    const raw = line.slice(from, at);
    const lead = raw.length - raw.trimStart().length;
    const text = raw.trim();
    cells.push({ start: start + from + lead, end: start + from + lead + text.length });
    from = at + 1;
  }
  return cells;
}

/** A line that is more than prose, or null. */
function markedLine(line: string, start: number): Block | null {
  const end = start + line.length;
  const heading = HEADING.exec(line);
  if (heading) {
    const level = heading[1]?.length ?? 1;
    return block('heading', start, end, { level, contentStart: start + heading[0].length });
  }
  if (TABLE_RULE.test(line)) return block('table-rule', start, end, { contentStart: end });
  if (RULE.test(line)) return block('rule', start, end, { contentStart: end });
  const item = LIST_ITEM.exec(line);
  if (item) {
    const level = Math.floor((item[1] ?? '').replaceAll('\t', '    ').length / 2);
    const sign = item[2] ?? '';
    const bullet = /\d/.test(sign) ? sign : '•';
    return block('list-item', start, end, { level, bullet, contentStart: start + item[0].length });
  }
  const quote = QUOTE.exec(line);
  if (quote) {
    const level = (quote[1]?.match(/>/g) ?? []).length;
    return block('quote', start, end, { level, contentStart: start + quote[0].length });
  }
  if (TABLE_ROW.test(line)) return block('table-row', start, end, { cells: tableCells(line, start) });
  return null;
}

/** Where to cut text that is too long for one piece: after a sentence, else after a space, else anywhere. */
function cutPoint(text: string, from: number, limit: number): number {
  const window = text.slice(from, limit);
  for (const pattern of [/[。！？.!?]["”’)]?\s*(?=[^。！？.!?]*$)/u, /\s(?=\S*$)/u]) {
    const found = pattern.exec(window);
    if (found && found.index > window.length / 2) return from + found.index + found[0].length;
  }
  return limit;
}

function pushParagraph(blocks: Block[], text: string, start: number, end: number): void {
  let from = start;
  while (end - from > MAX_BLOCK_LENGTH) {
    const cut = cutPoint(text, from, from + MAX_BLOCK_LENGTH);
    blocks.push(block('paragraph', from, cut));
    from = cut;
  }
  if (end > from) blocks.push(block('paragraph', from, end));
}

/**
 * Cuts a document into pieces to show. No character is changed or dropped, so every offset keeps its meaning.
 *
 * @param isMarkdown false: lines are only joined to paragraphs
 */
export function splitBlocks(text: string, isMarkdown: boolean): Block[] {
  const blocks: Block[] = [];
  let paragraph: Span | null = null;
  let isInFence = false;
  const endParagraph = () => {
    if (paragraph) pushParagraph(blocks, text, paragraph.start, paragraph.end);
    paragraph = null;
  };
  for (let start = 0; start < text.length; ) {
    const lineEnd = text.indexOf('\n', start);
    const end = lineEnd < 0 ? text.length : lineEnd;
    const line = text.slice(start, end);
    const isFence = isMarkdown && FENCE.test(line);
    const marked = isMarkdown && !isInFence && !isFence ? markedLine(line, start) : null;
    if (isFence || isInFence || marked || line.trim() === '') {
      endParagraph();
      if (isFence) isInFence = !isInFence;
      if (isFence) blocks.push(block('fence', start, end, { contentStart: end }));
      else if (isInFence) blocks.push(block('code', start, end));
      else blocks.push(marked ?? block('gap', start, end));
      const head = blocks.at(-2);
      if (marked?.kind === 'table-rule' && head?.kind === 'table-row') head.level = 1;
    } else {
      const open: Span | null = paragraph;
      paragraph = open ? { start: (open as Span).start, end } : { start, end };
    }
    start = end + 1;
  }
  endParagraph();
  return blocks;
}

/** Index of the block that holds an offset, or the nearest before it; 0 when there is none. */
export function blockAt(blocks: readonly Block[], offset: number): number {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((blocks[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

import { escapeCell, escapeInline, escapeLineStart } from '../escape-markdown.ts';
import { markdownTable } from '../html/html-to-markdown.ts';
import { isWide } from '../wide-text.ts';
import type { WrittenText } from '../written-text.ts';
import type { PdfBlock } from './pdf-blocks.ts';
import type { PdfLine } from './pdf-line.ts';

const MARKER = /^(?:[•·▪◦●○‣■□◆➢✓]\s*|[-–—*]\s+)/;

/** Blocks as Markdown, words that a line end cut made whole, and where in it each page begins. */
export function writeBlocks(
  blocks: readonly PdfBlock[],
  pageCount: number,
): Required<Omit<WrittenText, 'title'>> {
  const words = wordsOf(blocks);
  const levels = headingLevels(blocks);
  const pages: number[] = [];
  let text = '';
  let previous: PdfBlock | null = null;
  for (const block of blocks) {
    if (previous) text += previous.kind === 'list-item' && block.kind === 'list-item' ? '\n' : '\n\n';
    previous = block;
    for (const piece of piecesOf(block, levels, words)) {
      // A page without text of its own begins where the next one does.
      while (pages.length <= piece.page) pages.push(text.length);
      text += piece.text;
    }
  }
  while (pages.length < pageCount) pages.push(text.length);
  return { text, pages };
}

interface Piece {
  text: string;
  page: number;
}

function piecesOf(block: PdfBlock, levels: ReadonlyMap<number, number>, words: ReadonlySet<string>): Piece[] {
  const page = block.lines[0]?.page ?? 0;
  if (block.kind === 'table') {
    const rows = block.lines.map(({ cells }) => cells.map(({ text }) => escapeCell(escapeInline(text))));
    return markdownTable(rows).map((text) => ({ text, page }));
  }
  if (block.kind === 'code') {
    const code = block.lines
      .map((line) => line.text)
      .join('\n')
      .replaceAll('```', "'''");
    return [{ text: `\`\`\`\n${code}\n\`\`\``, page }];
  }
  const pieces = joinLines(block.lines, words);
  const [first] = pieces;
  if (!first) return [];
  if (block.kind === 'heading') first.text = `${'#'.repeat(levels.get(sizeKey(block)) ?? 6)} ${first.text}`;
  else if (block.kind === 'paragraph') first.text = escapeLineStart(first.text);
  else first.text = first.text.replace(MARKER, '- ').replace(/^\[/, '\\[');
  return pieces;
}

/** Lines as one; a piece a page. */
function joinLines(lines: readonly PdfLine[], words: ReadonlySet<string>): Piece[] {
  const pieces: Piece[] = [];
  lines.forEach((line, at) => {
    const next = lines[at + 1];
    const text = escapeInline(line.text.replaceAll('\u00ad', at < lines.length - 1 ? '\u00ad' : ''));
    const joined = next ? joint(text, next.text, words) : text.replaceAll('\u00ad', '');
    const last = pieces.at(-1);
    if (last && last.page === line.page) last.text += joined;
    else pieces.push({ text: joined, page: line.page });
  });
  return pieces;
}

/** The line as it stands before the next one: with a space, without one between Chinese characters, without the hyphen of a cut word. */
function joint(line: string, next: string, words: ReadonlySet<string>): string {
  const text = line.replace(/\u00ad(?!$)/g, '');
  if (text.endsWith('\u00ad')) return text.slice(0, -1);
  const cut = /([\p{L}]+)[-‐]$/u.exec(text)?.[1];
  const rest = /^\p{Ll}+/u.exec(next)?.[0];
  if (cut && rest) return isCompound(cut, rest, words) ? text : text.slice(0, -1);
  if (/[-‐–—/]$/.test(text) && /\p{L}[-‐–—/]$/u.test(text)) return text;
  const isChinese = isWide(text.at(-1) ?? '') && isWide(next.charAt(0));
  return isChinese ? text : `${text} `;
}

/** True when the document writes the word with its hyphen elsewhere, and never without. */
function isCompound(cut: string, rest: string, words: ReadonlySet<string>): boolean {
  const whole = (cut + rest).toLowerCase();
  return !words.has(whole) && words.has(`${cut}-${rest}`.toLowerCase());
}

/** All words that stand on one line, lower-cased. */
function wordsOf(blocks: readonly PdfBlock[]): Set<string> {
  const words = new Set<string>();
  for (const { lines } of blocks)
    for (const { text } of lines)
      for (const [word] of text.matchAll(/\p{L}+(?:[-‐]\p{L}+)*/gu)) words.add(word.toLowerCase());
  return words;
}

function sizeKey({ size }: PdfBlock): number {
  return Math.round(size * 2);
}

/** Larger headings are higher; sizes beyond the sixth share its level. */
function headingLevels(blocks: readonly PdfBlock[]): Map<number, number> {
  const sizes = blocks.filter(({ kind }) => kind === 'heading').map(sizeKey);
  const ranked = [...new Set(sizes)].sort((one, other) => other - one);
  return new Map(ranked.map((size, rank) => [size, Math.min(6, rank + 1)]));
}

import type { Span } from '../../domain/span.ts';
import { columns } from './characters.ts';
import { cleanInline } from './clean-inline.ts';
import { HeadingOutline } from './heading-outline.ts';
import { announces, listMarker, looksLikeCode, looksLikeHeading, withoutNumbering } from './line-kinds.ts';
import { endsArticle, headsSources, isFurniture, lineShape, repeatedLines } from './page-furniture.ts';
import type { BlockKind, TextBlock } from './text-block.ts';

const FENCE = /^\s{0,6}(`{3,}|~{3,})/;
const ATX_HEADING = /^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const TABLE_RULE = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
const REFERENCE = /^\s{0,3}\[[^\]]{1,100}\]:\s*\S/;
const LIST_HEAD_LEVEL = 10;

interface OpenBlock {
  kind: 'paragraph' | 'list-item';
  lines: Span[];
  lineStart: number;
  indent: number;
}

/** Reads lines into blocks; one use a document. */
export class BlockReader {
  private readonly source: string;
  private readonly markdown: boolean;
  private readonly lines: Span[] = [];
  private readonly blocks: TextBlock[] = [];
  private readonly repeated: ReadonlySet<string>;
  private readonly outline = new HeadingOutline();
  private open: OpenBlock | null = null;
  private lead: string | null = null;
  private insideSources = false;

  constructor(source: string, markdown: boolean) {
    this.source = source;
    this.markdown = markdown;
    for (let start = 0; start <= source.length; ) {
      const newline = source.indexOf('\n', start);
      const end = newline === -1 ? source.length : newline;
      this.lines.push({ start, end });
      start = end + 1;
    }
    this.repeated = repeatedLines(this.lines.map((line) => source.slice(line.start, line.end)));
  }

  read(): TextBlock[] {
    let index = this.frontMatterEnd();
    while (index < this.lines.length) index = this.readLine(index);
    this.close();
    return this.blocks;
  }

  private textOf(index: number): string {
    const line = this.lines[index];
    return line ? this.source.slice(line.start, line.end) : '';
  }

  private frontMatterEnd(): number {
    const mark = this.textOf(0).trimEnd();
    if (!this.markdown || (mark !== '---' && mark !== '+++')) return 0;
    for (let index = 1; index < Math.min(this.lines.length, 200); index += 1) {
      if (this.textOf(index).trimEnd() === mark) return index + 1;
    }
    return 0;
  }

  /** Reads what begins at this line; returns the line after it. */
  private readLine(index: number): number {
    const text = this.textOf(index);
    const fence = FENCE.exec(text)?.[1];
    if (fence) return this.readFence(index, fence);
    if (!text.trim()) {
      this.close();
      return index + 1;
    }
    if (this.markdown) {
      const after = this.readMarkdownOnly(index, text);
      if (after > index) return after;
    }
    if (endsArticle(text.trim()) && index > this.lines.length * 0.35) return this.readTail(index);
    if (this.isAside(text)) return this.single(index, 'aside');
    if (looksLikeCode(text) && !this.open) return this.single(index, 'code');
    return this.readProse(index, text);
  }

  /** Everything from here on is the page's, not the article's. */
  private readTail(index: number): number {
    for (let line = index; line < this.lines.length; line += 1) {
      if (this.textOf(line).trim()) this.single(line, 'aside');
    }
    return this.lines.length;
  }

  private isAside(text: string): boolean {
    const shape = lineShape(text);
    return isFurniture(text) || (shape !== '' && this.repeated.has(shape));
  }

  private readMarkdownOnly(index: number, text: string): number {
    const atx = ATX_HEADING.exec(text);
    const line = this.lines[index];
    if (atx && line) {
      const start = line.start + text.indexOf(atx[2] ?? '', (atx[1] ?? '').length);
      this.addHeading((atx[1] ?? '').length, { start, end: start + (atx[2] ?? '').length }, line);
      return index + 1;
    }
    if (/^\s{0,3}(?:=+|-{2,})\s*$/.test(text)) return this.readRule(index, text);
    if (/^\s{0,3}(?:\*\s*){3,}$|^\s{0,3}(?:_\s*){3,}$/.test(text)) return this.single(index, 'aside');
    if (text.includes('|') && TABLE_RULE.test(this.textOf(index + 1)) && this.textOf(index + 1).includes('-'))
      return this.readTable(index);
    if (text.trimStart().startsWith('<!--')) return this.readUntil(index, '-->');
    if (text.trim() === '$$') return this.readUntil(index, '$$');
    if (REFERENCE.test(text)) return this.single(index, 'aside');
    return index;
  }

  /** A line under a paragraph makes it a heading; alone it is a rule. */
  private readRule(index: number, text: string): number {
    const open = this.open;
    const only = open?.kind === 'paragraph' && open.lines.length === 1 ? open.lines[0] : undefined;
    if (!only) return this.single(index, 'aside');
    this.open = null;
    const end = this.lines[index]?.end ?? only.end;
    this.addHeading(text.includes('=') ? 1 : 2, only, { start: only.start, end });
    return index + 1;
  }

  private readFence(index: number, fence: string): number {
    this.close();
    let end = index + 1;
    while (end < this.lines.length && !this.closesFence(end, fence)) end += 1;
    this.addPlain('code', index, Math.min(end, this.lines.length - 1));
    return end + 1;
  }

  private closesFence(index: number, fence: string): boolean {
    const text = this.textOf(index).trim();
    return text.startsWith(fence) && text.replaceAll(fence.charAt(0), '') === '';
  }

  private readUntil(index: number, mark: string): number {
    this.close();
    let end = index;
    const closes = (line: number): boolean => this.textOf(line).indexOf(mark, line === index ? 2 : 0) >= 0;
    while (end < this.lines.length - 1 && !closes(end)) end += 1;
    this.addPlain('code', index, end);
    return end + 1;
  }

  private readTable(index: number): number {
    this.close();
    this.addRow(index);
    let end = index + 2;
    while (end < this.lines.length && this.textOf(end).includes('|')) {
      this.addRow(end);
      end += 1;
    }
    return end;
  }

  private addRow(index: number): void {
    const line = this.lines[index];
    if (!line) return;
    const text = this.textOf(index);
    const start = line.start + (/^\s*\|?\s*/.exec(text)?.[0].length ?? 0);
    const end = line.start + text.replace(/\s*\|?\s*$/, '').length;
    if (end > start) this.addProse('table-row', [{ start, end }], line);
  }

  private single(index: number, kind: 'aside' | 'code'): number {
    this.close();
    this.addPlain(kind, index, index);
    return index + 1;
  }

  private readProse(index: number, text: string): number {
    const line = this.lines[index];
    if (!line) return index + 1;
    const quote = this.markdown ? (/^(?:\s{0,3}>\s?){1,8}/.exec(text)?.[0].length ?? 0) : 0;
    const content = text.slice(quote);
    const marker = listMarker(content);
    if (marker) {
      this.close();
      if (this.opensDeeperList(index, content, marker)) return this.listHeading(line, quote, content, marker);
      this.outline.leave(LIST_HEAD_LEVEL + marker.indent);
      const start = line.start + quote + marker.length;
      this.open = {
        kind: 'list-item',
        lines: [trim(this.source, start, line.end)],
        lineStart: line.start,
        indent: marker.indent,
      };
      return index + 1;
    }
    if (!this.open && !this.markdown && this.standsAlone(index) && looksLikeHeading(text)) {
      this.addHeading(
        /^\d+(?:\.\d+)+/.test(text.trim()) ? 3 : this.blocks.length === 0 ? 1 : 2,
        trim(this.source, line.start, line.end),
        line,
      );
      return index + 1;
    }
    const part = trim(this.source, line.start + quote, line.end);
    if (part.end <= part.start) {
      this.close();
      return index + 1;
    }
    if (this.open) this.open.lines.push(part);
    else this.open = { kind: 'paragraph', lines: [part], lineStart: line.start, indent: 0 };
    return index + 1;
  }

  private standsAlone(index: number): boolean {
    return !this.textOf(index - 1).trim() && !this.textOf(index + 1).trim() && this.lines.length > 1;
  }

  /** A short item whose next line is indented deeper is a heading of that list. */
  private opensDeeperList(
    index: number,
    content: string,
    marker: { indent: number; length: number },
  ): boolean {
    const body = content.slice(marker.length).trim();
    const next = listMarker(this.textOf(index + 1));
    return (
      next !== null &&
      next.indent > marker.indent &&
      columns(body) <= 48 &&
      !/[。；，,;.!！:：]/.test(body.replace(/[:：]$/, ''))
    );
  }

  private listHeading(
    line: Span,
    quote: number,
    content: string,
    marker: { indent: number; length: number },
  ): number {
    const start = line.start + quote + marker.length;
    const end = line.start + quote + content.replace(/[:：\s]+$/, '').length;
    this.addHeading(LIST_HEAD_LEVEL + marker.indent, trim(this.source, start, end), line);
    return this.lines.indexOf(line) + 1;
  }

  private close(): void {
    const open = this.open;
    if (!open) return;
    this.open = null;
    if (open.kind === 'paragraph') {
      const indented = /^[ \t]/.test(this.source.slice(open.lineStart, open.lineStart + 1));
      if (!indented) this.outline.leave(LIST_HEAD_LEVEL);
      if (!indented) this.lead = null;
    }
    const last = open.lines.at(-1);
    if (!last) return;
    const block = this.addProse(open.kind, open.lines, { start: open.lineStart, end: last.end });
    if (block && announces(block.text)) this.lead = block.text;
  }

  private addProse(kind: BlockKind, lines: readonly Span[], outer: Span): TextBlock | null {
    const first = lines[0];
    const last = lines.at(-1);
    if (!first || !last) return null;
    if (this.insideSources && kind !== 'heading') {
      this.push({
        kind: 'aside',
        start: first.start,
        end: last.end,
        ...outerLines(outer),
        ...emptyText(),
        heading: this.outline.current,
        lead: null,
      });
      return null;
    }
    const clean = cleanInline(this.source, lines, this.markdown);
    const block: TextBlock = {
      kind,
      start: first.start,
      end: last.end,
      ...outerLines(outer),
      ...clean,
      heading: this.outline.current,
      lead: this.lead,
    };
    this.push(block);
    return block;
  }

  private addPlain(kind: 'code' | 'aside', from: number, to: number): void {
    const start = this.lines[from]?.start ?? 0;
    const end = this.lines[to]?.end ?? start;
    this.push({
      kind,
      start,
      end,
      ...outerLines({ start, end }),
      ...emptyText(),
      heading: this.outline.current,
      lead: null,
    });
  }

  private push(block: TextBlock): void {
    this.blocks.push(block);
  }

  private addHeading(level: number, content: Span, outer: Span): void {
    this.close();
    const block = this.headingBlock(content, outer);
    const text = withoutNumbering(block.text);
    if (!text) return;
    const heading = this.outline.enter(level, text);
    this.lead = null;
    this.insideSources = headsSources(text);
    this.push({ ...block, heading });
  }

  private headingBlock(content: Span, outer: Span): TextBlock {
    const clean = cleanInline(this.source, [content], this.markdown);
    return { kind: 'heading', ...content, ...outerLines(outer), ...clean, heading: null, lead: null };
  }
}

function outerLines(outer: Span): { lineStart: number; lineEnd: number } {
  return { lineStart: outer.start, lineEnd: outer.end };
}

function emptyText(): Pick<TextBlock, 'text' | 'offsets' | 'marks' | 'breaks'> {
  return { text: '', offsets: [], marks: [], breaks: [] };
}

/** The range without white space at its ends. */
function trim(source: string, start: number, end: number): Span {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(source.charAt(from))) from += 1;
  while (to > from && /\s/.test(source.charAt(to - 1))) to -= 1;
  return { start: from, end: to };
}

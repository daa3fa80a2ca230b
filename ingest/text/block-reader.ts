import type { Span } from '../../domain/span.ts';
import { BlockList } from './block-list.ts';
import { columns } from './characters.ts';
import { listMarker, looksLikeCode, looksLikeHeading } from './line-kinds.ts';
import { endsArticle, isFurniture, lineShape, repeatedLines } from './page-furniture.ts';
import { SourceLines } from './source-lines.ts';
import type { TextBlock } from './text-block.ts';

const FENCE = /^\s{0,6}(`{3,}|~{3,})/;
const ATX_HEADING = /^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const TABLE_RULE = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
const REFERENCE = /^\s{0,3}\[[^\]]{1,100}\]:\s*\S/;

/** Reads lines into blocks; one use a document. */
export class BlockReader {
  private readonly lines: SourceLines;
  private readonly markdown: boolean;
  private readonly found: BlockList;
  private readonly repeated: ReadonlySet<string>;

  constructor(source: string, markdown: boolean) {
    this.lines = new SourceLines(source);
    this.markdown = markdown;
    this.found = new BlockList(source, markdown);
    this.repeated = repeatedLines(source.split('\n'));
  }

  read(): TextBlock[] {
    let index = this.frontMatterEnd();
    while (index < this.lines.count) index = this.readLine(index);
    this.found.close();
    return this.found.blocks;
  }

  private frontMatterEnd(): number {
    const mark = this.lines.textOf(0).trimEnd();
    if (!this.markdown || (mark !== '---' && mark !== '+++')) return 0;
    for (let index = 1; index < Math.min(this.lines.count, 200); index += 1) {
      if (this.lines.textOf(index).trimEnd() === mark) return index + 1;
    }
    return 0;
  }

  /** Reads what begins at this line; returns the line after it. */
  private readLine(index: number): number {
    const text = this.lines.textOf(index);
    const fence = FENCE.exec(text)?.[1];
    if (fence) return this.readFence(index, fence);
    if (!text.trim()) {
      this.found.close();
      return index + 1;
    }
    if (this.markdown) {
      const after = this.readMarkdownOnly(index, text);
      if (after > index) return after;
    }
    if (endsArticle(text.trim()) && index > this.lines.count * 0.35) return this.readTail(index);
    if (this.isAside(text)) return this.single(index, 'aside');
    if (looksLikeCode(text) && !this.found.isOpen) return this.single(index, 'code');
    return this.readProse(index, text);
  }

  /** Everything from here on is the page's, not the article's. */
  private readTail(index: number): number {
    for (let line = index; line < this.lines.count; line += 1) {
      if (this.lines.textOf(line).trim()) this.single(line, 'aside');
    }
    return this.lines.count;
  }

  private isAside(text: string): boolean {
    const shape = lineShape(text);
    return isFurniture(text) || (shape !== '' && this.repeated.has(shape));
  }

  private readMarkdownOnly(index: number, text: string): number {
    const atx = ATX_HEADING.exec(text);
    if (atx) {
      const line = this.lines.at(index);
      const start = line.start + text.indexOf(atx[2] ?? '', (atx[1] ?? '').length);
      this.found.addHeading((atx[1] ?? '').length, { start, end: start + (atx[2] ?? '').length }, line);
      return index + 1;
    }
    if (/^\s{0,3}(?:=+|-{2,})\s*$/.test(text)) return this.readRule(index, text);
    if (/^\s{0,3}(?:\*\s*){3,}$|^\s{0,3}(?:_\s*){3,}$/.test(text)) return this.single(index, 'aside');
    if (
      text.includes('|') &&
      TABLE_RULE.test(this.lines.textOf(index + 1)) &&
      this.lines.textOf(index + 1).includes('-')
    )
      return this.readTable(index);
    if (text.trimStart().startsWith('<!--')) return this.readUntil(index, '-->');
    if (text.trim() === '$$') return this.readUntil(index, '$$');
    if (REFERENCE.test(text)) return this.single(index, 'aside');
    return index;
  }

  /** A line under a paragraph makes it a heading; alone it is a rule. */
  private readRule(index: number, text: string): number {
    const only = this.found.takeOnlyLine();
    if (!only) return this.single(index, 'aside');
    const { end } = this.lines.at(index);
    this.found.addHeading(text.includes('=') ? 1 : 2, only, { start: only.start, end });
    return index + 1;
  }

  private readFence(index: number, fence: string): number {
    let end = index + 1;
    while (end < this.lines.count && !this.closesFence(end, fence)) end += 1;
    this.found.addPlain('code', this.lines.between(index, Math.min(end, this.lines.count - 1)));
    return end + 1;
  }

  private closesFence(index: number, fence: string): boolean {
    const text = this.lines.textOf(index).trim();
    return text.startsWith(fence) && text.replaceAll(fence.charAt(0), '') === '';
  }

  private readUntil(index: number, mark: string): number {
    let end = index;
    const closes = (line: number): boolean =>
      this.lines.textOf(line).indexOf(mark, line === index ? 2 : 0) >= 0;
    while (end < this.lines.count - 1 && !closes(end)) end += 1;
    this.found.addPlain('code', this.lines.between(index, end));
    return end + 1;
  }

  private readTable(index: number): number {
    this.found.close();
    this.addRow(index);
    let end = index + 2;
    while (end < this.lines.count && this.lines.textOf(end).includes('|')) {
      this.addRow(end);
      end += 1;
    }
    return end;
  }

  private addRow(index: number): void {
    const line = this.lines.at(index);
    const text = this.lines.textOf(index);
    const start = line.start + (/^\s*\|?\s*/.exec(text)?.[0].length ?? 0);
    const end = line.start + text.replace(/\s*\|?\s*$/, '').length;
    if (end > start) this.found.addRow({ start, end }, line);
  }

  private single(index: number, kind: 'aside' | 'code'): number {
    this.found.addPlain(kind, this.lines.between(index, index));
    return index + 1;
  }

  private readProse(index: number, text: string): number {
    const line = this.lines.at(index);
    const quote = this.markdown ? (/^(?:\s{0,3}>\s?){1,8}/.exec(text)?.[0].length ?? 0) : 0;
    const marker = listMarker(text.slice(quote));
    if (marker)
      this.readItem(index, line, { indent: marker.indent, start: line.start + quote + marker.length });
    else if (this.isPlainHeading(index, text)) this.addPlainHeading(text, line);
    else {
      const part = this.lines.trim(line.start + quote, line.end);
      if (part.end > part.start) this.found.addLine(part, line.start);
      else this.found.close();
    }
    return index + 1;
  }

  /** @param item where its content begins, and how far its marker is indented */
  private readItem(index: number, line: Span, item: { indent: number; start: number }): void {
    const content = this.lines.source.slice(item.start, line.end);
    if (!this.opensDeeperList(index, content, item.indent)) {
      this.found.beginItem(this.lines.trim(item.start, line.end), line.start, item.indent);
      return;
    }
    const end = item.start + content.replace(/[:：\s]+$/, '').length;
    this.found.addListHeading(item.indent, this.lines.trim(item.start, end), line);
  }

  /** A short item whose next line is indented deeper is a heading of that list. */
  private opensDeeperList(index: number, content: string, indent: number): boolean {
    const body = content.trim();
    const next = listMarker(this.lines.textOf(index + 1));
    return (
      next !== null &&
      next.indent > indent &&
      columns(body) <= 48 &&
      !/[。；，,;.!！:：]/.test(body.replace(/[:：]$/, ''))
    );
  }

  private isPlainHeading(index: number, text: string): boolean {
    const standsAlone =
      !this.lines.textOf(index - 1).trim() && !this.lines.textOf(index + 1).trim() && this.lines.count > 1;
    return !this.found.isOpen && !this.markdown && standsAlone && looksLikeHeading(text);
  }

  private addPlainHeading(text: string, line: Span): void {
    const level = /^\d+(?:\.\d+)+/.test(text.trim()) ? 3 : this.found.blocks.length === 0 ? 1 : 2;
    this.found.addHeading(level, this.lines.trim(line.start, line.end), line);
  }
}

import type { Span } from '../../domain/span.ts';
import { cleanInline } from './clean-inline.ts';
import { HeadingOutline } from './heading-outline.ts';
import { announces, withoutNumbering } from './line-kinds.ts';
import { headsSources } from './page-furniture.ts';
import type { BlockKind, TextBlock } from './text-block.ts';

const LIST_HEAD_LEVEL = 10;

/** A paragraph or list item whose last line may still come. */
interface OpenBlock {
  kind: 'paragraph' | 'list-item';
  lines: Span[];
  lineStart: number;
}

/** The blocks found so far, each under its heading and behind the line that announces it. Spans are ranges of the source. */
export class BlockList {
  readonly blocks: TextBlock[] = [];
  private readonly source: string;
  private readonly markdown: boolean;
  private readonly outline = new HeadingOutline();
  private open: OpenBlock | null = null;
  private lead: string | null = null;
  private insideSources = false;

  constructor(source: string, markdown: boolean) {
    this.source = source;
    this.markdown = markdown;
  }

  /** True while a paragraph or list item may go on. */
  get isOpen(): boolean {
    return this.open !== null;
  }

  /** Begins a list item; the lines added next belong to it. `indent` is that of its marker. */
  beginItem(part: Span, lineStart: number, indent: number): void {
    this.close();
    this.outline.leave(LIST_HEAD_LEVEL + indent);
    this.open = { kind: 'list-item', lines: [part], lineStart };
  }

  /** Goes on with what is open, else begins a paragraph. */
  addLine(part: Span, lineStart: number): void {
    if (this.open) this.open.lines.push(part);
    else this.open = { kind: 'paragraph', lines: [part], lineStart };
  }

  /** Takes back an open paragraph of one line: what follows made it something else. Null when there is none. */
  takeOnlyLine(): Span | null {
    const only = this.open?.kind === 'paragraph' && this.open.lines.length === 1 ? this.open.lines[0] : null;
    if (!only) return null;
    this.open = null;
    return only;
  }

  /** Ends what is open. */
  close(): void {
    const open = this.open;
    if (!open) return;
    this.open = null;
    const isIndented = /[ \t]/.test(this.source.charAt(open.lineStart));
    if (open.kind === 'paragraph' && !isIndented) {
      this.outline.leave(LIST_HEAD_LEVEL);
      this.lead = null;
    }
    const end = open.lines.at(-1)?.end ?? open.lineStart;
    const block = this.addProse(open.kind, open.lines, { start: open.lineStart, end });
    if (block && announces(block.text)) this.lead = block.text;
  }

  /** @param outer its lines, marks included */
  addHeading(level: number, content: Span, outer: Span): void {
    this.close();
    const clean = cleanInline(this.source, [content], this.markdown);
    const text = withoutNumbering(clean.text);
    if (!text) return;
    const heading = this.outline.enter(level, text);
    this.lead = null;
    this.insideSources = headsSources(text);
    this.blocks.push({ kind: 'heading', ...content, ...linesOf(outer), ...clean, heading, lead: null });
  }

  /** A list item that opens a deeper list, as the heading of that list. */
  addListHeading(indent: number, content: Span, outer: Span): void {
    this.addHeading(LIST_HEAD_LEVEL + indent, content, outer);
  }

  addRow(content: Span, outer: Span): void {
    this.addProse('table-row', [content], outer);
  }

  /** What is not prose. */
  addPlain(kind: 'code' | 'aside', { start, end }: Span): void {
    this.close();
    this.pushPlain(kind, { start, end }, { start, end });
  }

  private addProse(kind: BlockKind, lines: readonly Span[], outer: Span): TextBlock | null {
    const first = lines[0];
    const last = lines.at(-1);
    if (!first || !last) return null;
    const content = { start: first.start, end: last.end };
    if (this.insideSources) {
      this.pushPlain('aside', content, outer);
      return null;
    }
    const clean = cleanInline(this.source, lines, this.markdown);
    const heading = this.outline.current;
    const block: TextBlock = { kind, ...content, ...linesOf(outer), ...clean, heading, lead: this.lead };
    this.blocks.push(block);
    return block;
  }

  private pushPlain(kind: 'code' | 'aside', content: Span, outer: Span): void {
    const empty = { text: '', offsets: [], marks: [], breaks: [] };
    const heading = this.outline.current;
    this.blocks.push({ kind, ...content, ...linesOf(outer), ...empty, heading, lead: null });
  }
}

function linesOf(outer: Span): { lineStart: number; lineEnd: number } {
  return { lineStart: outer.start, lineEnd: outer.end };
}

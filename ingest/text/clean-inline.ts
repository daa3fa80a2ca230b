import type { Span } from '../../domain/span.ts';
import { hasCjk } from './characters.ts';
import type { TextMark } from './text-block.ts';

/** Stands where a formula, an address or an image was, so that no phrase reaches across the hole. */
const HOLE = '\uFFFC';

/** A block's text without marks; see TextBlock for the fields. */
export interface CleanText {
  text: string;
  offsets: number[];
  marks: TextMark[];
  breaks: number[];
}

interface Delimiter {
  at: number;
  length: number;
  character: string;
}

const MARKDOWN_PIECE =
  /!\[[^\]\n]{0,300}\]\([^()\s]{0,1000}(?:\s+"[^"\n]{0,200}")?\)|\[\^[^\]\s]{1,40}\]|\[\[(?:[^\]|\n]{1,100}\|)?([^\]|\n]{1,100})\]\]|\[([^[\]\n]{1,300})\](?:\((?:[^()\s]|\([^()\s]{0,200}\)){0,1000}(?:\s+"[^"\n]{0,200}")?\)|\[[^\]\n]{0,100}\])|(`{1,3})([^`\n]{1,200})\3|\$\$[^$]{1,400}\$\$|\$(?=\S)[^$\n]{1,200}?(?<=\S)\$(?!\d)|\\\([^()\n]{1,200}\\\)|<\/?[A-Za-z][^<>\n]{0,300}>|\\([\\`*_{}[\]()#+\-.!|~<>$=])/y;
const PLAIN_PIECE =
  /https?:\/\/[^\s\u3000-\u303f\u3400-\u9fff\uff00-\uffef]{1,1000}|[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,64}\.[A-Za-z0-9.-]{1,64}|&(?:lt|gt|amp|nbsp|quot|#\d{1,5});|\p{Extended_Pictographic}\uFE0F?/uy;
const ENTITIES: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&nbsp;': ' ',
};
const SPECIAL = /[![`$\\<*_~]/;
const PLAIN_SPECIAL = /[@&]|:\/\/|\p{Extended_Pictographic}/u;
const WRAP_COLUMNS = 50;

/**
 * Reads the inline marks of a block away and remembers where every character that stays came from.
 *
 * @param lines the block's lines as ranges of `source`, list markers and quote signs left out
 */
export function cleanInline(source: string, lines: readonly Span[], markdown: boolean): CleanText {
  const cleaner = new InlineCleaner(source, markdown);
  lines.forEach((line, index) => {
    cleaner.addLine(line, lines[index + 1]);
  });
  return cleaner.finish();
}

class InlineCleaner {
  private readonly source: string;
  private readonly markdown: boolean;
  private readonly characters: string[] = [];
  private readonly offsets: number[] = [];
  private readonly marks: TextMark[] = [];
  private readonly breaks: number[] = [];
  private readonly open: Delimiter[] = [];
  private readonly dropped = new Set<number>();

  constructor(source: string, markdown: boolean) {
    this.source = source;
    this.markdown = markdown;
  }

  addLine(line: Span, next: Span | undefined): void {
    const raw = this.source.slice(line.start, line.end);
    this.scan(raw, line.start);
    if (!next) return;
    const following = this.source.slice(next.start, Math.min(next.end, next.start + 40));
    if (!isWrapped(raw, following)) this.breaks.push(this.characters.length);
    const last = this.characters.at(-1) ?? '';
    if (!(hasCjk(last) && hasCjk(following.charAt(0)))) this.push(' ', line.end);
  }

  finish(): CleanText {
    const keep: number[] = [];
    const moved = new Int32Array(this.characters.length + 1);
    for (let index = 0; index < this.characters.length; index += 1) {
      moved[index] = keep.length;
      if (!this.dropped.has(index)) keep.push(index);
    }
    moved[this.characters.length] = keep.length;
    const move = (index: number): number => moved[index] ?? keep.length;
    return {
      text: keep.map((index) => this.characters[index]).join(''),
      offsets: keep.map((index) => this.offsets[index] ?? 0),
      marks: this.marks
        .map((mark) => ({ ...mark, start: move(mark.start), end: move(mark.end) }))
        .sort((left, right) => left.start - right.start || right.end - left.end),
      breaks: this.breaks.map(move),
    };
  }

  private push(character: string, offset: number): void {
    this.characters.push(character);
    this.offsets.push(offset);
  }

  private pushRange(start: number, end: number): void {
    for (let index = start; index < end; index += 1) this.push(this.source.charAt(index), index);
  }

  private scan(raw: string, base: number): void {
    const marked = this.markdown && SPECIAL.test(raw);
    const special = PLAIN_SPECIAL.test(raw);
    if (!marked && !special) {
      this.pushRange(base, base + raw.length);
      return;
    }
    for (let index = 0; index < raw.length; ) {
      const length =
        (marked && this.markdownPiece(raw, index, base)) ||
        (special && this.plainPiece(raw, index, base)) ||
        0;
      if (length > 0) {
        index += length;
        continue;
      }
      this.push(raw.charAt(index), base + index);
      index += 1;
    }
  }

  /** Consumes a link, image, code span, formula, tag, escape or delimiter run; returns its length, 0 when there is none. */
  private markdownPiece(raw: string, index: number, base: number): number {
    const character = raw.charAt(index);
    if (!SPECIAL.test(character)) return 0;
    if (character === '*' || character === '_' || character === '~')
      return this.delimiterRun(raw, index, base);
    MARKDOWN_PIECE.lastIndex = index;
    const match = MARKDOWN_PIECE.exec(raw);
    if (!match) return 0;
    const [whole, wiki, label, , code, escaped] = match;
    if (escaped !== undefined) this.push(escaped, base + index + 1);
    else if (code !== undefined) this.marked('code', base + index + whole.indexOf(code), code);
    else if (wiki !== undefined) this.marked('link', base + index + whole.lastIndexOf(wiki), wiki);
    else if (label !== undefined) this.linkLabel(label, base + index + 1);
    else if (!/^<|^\[\^/.test(whole)) this.push(HOLE, base + index);
    else if (/^<br/i.test(whole)) this.push(' ', base + index);
    return whole.length;
  }

  private marked(kind: TextMark['kind'], start: number, text: string): void {
    const from = this.characters.length;
    this.pushRange(start, start + text.length);
    this.marks.push({ kind, start: from, end: this.characters.length });
  }

  /** A label may hold marks of its own (`[**LoRA**](lora.md)`). */
  private linkLabel(label: string, base: number): void {
    const from = this.characters.length;
    this.scan(label, base);
    this.marks.push({ kind: 'link', start: from, end: this.characters.length });
  }

  private delimiterRun(raw: string, index: number, base: number): number {
    const character = raw.charAt(index);
    let length = 1;
    while (length < 4 && raw.charAt(index + length) === character) length += 1;
    const before = raw.charAt(index - 1);
    const after = raw.charAt(index + length);
    const insideWord = character === '_' && /[A-Za-z0-9]/.test(before) && /[A-Za-z0-9]/.test(after);
    const at = this.characters.length;
    this.pushRange(base + index, base + index + length);
    if (insideWord || (character === '~' && length !== 2)) return length;
    const top = this.open.at(-1);
    if (top && top.character === character && top.length === length && before !== '' && !/\s/.test(before)) {
      this.open.pop();
      for (let offset = 0; offset < length; offset += 1) this.dropped.add(top.at + offset).add(at + offset);
      if (character !== '~')
        this.marks.push({ kind: length >= 2 ? 'bold' : 'emphasis', start: top.at + length, end: at });
    } else if (after !== '' && !/\s/.test(after)) {
      if (this.open.length > 16) this.open.shift();
      this.open.push({ at, length, character });
    }
    return length;
  }

  private plainPiece(raw: string, index: number, base: number): number {
    PLAIN_PIECE.lastIndex = index;
    const whole = PLAIN_PIECE.exec(raw)?.[0];
    if (whole === undefined) return 0;
    if (whole.startsWith('&')) this.push(ENTITIES[whole] ?? ' ', base + index);
    else if (whole.length > 3) this.push(HOLE, base + index);
    return whole.length;
  }
}

/** True when the line was cut by its width, so that its sentence goes on in the next. */
function isWrapped(line: string, next: string): boolean {
  const text = line.trimEnd();
  if (/[。！？!?：:；;]["”’」』）)]*$/.test(text)) return false;
  if (/^[a-z]/.test(next)) return true;
  return text.length + (hasCjk(text) ? text.length / 2 : 0) >= WRAP_COLUMNS;
}

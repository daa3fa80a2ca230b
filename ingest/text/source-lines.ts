import type { Span } from '../../domain/span.ts';

/** The lines of a text, numbered from 0, without their line breaks. */
export class SourceLines {
  readonly source: string;
  private readonly spans: Span[] = [];

  constructor(source: string) {
    this.source = source;
    for (let start = 0; start <= source.length; ) {
      const newline = source.indexOf('\n', start);
      const end = newline === -1 ? source.length : newline;
      this.spans.push({ start, end });
      start = end + 1;
    }
  }

  get count(): number {
    return this.spans.length;
  }

  /** Where the line stands; an empty range at the end of the text when there is none. */
  at(index: number): Span {
    return this.spans[index] ?? { start: this.source.length, end: this.source.length };
  }

  /** Empty when there is no such line. */
  textOf(index: number): string {
    const { start, end } = this.at(index);
    return this.source.slice(start, end);
  }

  /** From the beginning of one line to the end of another. */
  between(first: number, last: number): Span {
    return { start: this.at(first).start, end: this.at(last).end };
  }

  /** The range without white space at its ends. */
  trim(start: number, end: number): Span {
    let from = start;
    let to = end;
    while (from < to && /\s/.test(this.source.charAt(from))) from += 1;
    while (to > from && /\s/.test(this.source.charAt(to - 1))) to -= 1;
    return { start: from, end: to };
  }
}

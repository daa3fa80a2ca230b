import type { Span } from '../../../../domain/span.ts';

/** How a run of characters is shown; a `mark` is syntax and is not shown. */
type RunStyle = 'plain' | 'mark' | 'strong' | 'emphasis' | 'code' | 'link' | 'strike';

/** A run of one style. Runs of a span are in order and cover it without gaps. */
export interface Run extends Span {
  style: RunStyle;
}

interface InlinePattern {
  /** Three groups: opening mark, content, closing mark. */
  pattern: RegExp;
  style: RunStyle;
}

/** Tried in this order at every place. Deliberately small: what it does not know stays visible as it is. */
const PATTERNS: readonly InlinePattern[] = [
  { pattern: /(\\)([\\`*_{}[\]()#+\-.!|~<>$=])()/y, style: 'plain' },
  { pattern: /(`+)([^`\n]+?)(\1)(?!`)/y, style: 'code' },
  { pattern: /(!?\[)([^\]\n]*)(\]\([^)\n]*\))/y, style: 'link' },
  { pattern: /(\[\[(?:[^\]|\n]+\|)?)([^\]\n]+)(\]\])/y, style: 'link' },
  { pattern: /(\*\*|__)(?=\S)([^\n]*?\S)(\1)/y, style: 'strong' },
  { pattern: /(~~)(?=\S)([^\n]*?\S)(~~)/y, style: 'strike' },
  { pattern: /(\*)(?=[^\s*])([^*\n]*[^\s*])(\*)(?!\*)/y, style: 'emphasis' },
];

/** The inline marks of Markdown between two offsets of a text. */
export function inlineRuns(text: string, start: number, end: number): Run[] {
  const runs: Run[] = [];
  let plainFrom = start;
  const push = (from: number, to: number, style: RunStyle) => {
    if (to > from) runs.push({ start: from, end: to, style });
  };
  const slice = text.slice(start, end);
  for (let at = 0; at < slice.length; ) {
    const character = slice[at];
    const isCandidate = character !== undefined && '\\`![*_~'.includes(character);
    const found = isCandidate ? matchAt(slice, at) : null;
    if (!found) {
      at += 1;
      continue;
    }
    const [whole, open = '', content = ''] = found.match;
    const contentStart = start + at + open.length;
    push(plainFrom, start + at, 'plain');
    push(start + at, contentStart, 'mark');
    push(contentStart, contentStart + content.length, found.style);
    push(contentStart + content.length, start + at + whole.length, 'mark');
    at += whole.length;
    plainFrom = start + at;
  }
  push(plainFrom, end, 'plain');
  return runs;
}

function matchAt(slice: string, at: number): { match: RegExpExecArray; style: RunStyle } | null {
  for (const { pattern, style } of PATTERNS) {
    pattern.lastIndex = at;
    const match = pattern.exec(slice);
    if (match) return { match, style };
  }
  return null;
}

/** What is laid over a text: the quote that was opened; softer, mentions of what is selected; and where one is now. */
export interface Highlight extends Span {
  kind: 'quote' | 'mention' | 'current';
}

/** A run with what lies over it. */
export interface Segment extends Run {
  isQuote: boolean;
  isMention: boolean;
  isCurrent: boolean;
}

/** Cuts runs where highlights begin or end. */
export function layOver(runs: readonly Run[], highlights: readonly Highlight[]): Segment[] {
  const segments: Segment[] = [];
  for (const run of runs) {
    const inside = highlights.filter((one) => one.start < run.end && one.end > run.start);
    const cuts = new Set([run.start, run.end]);
    for (const { start, end } of inside) {
      cuts.add(Math.max(start, run.start));
      cuts.add(Math.min(end, run.end));
    }
    const points = [...cuts].toSorted((left, right) => left - right);
    for (const [index, start] of points.slice(0, -1).entries()) {
      const end = points[index + 1] ?? run.end;
      const covers = (kind: Highlight['kind']) =>
        inside.some((one) => one.kind === kind && one.start <= start && one.end >= end);
      segments.push({
        start,
        end,
        style: run.style,
        isQuote: covers('quote'),
        isMention: covers('mention'),
        isCurrent: covers('current'),
      });
    }
  }
  return segments;
}

import type { TokenCounter } from '../../../domain/ports/token-counter.ts';
import type { Citable } from './citable.ts';

/** Something with a title whose lines can be cited: a passage, a report. */
export interface LineSource<Source> {
  source: Source;
  /** On one line. */
  title: string;
  lines: readonly Citable[];
}

/** What a model reads, and what its numbers stand for. */
export interface NumberedContext<Source> {
  /** `# title` lines, and under each its numbered lines. */
  text: string;
  citables: ReadonlyMap<number, Citable>;
  /** Those of the sources that have lines in it, in order. */
  shown: Source[];
  /** Those that did not fit, in order. */
  left: LineSource<Source>[];
  /** Of `text`. */
  tokens: number;
}

export interface NumberOptions {
  counter: Pick<TokenCounter, 'count'>;
  /** Of the whole text, by the model's own count. */
  mostTokens: number;
  /** The first number. */
  first?: number;
}

/** Numbers the lines of as many sources as fit: one that does not is left, only the first is cut. */
export function numberLines<Source>(
  sources: readonly LineSource<Source>[],
  { counter, mostTokens, first = 1 }: NumberOptions,
): NumberedContext<Source> {
  const citables = new Map<number, Citable>();
  const shown: Source[] = [];
  const left: LineSource<Source>[] = [];
  const texts: string[] = [];
  let tokens = 0;
  for (const source of sources) {
    const next = first + citables.size;
    const { text, count, cost } = fittingLines(source, next, mostTokens - tokens, counter);
    if (count === 0 || (count < source.lines.length && shown.length > 0)) {
      left.push(source);
      continue;
    }
    source.lines.slice(0, count).forEach((line, at) => {
      citables.set(next + at, line);
    });
    shown.push(source.source);
    texts.push(text);
    tokens += cost;
  }
  return { text: texts.join('\n'), citables, shown, left, tokens };
}

function fittingLines<Source>(
  { title, lines }: LineSource<Source>,
  first: number,
  room: number,
  counter: NumberOptions['counter'],
): { text: string; count: number; cost: number } {
  let text = `# ${title}`;
  let cost = counter.count(`${text}\n`);
  let count = 0;
  for (const line of lines) {
    const numbered = `[${first + count}] ${line.text}`;
    const more = counter.count(`${numbered}\n`);
    if (cost + more > room) break;
    text += `\n${numbered}`;
    cost += more;
    count += 1;
  }
  return { text, count, cost };
}

import { cleanMarks } from '../../components/clean-marks.ts';

/** A piece of an answer's text: words, or a reference to a citation. */
export type AnswerPiece =
  | { kind: 'words'; text: string; isUnsupported: boolean }
  | { kind: 'citation'; number: number };

/** A paragraph or list item of an answer. */
export interface AnswerParagraph {
  isItem: boolean;
  pieces: AnswerPiece[];
}

/** Offsets into an answer's text. */
export interface TextSpan {
  start: number;
  end: number;
}

const CITATION = /\[(\d{1,3})\]/g;

/**
 * An answer's text as paragraphs with its `[1]` taken out as references; marks of Markdown are cleaned for display.
 *
 * @param unsupported sentences that no source says
 */
export function answerParagraphs(text: string, unsupported: readonly TextSpan[] = []): AnswerParagraph[] {
  const paragraphs: AnswerParagraph[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    if (line.trim() !== '') {
      const pieces = linePieces(line, start, unsupported);
      paragraphs.push({ isItem: /^\s*([-*+•]|\d{1,3}[.)])\s/.test(line), pieces });
    }
    start += line.length + 1;
  }
  return paragraphs;
}

function linePieces(line: string, lineStart: number, unsupported: readonly TextSpan[]): AnswerPiece[] {
  const pieces: AnswerPiece[] = [];
  const words = (from: number, to: number) => {
    for (const part of partsBetween(from, to, lineStart, unsupported)) {
      const raw = line.slice(part.start, part.end);
      const readable = cleanMarks(raw);
      if (!readable) {
        // What stands between two sentences keeps them apart.
        if (raw !== '' && pieces.length > 0) pieces.push({ kind: 'words', text: ' ', isUnsupported: false });
        continue;
      }
      const before = pieces.length > 0 && /^\s/.test(raw) ? ' ' : '';
      const after = /\s$/.test(raw) ? ' ' : '';
      pieces.push({ kind: 'words', text: before + readable + after, isUnsupported: part.isUnsupported });
    }
  };
  let from = 0;
  for (const match of line.matchAll(CITATION)) {
    words(from, match.index);
    pieces.push({ kind: 'citation', number: Number(match[1]) });
    from = match.index + match[0].length;
  }
  words(from, line.length);
  return pieces;
}

/** Cuts a stretch of a line where sentences without support begin and end. */
function partsBetween(
  from: number,
  to: number,
  lineStart: number,
  unsupported: readonly TextSpan[],
): (TextSpan & { isUnsupported: boolean })[] {
  const cuts = unsupported
    .flatMap(({ start, end }) => [start - lineStart, end - lineStart])
    .filter((cut) => cut > from && cut < to);
  const places = [from, ...cuts.sort((a, b) => a - b), to];
  return places.slice(1).map((end, at) => {
    const start = places[at] ?? from;
    const isUnsupported = unsupported.some(
      (span) => span.start - lineStart <= start && span.end - lineStart >= end,
    );
    return { start, end, isUnsupported };
  });
}

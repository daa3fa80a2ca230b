import { cleanMarks } from '../../components/clean-marks.ts';

/** A piece of an answer's text: words, or a reference to a citation. */
export type AnswerPiece = { kind: 'words'; text: string } | { kind: 'citation'; number: number };

/** A paragraph or list item of an answer. */
export interface AnswerParagraph {
  isItem: boolean;
  pieces: AnswerPiece[];
}

const CITATION = /\[(\d{1,3})\]/g;

/** An answer's text as paragraphs with its `[1]` taken out as references; marks of Markdown are cleaned for display. */
export function answerParagraphs(text: string): AnswerParagraph[] {
  return text
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const pieces: AnswerPiece[] = [];
      let from = 0;
      const words = (raw: string) => {
        const readable = cleanMarks(raw);
        if (readable) pieces.push({ kind: 'words', text: readable });
      };
      for (const match of line.matchAll(CITATION)) {
        words(line.slice(from, match.index));
        pieces.push({ kind: 'citation', number: Number(match[1]) });
        from = match.index + match[0].length;
      }
      words(line.slice(from));
      return { isItem: /^\s*([-*+•]|\d{1,3}[.)])\s/.test(line), pieces };
    });
}

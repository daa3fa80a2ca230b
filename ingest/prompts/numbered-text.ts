import { oneLine } from '../../domain/one-line.ts';

/** Sentences of one chunk under its headings, each with its number in the call. */
export interface NumberedPassage {
  headingPath: readonly string[];
  sentences: readonly { number: number; text: string }[];
}

/** The passages as a model is shown them: headings behind `#`, then a sentence a line behind its number. */
export function numberedText(passages: readonly NumberedPassage[]): string {
  return passages.map(passageText).join('\n');
}

function passageText({ headingPath, sentences }: NumberedPassage): string {
  const heading = headingPath.length > 0 ? [`# ${headingPath.join(' > ')}`] : [];
  return [...heading, ...sentences.map(({ number, text }) => `${number} ${oneLine(text)}`)].join('\n');
}

import type { Sentence } from '../../text/split-sentences.ts';
import type { TextBlock } from '../../text/text-block.ts';
import { chinesePhrases } from './chinese-phrases.ts';
import { englishPhrases } from './english-phrases.ts';
import type { Phrase, Token } from './token.ts';
import { tokeniseChinese, type UserWords } from './tokenise-chinese.ts';
import { tokeniseEnglish } from './tokenise-english.ts';

/** A sentence with its words and noun phrases; offsets into `text` unless said. */
export interface ReadSentence extends Sentence {
  block: TextBlock;
  tokens: Token[];
  phrases: Phrase[];
}

/** A sentence with its words and noun phrases. */
export function readSentence(sentence: Sentence, block: TextBlock, known: UserWords): ReadSentence {
  const tokens =
    sentence.language === 'zh' ? tokeniseChinese(sentence.text, known) : tokeniseEnglish(sentence.text);
  const phrases = sentence.language === 'zh' ? chinesePhrases(tokens) : englishPhrases(tokens);
  return { ...sentence, block, tokens, phrases };
}

/**
 * Where a piece of a sentence stands in the document.
 *
 * @returns null when marks stand inside, so that no single slice of the document is the piece
 */
export function documentSpan(
  sentence: ReadSentence,
  start: number,
  end: number,
): { start: number; end: number } | null {
  const from = sentence.block.offsets[sentence.start + start];
  const last = sentence.block.offsets[sentence.start + end - 1];
  if (from === undefined || last === undefined || last + 1 - from !== end - start) return null;
  return { start: from, end: last + 1 };
}

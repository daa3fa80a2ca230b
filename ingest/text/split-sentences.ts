import { sentenceLanguage } from './characters.ts';
import { normaliseSentence } from './normalise.ts';
import type { TextBlock } from './text-block.ts';

/** One sentence of a block. */
export interface Sentence {
  /** Place in the block's clean text. */
  start: number;
  end: number;
  /** Place in the document, with the marks that belong to it. */
  from: number;
  to: number;
  /** The clean text, normalised, of the same length as `end - start`. */
  text: string;
  language: 'zh' | 'en';
  /** True when a line of the document begins with it. */
  opensLine: boolean;
}

/** No sentence is longer, so that no pattern runs away; cut at a comma or space. */
export const LONGEST_SENTENCE = 400;

const END =
  /[。！？!?…]+[”’"』」）)]*|；|;(?=\s)|\.["”’)]*(?=\s+["“(‘[]?[A-Z0-9\u00c0-\u00de\u4e00-\u9fff]|\s*$|[\u4e00-\u9fff])/g;
const ABBREVIATION =
  /(?:\b(?:e\.g|i\.e|etc|al|vs|cf|Fig|Figs|Eq|Sec|No|Dr|Mr|Mrs|Ms|Prof|Inc|Ltd|Co|Corp|Jr|Sr|St|Mt|Gen|Col|Lt|Capt|Rev|Hon|Gov|Sen|Rep|approx|resp|ca|c|b|d|fl|Ph\.D|U\.S|U\.K|a\.k\.a|Vol|pp|p|ed|eds|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)|(?:^|[\s.(])[A-Z])\.$/;

/**
 * The sentences of a block, in order; empty for code and page furniture.
 *
 * @param source the document's text, that the block was read from
 */
export function splitSentences(block: TextBlock, source: string): Sentence[] {
  const cuts = sentenceCuts(block);
  const lines = new Set([0, ...block.breaks]);
  let opensLine = false;
  const sentences: Sentence[] = [];
  for (let index = 0; index + 1 < cuts.length; index += 1) {
    opensLine ||= lines.has(cuts[index] ?? 0);
    const span = trimmed(block.text, cuts[index] ?? 0, cuts[index + 1] ?? 0);
    if (!span || !/[\p{L}\p{N}]/u.test(block.text.slice(span.start, span.end))) continue;
    const text = normaliseSentence(block.text.slice(span.start, span.end));
    sentences.push({ ...span, from: 0, to: 0, text, language: sentenceLanguage(text), opensLine });
    opensLine = false;
  }
  placeInDocument(block, sentences, source);
  return sentences;
}

/** Offsets into the clean text at which sentences begin and end, 0 and the length included. */
function sentenceCuts(block: TextBlock): number[] {
  const { text } = block;
  if (block.kind === 'heading' || block.kind === 'table-row') return capped(text, [0, text.length]);
  const cuts = [0, ...block.breaks];
  END.lastIndex = 0;
  let start = 0;
  for (let match = END.exec(text); match; match = END.exec(text)) {
    const end = match.index + match[0].length;
    if (!endsSentence(text, start, end, match[0])) continue;
    cuts.push(end);
    start = end;
  }
  cuts.push(text.length);
  cuts.sort((left, right) => left - right);
  return capped(
    text,
    cuts.filter((cut, index) => index === 0 || cut !== cuts[index - 1]),
  );
}

function endsSentence(text: string, start: number, end: number, mark: string): boolean {
  const soft = mark.startsWith('.') || mark === '；' || mark === ';';
  if (!soft) return true;
  const sentence = text.slice(Math.max(start, end - 200), end);
  if (mark.startsWith('.') && mark.length === 1) {
    if (end < text.length && ABBREVIATION.test(sentence)) return false;
    if (/(?:^|\s)\d+\.$/.test(sentence) && sentence.length < 6) return false;
  }
  const opened = sentence.match(/[（(]/g)?.length ?? 0;
  return opened === 0 || opened <= (sentence.match(/[）)]/g)?.length ?? 0);
}

/** Adds cuts so that no piece is longer than the cap. */
function capped(text: string, cuts: readonly number[]): number[] {
  const result: number[] = [];
  cuts.forEach((cut, index) => {
    const previous = cuts[index - 1];
    if (previous !== undefined) {
      for (let from = previous; cut - from > LONGEST_SENTENCE; ) {
        from = softCut(text, from);
        result.push(from);
      }
    }
    result.push(cut);
  });
  return result;
}

function softCut(text: string, from: number): number {
  const piece = text.slice(from, from + LONGEST_SENTENCE);
  for (const pattern of [/[，,、;；][^，,、;；]*$/, /\s\S*$/]) {
    const at = pattern.exec(piece)?.index ?? -1;
    if (at > LONGEST_SENTENCE / 2) return from + at + 1;
  }
  const code = piece.charCodeAt(piece.length - 1);
  return from + (code >= 0xd800 && code <= 0xdbff ? piece.length - 1 : piece.length);
}

function trimmed(text: string, start: number, end: number): { start: number; end: number } | null {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text.charAt(from))) from += 1;
  while (to > from && /\s/.test(text.charAt(to - 1))) to -= 1;
  return to > from ? { start: from, end: to } : null;
}

/** Gives each sentence its place in the document; marks that were read away go to the sentence they enclose. */
function placeInDocument(block: TextBlock, sentences: Sentence[], source: string): void {
  sentences.forEach((sentence, index) => {
    const previous = sentences[index - 1];
    const next = sentences[index + 1];
    const from = previous ? Math.max(previous.to, openingMarks(block, sentence)) : block.start;
    const to = next ? closingMarks(block, sentence) : block.end;
    const span = trimmed(source, from, to);
    sentence.from = span?.start ?? from;
    sentence.to = span?.end ?? to;
  });
}

/** Where the sentence begins in the document: opening marks directly before its first letter belong to it. */
function openingMarks(block: TextBlock, sentence: Sentence): number {
  const before = block.offsets[sentence.start - 1];
  return before === undefined ? block.start : before + 1;
}

/** Where the sentence ends in the document: marks that close with its last letter belong to it. */
function closingMarks(block: TextBlock, sentence: Sentence): number {
  const last = (block.offsets[sentence.end - 1] ?? block.end - 1) + 1;
  const closing = block.marks.some((mark) => mark.end === sentence.end);
  return closing ? (block.offsets[sentence.end] ?? block.end) : last;
}

/** What a model says when it finds no answer in what it was shown: nothing that a document would hold or an answer would need. */
export const NO_ANSWER = 'NOT_IN_DOCUMENTS';

/** Reads the citations of a reply out of its stream. */
export interface CitationReader {
  /** @returns what may be shown of the reply so far that was not shown before */
  push(piece: string): string;
  /** @returns the rest */
  end(): string;
  /** Numbers of the context in the order of their first citation: the answer shows the first as `[1]`. */
  readonly cited: readonly number[];
  /** Citations of numbers that are not in the context. */
  readonly struckOut: number;
  /** True once the model said that there is no answer. */
  readonly saidNoAnswer: boolean;
}

/** Longest inside of a mark; what is longer is text. */
const LONGEST_MARK = 62;
/** A range of more numbers cites its ends alone. */
const LONGEST_RANGE = 10;
// No part may match the same characters in two ways: a list that is none after all would be tried in 2^n of them.
const LABEL = '(?:\\^|#|sentences?|sources?|refs?\\.?|nos?\\.?|s|句子?|出处|来源)';
const NUMBER = '\\d{1,3}(?!\\d)';
const RANGE = `${NUMBER}(?:[ \\t]*[-–—~～至到][ \\t]*${NUMBER})?`;
const NUMBERS = `[ \\t]*(?:${LABEL}[ \\t]*)?${RANGE}`;
const BETWEEN = '(?:[ \\t]*(?:[,，、;；&]|and|和|与)|(?=[ \\t]))';
const NOTE = '(?:†[^\\]】］[【［\\n]*)?';
const ANY_MARK = `([ \\t]*)[[【［](${NUMBERS}(?:${BETWEEN}${NUMBERS})*${NOTE})[ \\t]*[\\]】］]`;
const MARK = new RegExp(`^${ANY_MARK}`, 'i');
const EVERY_MARK = new RegExp(ANY_MARK, 'gi');
const MAY_BECOME_MARK = new RegExp(`^[ \\t]*[[【［][^\\]】］[【［\\n]{0,${LONGEST_MARK}}$`);
const CANDIDATE = /[ \t]*[[【［]|N|[ \t]+$/;

/**
 * Numbers the citations of a streamed reply anew, from 1 in the order of their first appearance, and takes out what was not in the context. It
 * reads `[3]`, `[3, 5]`, `[3-5]`, `【3】`, `[S3]` and the like, wherever the pieces are cut; what only looks like one comes as it is.
 *
 * @param isKnown whether a number is in the context
 */
export function createCitationReader(isKnown: (number: number) => boolean): CitationReader {
  const cited: number[] = [];
  let struckOut = 0;
  let saidNoAnswer = false;
  let held = '';

  const shownMark = (spaces: string, inside: string): string => {
    const shown = new Set<number>();
    for (const number of numbersIn(inside)) {
      if (!isKnown(number)) {
        struckOut += 1;
        continue;
      }
      if (!cited.includes(number)) cited.push(number);
      shown.add(cited.indexOf(number) + 1);
    }
    return shown.size === 0 ? '' : spaces + [...shown].map((number) => `[${number}]`).join('');
  };

  const take = (isLast: boolean): string => {
    let out = '';
    for (;;) {
      const at = held.search(CANDIDATE);
      if (at < 0) break;
      out += held.slice(0, at);
      held = held.slice(at);
      const mark = MARK.exec(held);
      if (mark && mark[0].trimStart().length <= LONGEST_MARK) {
        out += shownMark(mark[1]!, mark[2]!);
        held = held.slice(mark[0].length);
      } else if (held.startsWith(NO_ANSWER)) {
        saidNoAnswer = true;
        held = held.slice(NO_ANSWER.length);
      } else if (!isLast && mayGrow(held)) {
        return out;
      } else {
        const length = held.length - held.trimStart().length + 1;
        out += held.slice(0, length);
        held = held.slice(length);
      }
    }
    out += held;
    held = '';
    return out;
  };

  return {
    push(piece) {
      held += piece;
      return take(false);
    },
    end: () => take(true),
    cited,
    get struckOut() {
      return struckOut;
    },
    get saidNoAnswer() {
      return saidNoAnswer;
    },
  };
}

/** True when more text may yet make it a mark or the word for no answer. */
function mayGrow(text: string): boolean {
  return text.trim() === '' || MAY_BECOME_MARK.test(text) || NO_ANSWER.startsWith(text);
}

/** The text with parentheses around whatever would be read as a citation, as footnotes of a document are: a model may copy them. */
export function withoutCitations(text: string): string {
  return text.replace(EVERY_MARK, '$1($2)');
}

/** The numbers that a text with `[…]` cites, in order, read as the stream is. */
export function citedNumbers(text: string): number[] {
  const numbers: number[] = [];
  const reader = createCitationReader((number) => {
    numbers.push(number);
    return true;
  });
  reader.push(text);
  reader.end();
  return numbers;
}

function numbersIn(inside: string): number[] {
  const numbers: number[] = [];
  for (const [, first, last] of inside
    .replace(/†.*$/, '')
    .matchAll(/(\d{1,3})(?:\s*[-–—~～至到]\s*(\d{1,3}))?/g)) {
    const from = Number(first);
    const to = last === undefined ? from : Number(last);
    if (to < from || to - from >= LONGEST_RANGE) numbers.push(...new Set([from, to]));
    else for (let number = from; number <= to; number += 1) numbers.push(number);
  }
  return numbers;
}

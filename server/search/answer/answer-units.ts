import type { Chunk } from '../../../domain/chunk.ts';
import type { Document } from '../../../domain/document.ts';
import { cleanQuote } from './clean-quote.ts';
import { hasRule, isOpening, isQuestionHead, isShortAnswer, lineKind } from './unit-lines.ts';

/** What a unit is in its document; only `prose`, `item` and `row` answer. `opening`: words that tell a paragraph's subject. */
export type UnitKind = 'prose' | 'item' | 'row' | 'row-header' | 'heading' | 'question' | 'opening';

/** What can be quoted as an answer: a sentence of prose, a whole list item, a row of a table. */
export interface AnswerUnit {
  /** Place among the document's units. */
  readonly position: number;
  readonly kind: UnitKind;
  readonly documentId: string;
  readonly chunkId: string;
  /** Offsets into the document's text. */
  readonly start: number;
  readonly end: number;
  /** The quote as it is shown. */
  readonly text: string;
  /** The nearest heading, question or opening words that it stands under; empty before the first. */
  readonly head: string;
  /** All headings above, with the document's title, outermost first; `head` not included. */
  readonly path: readonly string[];
  /** Units of one list, table or paragraph share it. */
  readonly block: number;
  /** First of its paragraph. */
  readonly opensBlock: boolean;
  /** First prose under its head. */
  readonly opensSection: boolean;
  /** The unit that announces this list, paragraph or table; null when none does. */
  readonly lead: number | null;
  /** A task that is still or no longer to be done (`- [ ]`): it says little about anything. */
  readonly isTask: boolean;
}

/** A list item is quoted whole up to so many characters, then by its first sentences. */
const LONGEST_ITEM = 260;

interface RawSentence {
  chunk: Chunk;
  start: number;
  end: number;
}

/** The units of a document, in order. */
export function readAnswerUnits(document: Document, chunks: readonly Chunk[]): AnswerUnit[] {
  const reader = new UnitReader(document);
  for (const chunk of chunks) {
    for (let at = 0; at + 1 < chunk.sentences.length; at += 2) {
      reader.add({
        chunk,
        start: chunk.start + chunk.sentences[at]!,
        end: chunk.start + chunk.sentences[at + 1]!,
      });
    }
  }
  return reader.units;
}

class UnitReader {
  readonly units: AnswerUnit[] = [];
  private readonly document: Document;
  private question = '';
  private opening = '';
  private block = 0;
  private lead: number | null = null;
  private headingPath: readonly string[] = [];
  private sectionIsOpen = true;

  constructor(document: Document) {
    this.document = document;
  }

  add(sentence: RawSentence): void {
    const { text } = this.document;
    const lineStart = text.lastIndexOf('\n', sentence.start - 1) + 1;
    const before = text.slice(lineStart, sentence.start);
    const line = lineKind(before, text, lineStart);
    const startsLine = /^[\s>*_`#|\-+\d.、)）(（①-⑩[\]xX]*$/.test(before);
    const shown = cleanQuote(text.slice(sentence.start, sentence.end));
    if (shown === '') return;
    this.enterSection(sentence.chunk);
    if (line === 'heading' || this.isPlainHeading(sentence.chunk, shown)) this.pushHeading(sentence, shown);
    else if (line === 'row') this.pushRow(sentence, shown);
    else if (startsLine && line === 'item') this.pushItem(sentence, shown);
    else if (!startsLine && this.lastKind() === 'item' && line === 'item') this.continueItem(sentence, shown);
    else this.pushProse(sentence, shown, startsLine);
  }

  private enterSection(chunk: Chunk): void {
    if (sameTexts(chunk.headingPath, this.headingPath)) return;
    this.headingPath = chunk.headingPath;
    this.question = '';
    this.opening = '';
    this.lead = null;
    this.sectionIsOpen = true;
  }

  private isPlainHeading(chunk: Chunk, shown: string): boolean {
    return this.sectionIsOpen && chunk.headingPath.at(-1) === shown;
  }

  private pushHeading(sentence: RawSentence, shown: string): void {
    this.block += 1;
    this.question = '';
    this.opening = '';
    this.lead = null;
    this.push('heading', sentence, shown, true);
    this.sectionIsOpen = true;
  }

  private pushRow(sentence: RawSentence, shown: string): void {
    const isHeader = this.lastKind() !== 'row' && this.lastKind() !== 'row-header';
    if (isHeader) {
      this.block += 1;
      this.lead = this.announcing();
    }
    this.opening = '';
    this.push(
      isHeader && hasRule(this.document.text, sentence.end) ? 'row-header' : 'row',
      sentence,
      shown,
      isHeader,
    );
  }

  private pushItem(sentence: RawSentence, shown: string): void {
    const continues = this.lastKind() === 'item' && !/\n[ \t]*\n/.test(this.gapBefore(sentence.start));
    if (!continues) {
      this.block += 1;
      this.lead = this.announcing();
    }
    this.opening = '';
    this.push('item', sentence, shown, true);
  }

  /** A list item of several sentences is one unit while it is short. */
  private continueItem(sentence: RawSentence, shown: string): void {
    const last = this.units.at(-1);
    if (!last || sentence.chunk.id !== last.chunkId || sentence.end - last.start > LONGEST_ITEM) {
      this.push('item', sentence, shown, false);
      return;
    }
    const text = cleanQuote(this.document.text.slice(last.start, sentence.end));
    this.units[this.units.length - 1] = { ...last, end: sentence.end, text };
  }

  private pushProse(sentence: RawSentence, shown: string, startsLine: boolean): void {
    const isApart = /\n[ \t]*\n/.test(this.gapBefore(sentence.start));
    const startsParagraph = isApart || this.units.length === 0 || (startsLine && this.lastKind() !== 'prose');
    if (startsParagraph) {
      this.block += 1;
      this.opening = '';
      this.lead = null;
    } else if (this.continuesShortAnswer(sentence)) {
      return;
    }
    if (startsLine && isQuestionHead(shown, this.endsLine(sentence))) {
      this.question = shown.replace(/^(?:Q|问)\s*[:：]\s*/i, '');
      this.lead = null;
      this.push('question', sentence, shown, true);
      this.sectionIsOpen = true;
      return;
    }
    const isBold = /^(?:\*\*|__).*(?:\*\*|__)$/.test(this.document.text.slice(sentence.start, sentence.end));
    if (startsParagraph && (isBold ? shown.length <= 60 : isOpening(shown)) && !this.endsLine(sentence)) {
      this.opening = shown.replace(/[.。:：]$/, '');
      this.push('opening', sentence, shown, true);
      return;
    }
    this.push('prose', sentence, shown, startsParagraph);
    this.sectionIsOpen = false;
  }

  /** "Yes." and opening words make sense only with what follows: they become one unit. */
  private continuesShortAnswer(sentence: RawSentence): boolean {
    const last = this.units.at(-1);
    if (!last?.opensBlock || last.chunkId !== sentence.chunk.id) return false;
    if (!isShortAnswer(last.text) && last.kind !== 'opening') return false;
    const text = cleanQuote(this.document.text.slice(last.start, sentence.end));
    this.units[this.units.length - 1] = { ...last, kind: 'prose', end: sentence.end, text };
    return true;
  }

  private push(kind: UnitKind, { chunk, start, end }: RawSentence, text: string, opensBlock: boolean): void {
    const path = chunk.headingPath;
    const innermost = path.at(-1) ?? '';
    const special = this.question || innermost || this.document.title;
    this.units.push({
      position: this.units.length,
      kind,
      documentId: this.document.id,
      chunkId: chunk.id,
      start,
      end,
      text,
      head: this.opening ? `${this.opening} · ${special}` : special,
      path: unique([this.document.title, ...path]),
      block: this.block,
      opensBlock,
      opensSection: (kind === 'prose' || kind === 'opening') && this.sectionIsOpen,
      lead: this.lead,
      isTask: /\[[ xX]\]\s*$/.test(this.document.text.slice(Math.max(0, start - 5), start)),
    });
  }

  private lastKind(): UnitKind | null {
    return this.units.at(-1)?.kind ?? null;
  }

  /** The last unit, when it ends in a colon or stands directly above. */
  private announcing(): number | null {
    const last = this.units.at(-1);
    if (last?.kind !== 'prose') return null;
    return last.position;
  }

  private gapBefore(start: number): string {
    const last = this.units.at(-1);
    return last ? this.document.text.slice(last.end, start) : '';
  }

  private endsLine({ end }: RawSentence): boolean {
    return /^[*_\s]*(?:\n|$)/.test(this.document.text.slice(end, end + 20));
  }
}

function sameTexts(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, at) => text === other[at]);
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text) => text !== ''))];
}

import type { Chunk } from '../../../domain/chunk.ts';
import type {
  AliasStatement,
  Extraction,
  Statement,
  StatementEnd,
  TermCandidate,
  TermCue,
} from '../../../domain/extraction.ts';
import type { Span } from '../../../domain/span.ts';
import { documentSpan, type ReadSentence } from './read-sentence.ts';

/** A surface a pattern points at: with its place in a sentence, or named by a heading. */
export type End = { sentence: ReadSentence; start: number; end: number } | { surface: string };

/** Gathers what is found in one chunk, one entry a surface, in the order of first sight. */
export class Findings {
  private readonly chunk: Chunk;
  private readonly source: string;
  private readonly candidates = new Map<string, TermCandidate>();
  private readonly aliases: AliasStatement[] = [];
  private readonly statements: Statement[] = [];

  /** @param source the document's text */
  constructor(chunk: Chunk, source: string) {
    this.chunk = chunk;
    this.source = source;
  }

  /** Notes that a term stands here; a term that marks cut in pieces is not noted. */
  addCandidate(
    sentence: ReadSentence,
    start: number,
    end: number,
    detail: { cue?: TermCue; tokens?: string; type?: string },
  ): void {
    const span = documentSpan(sentence, start, end);
    if (!span) return;
    const surface = this.source.slice(span.start, span.end);
    if (surface.includes('\n')) return;
    const candidate = this.candidates.get(surface) ?? { surface, starts: [] };
    this.candidates.set(surface, candidate);
    const at = span.start - this.chunk.start;
    if (!candidate.starts.includes(at)) candidate.starts.push(at);
    if (detail.tokens !== undefined) candidate.tokens ??= detail.tokens;
    if (detail.type !== undefined) candidate.type ??= detail.type;
    if (detail.cue && !candidate.cues?.includes(detail.cue))
      candidate.cues = [...(candidate.cues ?? []), detail.cue];
  }

  /** Notes that two surfaces name one thing. */
  addAlias(left: string, right: string, pattern: string, confidence: number, sentence: ReadSentence): void {
    this.aliases.push({
      left,
      right,
      pattern,
      confidence,
      sentence: this.inChunk(sentence.from, sentence.to),
    });
  }

  /** Notes a relation of two ends; nothing when an end cannot be placed. */
  addStatement(
    found: { type: string; pattern: string; confidence: number; description?: string },
    source: End,
    target: End,
    evidence: { from: number; to: number },
  ): void {
    const left = this.toEnd(source);
    const right = this.toEnd(target);
    if (!left || !right || left.surface === right.surface) return;
    const { type, pattern, confidence, description = '' } = found;
    const sentence = this.inChunk(evidence.from, evidence.to);
    if (this.alreadyStates(type, left.surface, right.surface, sentence)) return;
    this.statements.push({
      type,
      pattern,
      confidence: round(confidence),
      source: left,
      target: right,
      sentence,
      description,
    });
  }

  /** True when the same sentence already says so of the same two, or, for a loose relation, says anything of them. */
  private alreadyStates(type: string, left: string, right: string, sentence: Span): boolean {
    const same = (one: Statement): boolean => one.source.surface === left && one.target.surface === right;
    const turned = (one: Statement): boolean => one.source.surface === right && one.target.surface === left;
    return this.statements.some(
      (one) =>
        one.sentence.end === sentence.end &&
        (type === 'RELATED_TO' ? same(one) || turned(one) : one.type === type && same(one)),
    );
  }

  finish(extractor: string, key: string): Extraction {
    const candidates = [...this.candidates.values()];
    for (const candidate of candidates) candidate.starts.sort((left, right) => left - right);
    return { extractor, key, candidates, aliases: this.aliases, statements: this.statements };
  }

  private toEnd(end: End): StatementEnd | null {
    if ('surface' in end) return { surface: end.surface };
    const span = documentSpan(end.sentence, end.start, end.end);
    if (!span) return null;
    const start = span.start - this.chunk.start;
    return start < 0 ? null : { surface: this.source.slice(span.start, span.end), start };
  }

  private inChunk(from: number, to: number): Span {
    return { start: Math.max(0, from - this.chunk.start), end: to - this.chunk.start };
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

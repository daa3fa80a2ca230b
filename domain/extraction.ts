import type { Span } from './span.ts';

/**
 * What one extractor found in one chunk. It is data, kept on the chunk as JSON and reused while `key` stays the same.
 * Every offset counts from the chunk's start, so that an edit further up in the document does not touch it.
 * Which candidates become entities is decided over the whole corpus (`ingest/stages/resolve-identities.ts`).
 */
export interface Extraction {
  /** Name and version of the extractor, e.g. `offline/1`. */
  extractor: string;
  /** Hash of all that the reading depended on: chunk text, heading path, extractor version, cue terms of the document. */
  key: string;
  candidates: TermCandidate[];
  aliases: AliasStatement[];
  statements: Statement[];
}

/** A term that may become an entity: one a surface. */
export interface TermCandidate {
  /** As written in the document. */
  surface: string;
  /** Where it stands in the chunk, ascending: each place is `[start, start + surface.length)`. */
  starts: number[];
  /** What speaks for it: markers that let a term be kept although it is rare. Absent when nothing does. */
  cues?: TermCue[];
  /** Type, where the text or the model gives one (`MODEL`, `DATASET`, ...). */
  type?: string;
  /**
   * The words inside, as tag and length each (`b2n2vn2`), so that parts of the phrase can be counted as terms too.
   * Absent from extractors that do not look inside: then only the whole surface is a candidate.
   */
  tokens?: string;
}

export type TermCue =
  | 'heading'
  | 'list-head'
  | 'bold'
  | 'quoted'
  | 'hypernym'
  | 'defined'
  | 'name'
  | 'alias'
  | 'glossary'
  | 'model';

/** The text says that two surfaces name one thing. */
export interface AliasStatement {
  left: string;
  right: string;
  /** Pattern that found it, e.g. `zh-bracket-en`. */
  pattern: string;
  /** 0..1, what is united first and what is vetoed. */
  confidence: number;
  /** The sentence that says it. */
  sentence: Span;
}

/** The text says that two things are related. */
export interface Statement {
  /** UPPER_SNAKE, e.g. `IS_A`. */
  type: string;
  /** Pattern that found it, e.g. `zh-is-a-kind`. */
  pattern: string;
  /** 0..1 */
  confidence: number;
  source: StatementEnd;
  target: StatementEnd;
  /** The sentence (or list item) that says it. */
  sentence: Span;
  /** The relation in the text's own words, e.g. `用于`; empty when structure says it. */
  description: string;
}

/** One end of a statement: a surface, with its place when it stands in the chunk (a heading's topic may stand before it). */
export interface StatementEnd {
  surface: string;
  /** Where the surface stands in the chunk; its length is the surface's. */
  start?: number;
}

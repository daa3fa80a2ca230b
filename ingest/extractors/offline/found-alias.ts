import type { TermCue } from '../../../domain/extraction.ts';

/** Two places of one sentence that the text says are names of one thing. */
export interface FoundAlias {
  left: { start: number; end: number };
  right: { start: number; end: number };
  pattern: string;
  confidence: number;
}

/** The cue that both names of a stated alias get. */
export const ALIAS_CUE: TermCue = 'alias';

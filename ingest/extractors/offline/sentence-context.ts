import { GENERIC_TERMS } from '../../text/words/chinese-words.ts';
import { GENERIC_WORDS, STOP_WORDS } from '../../text/words/english-words.ts';
import type { End, Findings } from './findings.ts';
import type { ReadSentence } from './read-sentence.ts';
import { makeTemplate, phraseIndex, type Template } from './template.ts';
import type { Phrase } from './token.ts';

/** What a pattern found: a type, how sure, and the words for it. */
export interface Relation {
  type: string;
  pattern: string;
  confidence: number;
  description?: string;
}

/** From this confidence on a relation vouches for its ends. */
const SURE = 0.7;

/** One sentence under the patterns: its template, what it is about, and where findings go. */
export class SentenceContext {
  readonly sentence: ReadSentence;
  readonly template: Template;
  /** The head of "X：...", when this sentence opens with one. */
  readonly head: End | null;
  /** What the heading above names; null when it names nothing. */
  readonly topic: End | null;
  /** Subject of the sentence before, for sentences that begin with 它, "it". */
  readonly previous: { subject: End; from: number } | null;
  /** The first subject that a pattern saw in this sentence. */
  subject: End | null = null;
  private readonly findings: Findings;

  constructor(
    sentence: ReadSentence,
    findings: Findings,
    around: { head: End | null; topic: End | null; previous: { subject: End; from: number } | null },
  ) {
    this.sentence = sentence;
    this.findings = findings;
    this.template = makeTemplate(sentence);
    this.head = around.head;
    this.topic = around.topic;
    this.previous = around.previous;
  }

  /** The phrase behind a template character. */
  phrase(character: string | undefined): Phrase | null {
    return character ? (this.sentence.phrases[phraseIndex(character)] ?? null) : null;
  }

  /** The words of the phrase behind a template character; empty when there is none. */
  words(character: string | undefined): string {
    const phrase = this.phrase(character);
    return phrase ? this.sentence.text.slice(phrase.start, phrase.end) : '';
  }

  /** An end of a relation; null for words that name nothing. */
  end(character: string | undefined): End | null {
    const phrase = this.phrase(character);
    if (!phrase || namesNothing(this.sentence.text.slice(phrase.start, phrase.end))) return null;
    return { sentence: this.sentence, start: phrase.start, end: phrase.end };
  }

  /** Notes a relation when both ends name something; evidence is this sentence, or from the subject's sentence on. */
  state(relation: Relation, source: End | null, target: End | null): void {
    if (!source || !target) return;
    const from = this.previous && source === this.previous.subject ? this.previous.from : this.sentence.from;
    this.findings.addStatement(relation, source, target, { from, to: this.sentence.to });
    if (relation.type === 'RELATED_TO' || relation.confidence < SURE) return;
    this.keep(source, 'defined');
    this.keep(target, relation.type === 'IS_A' ? 'hypernym' : 'defined');
  }

  /** Notes that an end names one particular thing, by its part in the sentence. */
  markName(character: string | undefined): void {
    this.keep(this.end(character), 'name');
  }

  /** A term that a sure relation is about is worth keeping, though it is said only once. */
  private keep(end: End | null, cue: 'hypernym' | 'defined' | 'name'): void {
    if (!end || !('sentence' in end)) return;
    const surface = end.sentence.text.slice(end.start, end.end);
    if (cue === 'hypernym' && /^[a-z]+$/.test(surface)) return;
    this.findings.addCandidate(end.sentence, end.start, end.end, { cue });
  }
}

/** True for words that structure a text and name nothing in particular. */
export function namesNothing(surface: string): boolean {
  const lower = surface.toLowerCase();
  return GENERIC_TERMS.has(surface) || GENERIC_WORDS.has(lower) || STOP_WORDS.has(lower);
}

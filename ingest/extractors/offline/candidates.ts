import type { TermCue } from '../../../domain/extraction.ts';
import type { Span } from '../../../domain/span.ts';
import { encodeWords } from '../../text/phrase-words.ts';
import { COMMON_NOUNS } from '../../text/words/english-words.ts';
import { type CueTerm, cueTerms } from './cue-terms.ts';
import { fieldLine } from './field-line.ts';
import type { Findings } from './findings.ts';
import { isCode, isName, isNameToken } from './names.ts';
import type { ReadSentence } from './read-sentence.ts';
import { namesNothing } from './sentence-context.ts';
import type { Phrase, Token } from './token.ts';
import { dictionaryTags } from './tokenise-chinese.ts';

/** A ticket's number with a piece of its title; the number alone is the name. */
const TICKET_TITLE = /^[A-Z]{2,8}-\d+\s/;

/**
 * Notes every term of a sentence: its noun phrases, the names inside them, what layout points at, what stands in the
 * fields of a form.
 */
export function addCandidates(sentence: ReadSentence, findings: Findings): void {
  const inHeading = sentence.block.kind === 'heading';
  for (const phrase of sentence.phrases) {
    const surface = sentence.text.slice(phrase.start, phrase.end);
    if (phrase.tokens.length === 1 && (namesNothing(surface) || COMMON_NOUNS.has(surface))) continue;
    if (inHeading && TICKET_TITLE.test(surface)) continue;
    const before = sentence.tokens.findLast((token) => token.end <= phrase.start);
    const named = !inHeading && isName(phrase, sentence.language, before);
    findings.addCandidate(sentence, phrase.start, phrase.end, {
      ...inside(phrase),
      ...cued(named ? 'name' : undefined),
    });
    if (!named)
      for (const name of namesInside(phrase, sentence.language))
        if (name.length > 1 || name[0] !== sentence.tokens[0] || isCode(name[0]?.word ?? ''))
          addName(sentence, name, findings);
  }
  const fields = fieldLine(sentence.text);
  if (fields && sentence.opensLine) {
    for (const value of fields.values)
      findings.addCandidate(sentence, value.start, value.end, {
        cue: 'name',
        ...(fields.type ? { type: fields.type } : {}),
      });
    return;
  }
  for (const term of cueTerms(sentence, sentence.block))
    if (readsAsTerm(sentence, term)) findings.addCandidate(sentence, term.start, term.end, { cue: term.cue });
}

/** Makes each span one phrase of the sentence: what layout or a bracket holds together, no pattern takes apart. */
export function holdTogether(sentence: ReadSentence, spans: readonly Span[]): void {
  for (const span of spans) {
    const touching = sentence.phrases.filter((phrase) => phrase.end > span.start && phrase.start < span.end);
    if (touching.some((phrase) => phrase.start <= span.start && phrase.end >= span.end)) continue;
    const tokens = sentence.tokens.filter((token) => token.start >= span.start && token.end <= span.end);
    if (tokens.length === 0) continue;
    const rest = sentence.phrases.filter((phrase) => !touching.includes(phrase));
    sentence.phrases = [...rest, { start: span.start, end: span.end, tokens }].sort(
      (left, right) => left.start - right.start,
    );
  }
}

/** The tokens of a phrase, when they fill it. */
function inside(phrase: Phrase): { tokens?: string } {
  const first = phrase.tokens[0];
  const last = phrase.tokens.at(-1);
  const fills = first?.start === phrase.start && last?.end === phrase.end;
  return fills ? { tokens: encodeWords(phrase.tokens) } : {};
}

function cued(cue: TermCue | undefined): { cue?: TermCue } {
  return cue ? { cue } : {};
}

function addName(sentence: ReadSentence, tokens: readonly Token[], findings: Findings): void {
  const first = tokens[0];
  const last = tokens.at(-1);
  if (first && last)
    findings.addCandidate(sentence, first.start, last.end, { cue: 'name', tokens: encodeWords(tokens) });
}

/** Runs of name tokens inside a longer phrase ("enzyme RuBisCO", 工单 CS-20419). */
function namesInside(phrase: Phrase, language: 'zh' | 'en'): Token[][] {
  const runs: Token[][] = [];
  let run: Token[] = [];
  for (const token of [...phrase.tokens, undefined]) {
    if (token && isNameToken(token, language)) {
      run.push(token);
      if (language === 'en') continue;
    }
    if (run.length > 0 && run.length < phrase.tokens.length) runs.push(run);
    run = [];
  }
  return runs;
}

/** A heading or list head counts only when it is a noun phrase: "The price of speed", 导出报表失败 name nothing. */
function readsAsTerm(sentence: ReadSentence, term: CueTerm): boolean {
  if (term.cue !== 'heading' && term.cue !== 'list-head') return true;
  if (/[\u3400-\u9fff]/.test(term.surface))
    return !/^(?:v|d|a|p|c|y|zg|vd|ad)$/.test(closingTag(term.surface));
  return sentence.phrases.some((phrase) => phrase.end === term.end && phrase.start <= term.start + 4);
}

/** Tag of the last word by the dictionary alone; verbs that stand inside terms count as nouns. */
function closingTag(surface: string): string {
  return dictionaryTags(surface).at(-1) ?? 'n';
}

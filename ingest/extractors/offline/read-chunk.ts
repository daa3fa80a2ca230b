import type { Chunk } from '../../../domain/chunk.ts';
import type { Span } from '../../../domain/span.ts';
import { findAliases } from './aliases.ts';
import { addCandidates, holdTogether } from './candidates.ts';
import { chineseHeading, chineseStatements } from './chinese-statements.ts';
import { chineseVerbs } from './chinese-verbs.ts';
import { cueTerms, isCueTerm, listHead } from './cue-terms.ts';
import { englishStatements } from './english-statements.ts';
import { englishVerbs } from './english-verbs.ts';
import { type End, Findings } from './findings.ts';
import { ALIAS_CUE, type FoundAlias } from './found-alias.ts';
import { leadType } from './lead-words.ts';
import type { PlacedSentence } from './read-document.ts';
import { type ReadSentence, readSentence } from './read-sentence.ts';
import { SentenceContext } from './sentence-context.ts';
import { leadTopic, structuralRelation, topicOf } from './structure-statements.ts';
import type { Phrase } from './token.ts';
import type { UserWords } from './tokenise-chinese.ts';

/** What the document makes known to the reading of each of its chunks. */
interface Known {
  words: UserWords;
  headTerms: ReadonlySet<string>;
}

/** Everything that the sentences of one chunk say: terms, aliases, relations. */
export function readChunk(
  chunk: Chunk,
  source: string,
  placed: readonly PlacedSentence[],
  known: Known,
): Findings {
  const findings = new Findings(chunk, source);
  let previous: { subject: End; from: number } | null = null;
  for (const { sentence, block } of placed) {
    const read = readSentence(sentence, block, known.words);
    const aliases = findAliases(read, (surface) => known.headTerms.has(surface));
    holdTogether(read, [...markedSpans(read), ...aliases.map(({ left }) => left)]);
    addCandidates(read, findings);
    addAliases(read, aliases, findings);
    if (sentence.opensLine) previous = null;
    if (block.kind === 'table-row') continue;
    const context = new SentenceContext(read, findings, { ...surroundings(read), previous });
    if (block.kind === 'heading') {
      if (read.language === 'zh') chineseHeading(context);
      continue;
    }
    addStatements(context);
    const subject: End | null = context.subject ?? firstSubject(context);
    if (subject && !/^(?:它|其|该|此|这|It\b|This\b|They\b|These\b)/.test(read.text))
      previous = { subject, from: read.from };
  }
  return findings;
}

/** Aliases, with both names noted as terms. */
function addAliases(sentence: ReadSentence, aliases: readonly FoundAlias[], findings: Findings): void {
  for (const { left, right, pattern, confidence } of aliases) {
    findings.addCandidate(sentence, left.start, left.end, { cue: ALIAS_CUE });
    findings.addCandidate(sentence, right.start, right.end, { cue: ALIAS_CUE });
    const [one, other] = [
      sentence.text.slice(left.start, left.end),
      sentence.text.slice(right.start, right.end),
    ];
    findings.addAlias(one, other, pattern, confidence, sentence);
  }
}

/** Terms that layout sets apart inside a sentence. */
function markedSpans(sentence: ReadSentence): Span[] {
  return cueTerms(sentence, sentence.block).filter(
    ({ cue }) => cue === 'bold' || cue === 'list-head' || cue === 'name',
  );
}

/** What the sentence hangs under: the head of its list item, the topic of its heading. */
function surroundings(sentence: ReadSentence): { head: End | null; topic: End | null } {
  const topic = topicOf(sentence.block.heading);
  const span = sentence.opensLine ? listHead(sentence.text) : null;
  const named = span && isCueTerm(sentence.text.slice(span.start, span.end));
  return {
    head: span && named ? { sentence, start: span.start, end: span.end } : null,
    topic: topic && topic.distance === 0 ? { surface: topic.surface } : null,
  };
}

function addStatements(context: SentenceContext): void {
  structure(context);
  if (context.sentence.language === 'zh') {
    chineseStatements(context);
    chineseVerbs(context);
  } else {
    englishStatements(context);
    englishVerbs(context);
  }
}

/** A list head under a heading that says what its items are. */
function structure(context: SentenceContext): void {
  const { block } = context.sentence;
  if (block.kind !== 'list-item' || !context.head) return;
  const topic = topicOf(block.heading);
  const named = block.lead ? leadTopic(block.lead) : null;
  const surface = named ?? topic?.surface;
  const head = context.head;
  if (surface === undefined || !('sentence' in head)) return;
  const item = head.sentence.text.slice(head.start, head.end);
  const type = (block.lead ? leadType(block.lead) : null) ?? (topic ? leadType(topic.lead) : null);
  if (!type || item === surface) return;
  const relation = structuralRelation(type, item);
  const about: End = { surface };
  const [source, target] = relation.itemFirst ? [head, about] : [about, head];
  context.state(
    {
      type: relation.type,
      pattern: `structure-${relation.type.toLowerCase().replaceAll('_', '-')}`,
      confidence: named || (topic?.distance ?? 0) <= 1 ? 0.8 : 0.65,
    },
    source,
    target,
  );
}

/** The phrase that opens the sentence. */
function firstSubject(context: SentenceContext): End | null {
  const first: Phrase | undefined = context.sentence.phrases[0];
  if (!first || first.start > 6) return null;
  return context.end(String.fromCharCode(0xe000));
}

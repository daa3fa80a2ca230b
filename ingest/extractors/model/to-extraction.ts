import type { AliasStatement, Extraction, Statement, TermCandidate } from '../../../domain/extraction.ts';
import { type FactCheck, NO_FACTS } from '../../../domain/fact-check.ts';
import type { Span } from '../../../domain/span.ts';
import type { ExtractionReply, ReplyEntity, ReplyRelationship } from './extraction-reply.ts';
import { findSurface } from './find-surface.ts';
import { chunkText, type PackedChunk } from './pack-chunks.ts';
import { typeName } from './type-name.ts';

/** A chunk's sentences and its text, as the checks need them. */
export interface Reading {
  text: string;
  sentences: Span[];
  firstNumber: number;
}

/** One chunk's share of a reply, every name and every citation checked against the chunk's own characters. */
export function toExtraction(
  member: PackedChunk,
  reply: ExtractionReply,
  identity: Pick<Extraction, 'extractor' | 'key'>,
): { extraction: Extraction; facts: FactCheck } {
  const reading = readingOf(member);
  const named = reply.entities.map((entity) => (entity ? namedIn(reading, entity) : []));
  const facts: FactCheck = { ...NO_FACTS };
  const statements = reply.relationships
    .map((relationship) => toStatement(reading, relationship, named, facts))
    .filter((statement) => statement !== null);
  const candidates = [
    ...reply.entities.flatMap((entity, index) => toCandidates(entity, named[index] ?? [])),
    ...reply.loose.flatMap((entity) => toCandidates(entity, namedIn(reading, entity))),
  ];
  const aliases = reply.entities.flatMap((entity, index) =>
    entity ? toAliases(reading, entity, named[index] ?? []) : [],
  );
  // In the order of the text, so that the same facts make the same reading whatever else was in the call.
  const extraction = {
    ...identity,
    candidates: onePerSurface(candidates).sort(byPlace),
    aliases: aliases.sort(bySentence),
    statements: statements.sort(bySentence),
  };
  return { extraction, facts };
}

/** A surface that belongs to two entities of the reply keeps the type that was told first. */
function onePerSurface(candidates: readonly TermCandidate[]): TermCandidate[] {
  const bySurface = new Map<string, TermCandidate>();
  for (const candidate of candidates) {
    const known = bySurface.get(candidate.surface);
    bySurface.set(candidate.surface, known ? { ...candidate, ...known } : candidate);
  }
  return [...bySurface.values()];
}

function byPlace(left: TermCandidate, right: TermCandidate): number {
  return (left.starts[0] ?? 0) - (right.starts[0] ?? 0) || right.surface.length - left.surface.length;
}

function bySentence(left: { sentence: Span }, right: { sentence: Span }): number {
  return left.sentence.start - right.sentence.start;
}

/** A surface of an entity with its places in the chunk. */
export interface NamedSurface {
  surface: string;
  starts: number[];
}

export function readingOf(member: PackedChunk): Reading {
  const { sentences } = member.chunk;
  const spans: Span[] = [];
  for (let at = 0; at < sentences.length; at += 2) {
    spans.push({ start: sentences[at] as number, end: sentences[at + 1] as number });
  }
  return { text: chunkText(member), sentences: spans, firstNumber: member.firstNumber };
}

/** The entity's names that stand in the chunk, as the chunk writes them. */
export function namedIn(reading: Reading, entity: ReplyEntity): NamedSurface[] {
  const found = new Map<string, number[]>();
  for (const name of [entity.n, ...entity.a]) {
    for (const { surface, start } of findSurface(reading.text, name)) {
      const starts = found.get(surface) ?? [];
      if (!starts.includes(start)) starts.push(start);
      found.set(surface, starts);
    }
  }
  return [...found].map(([surface, starts]) => ({ surface, starts: starts.sort((a, b) => a - b) }));
}

function toCandidates(entity: ReplyEntity | null, named: readonly NamedSurface[]): TermCandidate[] {
  const type = typeName(entity?.t ?? '');
  return named.map(({ surface, starts }) => ({
    surface,
    starts,
    cues: ['model'],
    ...(type ? { type } : {}),
  }));
}

/** Pairs of the entity's first name with its other ones, with the sentence that names the other one. */
function toAliases(reading: Reading, entity: ReplyEntity, named: readonly NamedSurface[]): AliasStatement[] {
  const name = entity.n.trim();
  return named
    .filter(({ surface }) => asOneName(surface) !== asOneName(name))
    .flatMap(({ surface, starts }) => {
      const sentence = reading.sentences.find(({ start, end }) =>
        starts.some((at) => at >= start && at < end),
      );
      return sentence ? [{ left: name, right: surface, pattern: 'model', confidence: 0.85, sentence }] : [];
    });
}

/** Case and the ends of lines make no other name. */
function asOneName(surface: string): string {
  return surface.toLowerCase().replace(/\s+/g, ' ');
}

function toStatement(
  reading: Reading,
  relationship: ReplyRelationship,
  named: readonly NamedSurface[][],
  facts: FactCheck,
): Statement | null {
  const cited = relationship.s - reading.firstNumber;
  // Each fact belongs to the chunk whose sentence it cites; another chunk of the call checks its own.
  if (cited < 0 || cited >= reading.sentences.length) return null;
  const sources = named[relationship.f];
  const targets = named[relationship.o];
  const type = typeName(relationship.t);
  const place =
    sources && targets && relationship.f !== relationship.o && type
      ? placeOf(reading.sentences, cited, sources, targets)
      : null;
  if (!place || !sources || !targets) {
    facts.dropped++;
    return null;
  }
  facts[relationship.isMoved ? 'found' : place.kind]++;
  const end = (surfaces: readonly NamedSurface[]) => endIn(place.sentence, surfaces);
  return {
    type,
    pattern: 'model',
    confidence: place.kind === 'unverified' ? 0.5 : 0.9,
    source: end(sources),
    target: end(targets),
    sentence: place.sentence,
    description: (relationship.d ?? '').replace(/\s+/g, ' ').trim().slice(0, 120),
  };
}

/** The cited sentence when it names both ends, else another one that does, else the cited one when it names one of them. */
function placeOf(
  sentences: readonly Span[],
  cited: number,
  sources: readonly NamedSurface[],
  targets: readonly NamedSurface[],
): { sentence: Span; kind: 'cited' | 'found' | 'unverified' } | null {
  if (sources.length === 0 || targets.length === 0) return null;
  const both = (sentence: Span) => isNamedIn(sentence, sources) && isNamedIn(sentence, targets);
  const own = sentences[cited] as Span;
  if (both(own)) return { sentence: own, kind: 'cited' };
  const nearest = sentences
    .map((sentence, index) => ({ sentence, distance: Math.abs(index - cited) }))
    .filter(({ sentence }) => both(sentence))
    .sort((left, right) => left.distance - right.distance)[0];
  if (nearest) return { sentence: nearest.sentence, kind: 'found' };
  return isNamedIn(own, sources) || isNamedIn(own, targets) ? { sentence: own, kind: 'unverified' } : null;
}

export function isNamedIn({ start, end }: Span, surfaces: readonly NamedSurface[]): boolean {
  return surfaces.some(({ starts }) => starts.some((at) => at >= start && at < end));
}

function endIn(sentence: Span, surfaces: readonly NamedSurface[]): Statement['source'] {
  for (const { surface, starts } of surfaces) {
    const start = starts.find((at) => at >= sentence.start && at < sentence.end);
    if (start !== undefined) return { surface, start };
  }
  const [first] = surfaces as [NamedSurface];
  return { surface: first.surface };
}

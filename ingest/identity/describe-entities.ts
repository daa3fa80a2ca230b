import type { Chunk } from '../../domain/chunk.ts';
import type { Document } from '../../domain/document.ts';
import type { ResolvedFact } from '../resolved-graph.ts';
import { isOrganisation } from '../text/organisation-name.ts';
import { looksLikePerson } from '../text/person-name.ts';
import { endsLikePlace, isKnownPlace } from '../text/place-name.ts';
import { GIVEN_NAMES, PLACES } from '../text/words/given-names.ts';
import type { NamedEntity } from './build-entities.ts';
import { typeByClass, typeByName } from './entity-type.ts';

const SHORTEST = 12;
const LONGEST = 300;
/** What the maker in a relation is, when its name does not tell. */
const MAKERS: Readonly<Record<string, string>> = {
  PROPOSED_BY: 'PERSON',
  DISCOVERED_BY: 'PERSON',
  WRITTEN_BY: 'PERSON',
  FOUNDED_BY: 'PERSON',
  DEVELOPED_BY: 'ORGANIZATION',
};

/** The name, its other names in brackets perhaps, and then at once what it is. */
const DEFINES =
  /^["”」*_`]*(?:\s*[（(][^）)]{1,80}[）)])?["”」*_`]*\s*(?:是一|是指|是|指的是|即|：|:\s|\b(?:is|are|was|were) (?:an?|the|one|any)\b|\b(?:means|refers to)\b)/;
/** Something is said of it further on. */
const SAYS = /^[\s\S]{0,40}?(?:是|指|用于|通过|\b(?:is|are|was|were|means|refers)\b)/;

interface Sentences {
  document: Document;
  chunk: Chunk;
}

/**
 * Gives each entity the sentence that tells best what it is, as written, and a type: what an extractor said, what the
 * text calls it ("X is a Y"), its own last word, its part in a relation, else CONCEPT.
 */
export function describeEntities(
  entities: readonly NamedEntity[],
  facts: readonly ResolvedFact[],
  chunks: ReadonlyMap<string, Sentences>,
): void {
  const byId = new Map(entities.map((named) => [named.entity.id, named]));
  const definitions = new Map<string, ResolvedFact[]>();
  const things = new Set(facts.filter(isOfThing).map((fact) => fact.sourceId));
  for (const fact of facts) {
    if (fact.type === 'IS_A') pushTo(definitions, fact.sourceId, fact);
    const role = MAKERS[fact.type];
    const maker = byId.get(fact.targetId);
    if (role && maker && !maker.entity.type && !things.has(fact.targetId))
      maker.entity.type = makerType(maker, role) ?? '';
  }
  for (const named of entities) {
    const facts = (definitions.get(named.entity.id) ?? []).sort(compareFacts);
    named.entity.description = definition(facts, chunks) ?? openingSentence(named, chunks) ?? '';
    if (named.entity.type) continue;
    const classes = facts
      .filter((fact) => fact.confidence >= 0.75)
      .map((fact) => typeByClass(byId.get(fact.targetId)?.entity.name ?? ''));
    named.entity.type =
      (PLACES.has(named.entity.name) || isKnownPlace(named.entity.name) ? 'PLACE' : null) ??
      classes.find((type) => type !== null) ??
      typeByTags(named) ??
      typeByName(named.entity.name) ??
      'CONCEPT';
  }
}

function pushTo(lists: Map<string, ResolvedFact[]>, key: string, fact: ResolvedFact): void {
  const list = lists.get(key);
  if (list) list.push(fact);
  else lists.set(key, [fact]);
}

/** What is made, defined, or has parts and variants is a thing, whatever stands beside it in a sentence of making. */
function isOfThing(fact: ResolvedFact): boolean {
  return fact.type in MAKERS || /^(?:IS_A|VARIANT_OF|BASED_ON|HAS_)/.test(fact.type);
}

/** What a maker's name allows it to be; an acronym that nobody knows as an organisation stays open. */
function makerType(maker: NamedEntity, role: string): string | null {
  const { name } = maker.entity;
  if (isOrganisation(name)) return 'ORGANIZATION';
  const said = typeByTags(maker) ?? typeByName(name);
  if (said !== null) return said;
  return /[A-Z].*[A-Z]/.test(name.replace(/[\s-][A-Z]/g, '')) || /^[A-Z\d]+$/.test(name) ? null : role;
}

function compareFacts(left: ResolvedFact, right: ResolvedFact): number {
  const first = left.evidence;
  const second = right.evidence;
  return (
    right.confidence - left.confidence ||
    (first.documentId < second.documentId
      ? -1
      : first.documentId > second.documentId
        ? 1
        : first.start - second.start)
  );
}

function definition(facts: readonly ResolvedFact[], chunks: ReadonlyMap<string, Sentences>): string | null {
  for (const fact of facts) {
    if (!/is-a|kind|head|apposition/.test(fact.pattern)) continue;
    const text = chunks
      .get(fact.evidence.chunkId)
      ?.document.text.slice(fact.evidence.start, fact.evidence.end);
    if (text && text.length >= SHORTEST && text.length <= LONGEST) return text;
  }
  return null;
}

/** The first sentence that begins with the name and says something of it. */
function openingSentence(named: NamedEntity, chunks: ReadonlyMap<string, Sentences>): string | null {
  let best: { text: string; score: number } | null = null;
  for (const mention of named.mentions.slice(0, 200)) {
    const source = chunks.get(mention.chunkId);
    const sentence = source && sentenceAround(source.chunk, mention.start);
    if (!source || !sentence) continue;
    const text = source.document.text.slice(sentence.start, sentence.end);
    if (text.length < SHORTEST || text.length > LONGEST || /[?？]$/.test(text) || text.includes('|'))
      continue;
    const offset = mention.start - sentence.start;
    const behind = text.slice(offset + mention.end - mention.start);
    const place = offset <= 4 ? 2 : offset <= 12 ? 1 : 0;
    const score = place + (DEFINES.test(behind) ? 3 : SAYS.test(behind) ? 1 : 0);
    if (score >= 1 && (!best || score > best.score)) best = { text, score };
  }
  return best?.text ?? null;
}

function sentenceAround(chunk: Chunk, offset: number): { start: number; end: number } | null {
  for (let at = 0; at + 1 < chunk.sentences.length; at += 2) {
    const start = chunk.start + (chunk.sentences[at] ?? 0);
    const end = chunk.start + (chunk.sentences[at + 1] ?? 0);
    if (offset >= start && offset < end) return { start, end };
  }
  return null;
}

function typeByTags(named: NamedEntity): string | null {
  const { name } = named.entity;
  if (isOrganisation(name)) return 'ORGANIZATION';
  if (PLACES.has(name) || isKnownPlace(name)) return 'PLACE';
  if (/^[A-Z][a-z'’-]+(?: [A-Z][A-Za-z'’.-]*){1,3}$/.test(name) && GIVEN_NAMES.has(name.split(' ')[0] ?? ''))
    return 'PERSON';
  const tags = named.terms
    .map((term) => ({ key: term.key, tags: term.tags }))
    .filter(({ tags }) => tags.length > 0);
  if (tags.some(({ key, tags }) => taggedPerson(tags) && looksLikePerson(key))) return 'PERSON';
  return tags.some(({ tags }) => tags.every((tag) => tag === 'ns')) && endsLikePlace(name) ? 'PLACE' : null;
}

/** One word that the tagger takes for a person, or a surname with what follows it. */
function taggedPerson([first = '', ...rest]: readonly string[]): boolean {
  if (rest.length === 0) return /^(?:nr|nrfg|nw)$/.test(first);
  return rest.length === 1 && first === 'nr' && /^(?:nr|n|nz|a|ng)$/.test(rest[0] ?? '');
}

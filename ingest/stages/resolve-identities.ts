import type { Chunk } from '../../domain/chunk.ts';
import type { Decision } from '../../domain/decision.ts';
import type { Document } from '../../domain/document.ts';
import type { Mention } from '../../domain/entity.ts';
import { isAccepted } from '../identity/accept-terms.ts';
import { buildEntities, type NamedEntity } from '../identity/build-entities.ts';
import { collectAliases, type StatedAlias } from '../identity/collect-aliases.ts';
import { countTerms } from '../identity/count-terms.ts';
import { describeEntities } from '../identity/describe-entities.ts';
import { findNames, type PlacedName } from '../identity/find-mentions.ts';
import { subjectKeys } from '../identity/name-table.ts';
import { resolveFacts } from '../identity/resolve-facts.ts';
import { SurfaceIndex } from '../identity/surface-index.ts';
import { newTerm, type Term } from '../identity/term.ts';
import { uniteNames } from '../identity/unite-names.ts';
import type { ResolvedGraph } from '../resolved-graph.ts';
import { isShortName, isShoutedName } from '../text/term-key.ts';
import { STOP_WORDS } from '../text/words/english-words.ts';
import { DEFAULT_GLOSSARY, type Glossary } from '../text/words/glossary.ts';

/**
 * Decides over the whole corpus who is who: which candidates are entities, which names are one entity, where each is
 * named, and what is said of two. People's decisions come first; `keep-apart` wins over everything. The order of
 * documents and chunks changes nothing, and nothing is remembered from an earlier run.
 *
 * @param input.chunks with their extractions; a chunk without one adds nothing
 */
export function resolveIdentities(input: {
  documents: readonly Document[];
  chunks: readonly Chunk[];
  decisions: readonly Decision[];
  glossary?: Glossary;
}): ResolvedGraph {
  const { decisions, glossary = DEFAULT_GLOSSARY } = input;
  const documents = new Map(input.documents.map((document) => [document.id, document]));
  const chunks = input.chunks.filter((chunk) => documents.has(chunk.documentId)).sort(inOrder);
  const subjectKey = subjectKeys(decisions);
  const aliases = collectAliases(chunks);
  const accepted = acceptTerms(chunks, input.documents, aliases, decisions, subjectKey);
  const united = uniteNames({ accepted, aliases, glossary, decisions, subjectKey });
  const places = placeNames(chunks, documents, accepted);
  const entities = buildEntities({ places, accepted, united, documents, decisions, subjectKey });
  const mentions = entities.flatMap((named) => named.mentions).sort(inText);
  const facts = factsOf(chunks, mentions, entities);
  describeEntities(entities, facts, placesByChunk(chunks, documents));
  return { entities: entities.map(({ entity }) => entity), mentions, facts };
}

function acceptTerms(
  chunks: readonly Chunk[],
  documents: readonly Document[],
  aliases: readonly StatedAlias[],
  decisions: readonly Decision[],
  subjectKey: (subject: string) => string,
): Map<string, Term> {
  const terms = countTerms(chunks);
  const corpusLength = documents.reduce((sum, document) => sum + document.text.length, 0);
  const context = { corpusLength, documents: documents.length };
  const accepted = new Map<string, Term>();
  for (const [key, term] of terms) if (isAccepted(term, context)) accepted.set(key, term);
  for (const decision of decisions) {
    if (decision.kind !== 'merge' && decision.kind !== 'rename') continue;
    for (const subject of decision.subject) {
      const key = subjectKey(subject);
      const term = terms.get(key) ?? newTerm(key);
      if (!term.surfaces.has(subject)) term.surfaces.set(subject, 1);
      accepted.set(key, term);
    }
  }
  for (const { leftKey, rightKey } of aliases) {
    for (const key of [leftKey, rightKey]) {
      const term = terms.get(key);
      if (
        term &&
        !accepted.has(key) &&
        isAccepted({ ...term, cues: new Set([...term.cues, 'alias']) }, context)
      )
        accepted.set(key, term);
    }
  }
  return accepted;
}

function placeNames(
  chunks: readonly Chunk[],
  documents: ReadonlyMap<string, Document>,
  accepted: ReadonlyMap<string, Term>,
): PlacedName[] {
  const index = new SurfaceIndex();
  const ordered = [...accepted.values()].sort((left, right) => (left.key < right.key ? -1 : 1));
  for (const term of ordered) {
    const exact = isExact(term);
    if (!exact) index.add(term.key, term.key, false);
    for (const surface of [...term.surfaces.keys()].sort()) index.add(surface, term.key, exact);
  }
  for (const term of ordered)
    if (!isExact(term)) for (const variant of spellings(term.key)) index.add(variant, term.key, false);
  index.seal();
  return chunks.flatMap((chunk) => {
    const document = documents.get(chunk.documentId);
    return document ? findNames(chunk, document, index) : [];
  });
}

/**
 * True when the term stands only as written: "US" is not "us", and a word that is always written large as a name is not
 * the same word written small ("Born", an album). Layout writes words large too, so a heading alone does not tell.
 */
function isExact(term: Term): boolean {
  if (isShoutedName(term.key) || isShortName(term.key)) return true;
  const surfaces = [...term.surfaces.keys()];
  if (term.key.length <= 3) return surfaces.every((surface) => /^[A-Z0-9]+s?$/.test(surface));
  if (/[^a-z]/.test(term.key) || !term.cues.has('name')) return false;
  return surfaces.every((surface) => /^[A-Z]/.test(surface));
}

/** Plural, and hyphens for spaces. */
function spellings(key: string): string[] {
  if (key.length < 3 || !/^[a-z0-9][a-z0-9 .+&/'-]*$/.test(key)) return [];
  const plural =
    key.endsWith('y') && !/[aeiou]y$/.test(key)
      ? `${key.slice(0, -1)}ies`
      : /(?:s|x|ch|sh)$/.test(key)
        ? `${key}es`
        : `${key}s`;
  return [plural, key.replaceAll(' ', '-'), plural.replaceAll(' ', '-')].filter(
    (one) => !STOP_WORDS.has(one),
  );
}

function factsOf(
  chunks: readonly Chunk[],
  mentions: readonly Mention[],
  entities: readonly NamedEntity[],
): ResolvedGraph['facts'] {
  const byKey = new Map(entities.flatMap(({ keys, entity }) => keys.map((key) => [key, entity.id] as const)));
  const byChunk = new Map<string, Mention[]>();
  for (const mention of mentions) {
    const list = byChunk.get(mention.chunkId);
    if (list) list.push(mention);
    else byChunk.set(mention.chunkId, [mention]);
  }
  return chunks.flatMap((chunk) => resolveFacts(chunk, byChunk.get(chunk.id) ?? [], (key) => byKey.get(key)));
}

function placesByChunk(
  chunks: readonly Chunk[],
  documents: ReadonlyMap<string, Document>,
): Map<string, { document: Document; chunk: Chunk }> {
  const places = new Map<string, { document: Document; chunk: Chunk }>();
  for (const chunk of chunks) {
    const document = documents.get(chunk.documentId);
    if (document) places.set(chunk.id, { document, chunk });
  }
  return places;
}

function inOrder(left: Chunk, right: Chunk): number {
  return left.documentId < right.documentId
    ? -1
    : left.documentId > right.documentId
      ? 1
      : left.position - right.position;
}

function inText(left: Mention, right: Mention): number {
  return left.documentId < right.documentId
    ? -1
    : left.documentId > right.documentId
      ? 1
      : left.start - right.start;
}

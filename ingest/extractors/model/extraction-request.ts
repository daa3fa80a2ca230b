import type { Ontology } from '../../../domain/ontology.ts';
import type { ChatReply, ChatRequest } from '../../../domain/ports/language-model.ts';
import { EXTRACTION_SCHEMA, extractionPrompt } from '../../prompts/extraction-prompt.ts';
import { type ExtractionReply, type ReplyEntity, readExtractionReply } from './extraction-reply.ts';
import { findSurface } from './find-surface.ts';
import { type ChunkPack, chunkText, toPassage } from './pack-chunks.ts';

/** Reply tokens for a source token, with room: a runaway is cut, a dense text is not. */
const REPLY_SHARE = 1.5;
const LEAST_REPLY_TOKENS = 1200;
/** Other names of one thing that look nothing like its name: more than so many are other things. */
const MOST_ODD_NAMES = 4;
/** A reply with more malformed records than one in so many is asked for again: it would lose too much. */
const MALFORMED_ONE_IN = 5;

/** The call that reads a pack. The same pack gives the same request, so that its reply is found where it is remembered. */
export function extractionRequest(pack: ChunkPack, ontology: Ontology | null): ChatRequest {
  const tokens = pack.members.reduce((sum, { chunk }) => sum + chunk.tokenCount, 0);
  return {
    messages: extractionPrompt(pack.language, pack.members.map(toPassage), ontology),
    maxTokens: Math.max(LEAST_REPLY_TOKENS, Math.ceil(tokens * REPLY_SHARE)),
    schema: EXTRACTION_SCHEMA,
    purpose: 'extract',
    accept: (reply) => whatIsWrong(reply, pack),
  };
}

/** The caller's word on a reply: what cannot be trusted is asked for again, and never remembered. */
function whatIsWrong(reply: ChatReply, { members }: ChunkPack): string | null {
  const read = readExtractionReply(reply.value);
  if (!read) return 'It is not the JSON object that was asked for, with "entities" and "relationships".';
  if (reply.finish === 'length')
    return 'It was cut off before its end. List only what the sentences name, each thing once.';
  if (read.entities.some((entity) => entity !== null && namesOthers(entity)))
    return 'An entity lists other things as its names. In "a" stand other names of the same thing only; each other thing is an entity of its own.';
  if (!namesAny(read.entities, members.map(chunkText)))
    return 'None of its names stands in the sentences. Copy each name exactly as the sentences write it, in their language.';
  const records = read.entities.length + read.relationships.length + read.malformed;
  if (read.malformed * MALFORMED_ONE_IN > records)
    return 'Too many records lack n, t, a, s or f, o, t, d, s.';
  return null;
}

/** True where a name of the reply stands in one of the texts, or it names nothing: what names only other things was read from something else. */
function namesAny(entities: ExtractionReply['entities'], texts: readonly string[]): boolean {
  const names = entities.flatMap((entity) => (entity ? [entity.n, ...entity.a] : []));
  return names.length === 0 || names.some((name) => texts.some((text) => findSurface(text, name).length > 0));
}

/** True where a small model put all that it found under one entity: taken at its word, they would become one. */
function namesOthers({ n, a }: ReplyEntity): boolean {
  const parts = partsOf(n);
  const odd = new Set(a.filter((name) => ![...partsOf(name)].some((part) => parts.has(part))));
  return odd.size > MOST_ODD_NAMES;
}

/** Words, and each ideograph: names of one thing often share one. */
function partsOf(name: string): Set<string> {
  return new Set(name.toLowerCase().match(/\p{Script=Han}|[\p{L}\p{N}]+/gu) ?? []);
}

import type { Ontology } from '../../../domain/ontology.ts';
import type { ChatReply, ChatRequest } from '../../../domain/ports/language-model.ts';
import { EXTRACTION_SCHEMA, extractionPrompt } from '../../prompts/extraction-prompt.ts';
import { readExtractionReply } from './extraction-reply.ts';
import { type ChunkPack, toPassage } from './pack-chunks.ts';

/** Reply tokens for a source token, with room: a runaway is cut, a dense text is not. */
const REPLY_SHARE = 1.5;
const LEAST_REPLY_TOKENS = 1200;
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
    accept: whatIsWrong,
  };
}

/** The caller's word on a reply: what cannot be trusted is asked for again, and never remembered. */
function whatIsWrong(reply: ChatReply): string | null {
  const read = readExtractionReply(reply.value);
  if (!read) return 'It is not the JSON object that was asked for, with "entities" and "relationships".';
  if (reply.finish === 'length')
    return 'It was cut off before its end. List only what the sentences name, each thing once.';
  const records = read.entities.length + read.relationships.length + read.malformed;
  if (read.malformed * MALFORMED_ONE_IN > records)
    return 'Too many records lack n, t, a, s or f, o, t, d, s.';
  return null;
}

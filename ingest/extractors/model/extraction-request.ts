import { z } from 'zod';
import type { Ontology } from '../../../domain/ontology.ts';
import type { ChatReply, ChatRequest } from '../../../domain/ports/language-model.ts';
import { EXTRACTION_SCHEMA, extractionPrompt } from '../../prompts/extraction-prompt.ts';
import { type ExtractionReply, readExtractionReply } from './extraction-reply.ts';
import { findSurface } from './find-surface.ts';
import { type ChunkPack, chunkText, toPassage } from './pack-chunks.ts';

/** Reply tokens for a source token, with room: a runaway is cut, a dense text is not. */
const REPLY_SHARE = 1.5;
const LEAST_REPLY_TOKENS = 1200;
/** A reply with more malformed records than one in so many is asked for again: it would lose too much. */
const MALFORMED_ONE_IN = 5;

/** The call that reads a pack. The same pack gives the same request, so that its reply is found where it is remembered. */
export function extractionRequest(pack: ChunkPack, ontology: Ontology | null): ChatRequest {
  const tokens = pack.members.reduce((sum, { chunk }) => sum + chunk.tokenCount, 0);
  const passages = pack.members.map(toPassage);
  const sentences = passages.flatMap((passage) => passage.sentences.map(({ text }) => text));
  const texts = pack.members.map(chunkText);
  return {
    messages: extractionPrompt(pack.language, passages, ontology),
    maxTokens: Math.max(LEAST_REPLY_TOKENS, Math.ceil(tokens * REPLY_SHARE)),
    schema: EXTRACTION_SCHEMA,
    purpose: 'extract',
    accept: (reply) => whatIsWrong(reply, texts),
    tells: (record, [entities = []]) => isNamedIn(texts, record) && isSaidIn(sentences, record, entities),
  };
}

/** As far as a record must be understood while the reply is written. */
const Ends = z.object({ f: z.int(), o: z.int(), s: z.int() });
const Names = z
  .object({ n: z.string(), a: z.array(z.string()).catch([]) })
  .transform(({ n, a }) => [n, ...a]);

/** The caller's word on a reply: what cannot be trusted is asked for again, and never remembered. */
function whatIsWrong(reply: ChatReply, texts: readonly string[]): string | null {
  const read = readExtractionReply(reply.value);
  if (!read) return 'It is not the JSON object that was asked for, with "entities" and "relationships".';
  if (reply.finish === 'length')
    return 'It was cut off before its end. List only what the sentences name, each thing once.';
  if (!namesAny(read.entities, texts))
    return 'None of its names stands in the sentences. Copy each name exactly as the sentences write it, in their language.';
  if (reply.finish === 'circles' && read.entities.length === 0)
    return 'It told the same again and again, and named nothing.';
  const records = read.entities.length + read.relationships.length + read.malformed;
  if (read.malformed * MALFORMED_ONE_IN > records) return 'Too many records lack n, t, a or f, o, t, d, s.';
  return null;
}

/** True where a name of the reply stands in one of the texts, or it names nothing: what names only other things was read from something else. */
function namesAny(entities: ExtractionReply['entities'], texts: readonly string[]): boolean {
  const names = entities.flatMap((entity) => (entity ? [entity.n, ...entity.a] : []));
  return names.length === 0 || names.some((name) => standsIn(texts, name));
}

function standsIn(texts: readonly string[], name: string): boolean {
  return texts.some((text) => findSurface(text, name).length > 0);
}

/** False for an entity whose name stands nowhere in the text: it will be dropped. */
function isNamedIn(texts: readonly string[], record: unknown): boolean {
  const name = typeof record === 'object' && record !== null && 'n' in record ? record.n : null;
  return typeof name !== 'string' || standsIn(texts, name);
}

/**
 * False for a relationship that will be dropped: it cites a sentence which the model was not shown, or is between what the reply does not list, or the cited sentence
 * names neither of the two and none names both.
 */
function isSaidIn(sentences: readonly string[], record: unknown, entities: readonly unknown[]): boolean {
  const parsed = Ends.safeParse(record);
  if (!parsed.success) return true;
  const { f, o, s } = parsed.data;
  const cited = sentences[s - 1];
  if (cited === undefined) return false;
  if (entities.length === 0) return true;
  const [source, target] = [f, o].map((at) => Names.safeParse(entities[at]).data);
  if (!source || !target) return false;
  const stand = (sentence: string, names: readonly string[]) =>
    names.some((name) => standsIn([sentence], name));
  if (stand(cited, source) || stand(cited, target)) return true;
  return sentences.some((sentence) => stand(sentence, source) && stand(sentence, target));
}

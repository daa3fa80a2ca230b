import type { Chunk } from '../../domain/chunk.ts';
import type { Document } from '../../domain/document.ts';
import { phraseWords } from '../text/phrase-words.ts';
import { foldText, type SurfaceIndex } from './surface-index.ts';

/** A place where a known name stands. Offsets into the document's text. */
export interface PlacedName {
  chunk: Chunk;
  key: string;
  start: number;
  end: number;
}

const NOT_TEXT =
  /\]\([^()\s]{0,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,1000})?\)|!\[[^\]\n]{0,300}\]|<\/?[A-Za-z][^<>\n]{0,300}>|https?:\/\/[^\s\u3000-\u303f\u3400-\u9fff\uff00-\uffef]{1,1000}|[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,64}\.[A-Za-z0-9.-]{1,64}|\$(?=\S)[^$\n]{1,200}?\$/g;
const MAY_HIDE = /\]\(|!\[|<|:\/\/|@|\$/;

/** Every place of every known name in the sentences of a chunk, ascending; addresses, tags and formulae are not read. */
export function findNames(chunk: Chunk, document: Document, index: SurfaceIndex): PlacedName[] {
  const names: PlacedName[] = [];
  const isBorder = wordBorders(chunk);
  for (let at = 0; at + 1 < chunk.sentences.length; at += 2) {
    const from = chunk.sentences[at] ?? 0;
    const raw = document.text.slice(chunk.start + from, chunk.start + (chunk.sentences[at + 1] ?? 0));
    const readable = MAY_HIDE.test(raw)
      ? raw.replace(NOT_TEXT, (hidden) => '\u0000'.repeat(hidden.length))
      : raw;
    const text = foldText(readable);
    for (const match of index.find(readable, text, isBorder && ((offset) => isBorder(from + offset))))
      names.push({
        chunk,
        key: match.key,
        start: chunk.start + from + match.start,
        end: chunk.start + from + match.end,
      });
  }
  return names;
}

/** Where words begin and end by the extractor's reading; null when it did not look inside its phrases. */
function wordBorders(chunk: Chunk): ((offset: number) => boolean) | null {
  const candidates = chunk.extraction?.candidates.filter((candidate) => candidate.tokens !== undefined) ?? [];
  if (candidates.length === 0) return null;
  const borders = new Set<number>();
  for (const candidate of candidates) {
    const words = phraseWords(candidate.surface, candidate.tokens);
    for (const start of candidate.starts)
      for (const word of words) borders.add(start + word.start).add(start + word.end);
  }
  return (offset) => borders.has(offset);
}

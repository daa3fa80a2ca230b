import type { Chunk } from '../../domain/chunk.ts';
import type { TermCue } from '../../domain/extraction.ts';
import { hasCjk } from '../text/characters.ts';
import { type PhraseWord, phraseWords } from '../text/phrase-words.ts';
import { termKey } from '../text/term-key.ts';
import { isSubterm } from './subterms.ts';
import { increase, newTerm, type Term } from './term.ts';

/** A phrase as the chunks wrote it, counted over the corpus before anyone looks inside. */
interface CountedPhrase {
  surface: string;
  tokens: string | undefined;
  count: number;
  documents: Set<string>;
  cues: Set<TermCue>;
  types: Map<string, number>;
}

const LONGEST_LATIN = 60;
const LONGEST_IDEOGRAPHS = 26;

/** Counts every candidate of every chunk, and every part of a candidate that is a term of its own, by key. */
export function countTerms(chunks: readonly Chunk[]): Map<string, Term> {
  const terms = new Map<string, Term>();
  const phrases = [...countPhrases(chunks).values()];
  for (const phrase of phrases) addPhrase(terms, phrase);
  for (const phrase of phrases) {
    if ((terms.get(termKey(phrase.surface))?.frequency ?? 0) < 2) continue;
    for (const part of phraseParts(phrase)) {
      const term = terms.get(part.key);
      if (term) term.insideFrequent += phrase.count;
    }
  }
  return terms;
}

function countPhrases(chunks: readonly Chunk[]): Map<string, CountedPhrase> {
  const phrases = new Map<string, CountedPhrase>();
  for (const chunk of chunks) {
    for (const candidate of chunk.extraction?.candidates ?? []) {
      const { surface, tokens, starts, cues, type } = candidate;
      const id = `${surface}\u0000${tokens ?? ''}`;
      let phrase = phrases.get(id);
      if (!phrase) {
        phrase = { surface, tokens, count: 0, documents: new Set(), cues: new Set(), types: new Map() };
        phrases.set(id, phrase);
      }
      phrase.count += Math.max(1, starts.length);
      phrase.documents.add(chunk.documentId);
      for (const cue of cues ?? []) phrase.cues.add(cue);
      if (type) increase(phrase.types, type, 1);
    }
  }
  return phrases;
}

function addPhrase(terms: Map<string, Term>, phrase: CountedPhrase): void {
  const { surface, count } = phrase;
  const wholeKey = termKey(surface);
  if (!wholeKey) return;
  const words = phraseWords(surface, phrase.tokens);
  const whole = termOf(terms, wholeKey);
  addUse(whole, phrase, surface, words);
  whole.whole += count;
  for (const cue of phrase.cues) whole.cues.add(cue);
  for (const [type, times] of phrase.types) increase(whole.types, type, times);
  if (!hasCjk(surface)) countModifiers(terms, words, count);
  for (const part of phraseParts(phrase)) addUse(termOf(terms, part.key), phrase, part.surface, part.words);
}

/** Parts of a phrase that are terms of their own; the whole is not among them. */
function phraseParts(phrase: CountedPhrase): { key: string; surface: string; words: PhraseWord[] }[] {
  const { surface } = phrase;
  const words = phraseWords(surface, phrase.tokens);
  const parts: { key: string; surface: string; words: PhraseWord[] }[] = [];
  if (words.length < 2) return parts;
  const chinese = hasCjk(surface);
  for (let from = 0; from < words.length; from += 1) {
    for (let to = from + 1; to <= words.length; to += 1) {
      if (to - from === words.length || !isSubterm(words, from, to, chinese)) continue;
      const part = surface.slice(words[from]?.start, words[to - 1]?.end);
      if (part.length < 2 || part.length > (chinese ? LONGEST_IDEOGRAPHS : LONGEST_LATIN)) continue;
      const key = termKey(part);
      if (key) parts.push({ key, surface: part, words: words.slice(from, to) });
    }
  }
  return parts;
}

/** Words that stand as adjectives or participles: a word that mostly does is no term of its own. */
function countModifiers(terms: Map<string, Term>, words: readonly PhraseWord[], count: number): void {
  for (const { word, tag } of words.slice(0, -1)) {
    if (tag !== 'ADJ' && tag !== 'VERB') continue;
    const key = termKey(word);
    if (key) increase(termOf(terms, key).tagCounts, tag, count);
  }
}

function addUse(term: Term, phrase: CountedPhrase, surface: string, words: readonly PhraseWord[]): void {
  term.frequency += phrase.count;
  increase(term.surfaces, surface, phrase.count);
  for (const document of phrase.documents) term.documents.add(document);
  const tags = words.map((word) => word.tag);
  if (tags.length === 1) increase(term.tagCounts, tags[0] ?? '', phrase.count);
  if (betterReading(tags, term.tags)) {
    term.tags = tags;
    term.words = words.map((word) => word.word);
  }
}

/** Of two readings of one key the longer one stands, then the first in order: no reading depends on who came first. */
function betterReading(tags: readonly string[], than: readonly string[]): boolean {
  if (tags.length !== than.length) return tags.length > than.length;
  return tags.join() < than.join();
}

function termOf(terms: Map<string, Term>, key: string): Term {
  let term = terms.get(key);
  if (!term) {
    term = newTerm(key);
    terms.set(key, term);
  }
  return term;
}

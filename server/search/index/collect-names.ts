import type { Mention } from '../../../domain/entity.ts';
import { nameSpans, type WordRange } from '../text/name-spans.ts';
import { joinKeys, type Word } from '../text/read-words.ts';
import { CONNECTORS, STOP_WORDS } from '../text/word-lists.ts';
import { isAcronym, readAcronyms } from './acronyms.ts';
import { canonicalKey, type EntityNames, entityKey } from './entity-names.ts';
import { IN_TEXT, INSIDE_TITLE, NameMentions, OWN_TITLE } from './name-mentions.ts';
import type { Passage } from './passages.ts';
import type { Steps } from './stepwise.ts';
import type { PassageWords } from './term-table.ts';
import { isName, readTitleNames, type TitleNames } from './title-names.ts';

/** What names are collected from; lists are by passage. */
export interface NameSources {
  passages: readonly Passage[];
  words: readonly PassageWords[];
  entities: EntityNames;
  /** Mentions in a chunk, by start. */
  mentionsIn: (chunkId: string) => readonly Mention[];
}

/** Every name of every passage. */
export interface CollectedNames {
  mentions: NameMentions;
  titles: TitleNames;
  /** The name that an acronym stands for, by acronym. */
  acronyms: ReadonlyMap<string, string>;
}

/**
 * Collects names: titles of passages, wherever they stand; capitalised spans, their parts, the names that acronyms stand
 * for; entities where text has ideographs.
 */
export function* collectNames(sources: NameSources): Steps<CollectedNames> {
  const { passages, words, entities } = sources;
  const texts = words.map(({ text }) => text);
  const titles = yield* readTitleNames(passages, texts);
  const mentions = new NameMentions(passages.length, (key) => canonicalKey(entities, key));
  const spans: WordRange[][] = [];
  for (let passage = 0; passage < passages.length; passage += 1) {
    const { text, title } = words[passage]!;
    const own = titles.aliases[passage]!;
    for (const alias of own) mentions.add(alias, passage, OWN_TITLE);
    for (const [start, end] of titlesIn(title, titles)) {
      const key = joinKeys(title, start, end);
      if (!own.has(key)) mentions.add(key, passage, INSIDE_TITLE);
    }
    for (const span of nameSpans(title)) addSpan(mentions, title, span, passage, INSIDE_TITLE);
    for (const [start, end] of titlesIn(text, titles)) {
      mentions.add(joinKeys(text, start, end), passage, IN_TEXT, start, end - start);
    }
    spans.push(nameSpans(text));
    for (const span of spans[passage]!) addSpan(mentions, text, span, passage, IN_TEXT);
    addEntities(mentions, sources, passage);
    yield;
  }
  yield* addSpanParts(mentions, texts, spans, titles);
  const acronyms = yield* readAcronyms(texts, mentions);
  for (let passage = 0; passage < passages.length; passage += 1) {
    texts[passage]!.forEach((word, at) => {
      const name = isAcronym(word) ? acronyms.get(word.key) : undefined;
      // As long as the name, so that the short form does not count beside it.
      if (name !== undefined) mentions.add(name, passage, IN_TEXT, at, name.split(' ').length);
    });
    yield;
  }
  return { mentions, titles, acronyms };
}

/** Every title of a passage in the words, overlapping ones too. */
function titlesIn(words: readonly Word[], titles: TitleNames): WordRange[] {
  const found: WordRange[] = [];
  for (let start = 0; start < words.length; start += 1) {
    const longest = titles.longestByFirstWord.get(words[start]!.key);
    if (longest === undefined) continue;
    let key = '';
    for (let end = start + 1; end <= start + longest && end <= words.length; end += 1) {
      const word = words[end - 1]!.key;
      key = key === '' ? word : `${key} ${word}`;
      if (titles.keys.has(key)) found.push([start, end]);
    }
  }
  return found;
}

function addSpan(
  mentions: NameMentions,
  words: readonly Word[],
  [from, end]: WordRange,
  passage: number,
  strength: number,
): void {
  let start = from;
  while (start < end - 1 && STOP_WORDS.has(words[start]!.key)) start += 1;
  const key = joinKeys(words, start, end);
  if (!isName(key)) return;
  mentions.add(key, passage, strength, strength === IN_TEXT ? start : -1, end - start);
}

/** Parts of spans that are names elsewhere, or stand beside a connector ("Eastern Region of Uganda" names Uganda too). */
function* addSpanParts(
  mentions: NameMentions,
  texts: readonly (readonly Word[])[],
  spans: readonly (readonly WordRange[])[],
  titles: TitleNames,
): Steps<void> {
  const known = new Set<string>();
  for (const [key, name] of mentions.idOf) if (mentions.passageCounts[name]! > 1) known.add(key);
  for (let passage = 0; passage < texts.length; passage += 1) {
    const words = texts[passage]!;
    for (const [from, to] of spans[passage]!) {
      for (const [start, end] of partsOf(words, from, to)) {
        const key = joinKeys(words, start, end);
        if (!isName(key)) continue;
        const isKnown = titles.keys.has(key) || known.has(mentions.canonicalOf(key));
        if (isKnown || isConnector(words[start - 1]) || isConnector(words[end])) {
          mentions.add(key, passage, IN_TEXT, start, end - start);
        }
      }
    }
    yield;
  }
}

/** Shorter runs inside a span that begin and end with a capitalised word. */
function* partsOf(words: readonly Word[], from: number, to: number): Generator<WordRange, void> {
  for (let start = from; start < to; start += 1) {
    if (!words[start]!.isNameLike) continue;
    for (let end = start + 1; end <= to; end += 1) {
      const isWhole = start === from && end === to;
      if (!isWhole && words[end - 1]!.isNameLike) yield [start, end];
    }
  }
}

function isConnector(word: Word | undefined): boolean {
  return word !== undefined && CONNECTORS.has(word.key);
}

function addEntities(mentions: NameMentions, sources: NameSources, passage: number): void {
  const { chunks, start: from } = sources.passages[passage]!;
  const { text, title } = sources.words[passage]!;
  for (const { entityId, start, end } of chunks.flatMap(({ id }) => sources.mentionsIn(id))) {
    if (!sources.entities.withIdeographs.has(entityId)) continue;
    const first = wordAt(text, start - from);
    const length = Math.max(1, wordAt(text, end - from) - first);
    mentions.add(entityKey(entityId), passage, IN_TEXT, Math.min(first, text.length - 1), length);
  }
  for (const [key] of entitiesIn(title, sources.entities)) mentions.add(key, passage, INSIDE_TITLE);
}

/** The first word that ends after the offset. */
function wordAt(words: readonly Word[], offset: number): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle]!.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

const LONGEST_ENTITY = 20;

/** Entities that bridge scripts, named in the words: longest first, not overlapping. Their keys, and where they stand. */
function* entitiesIn(
  words: readonly Word[],
  entities: EntityNames,
): Generator<readonly [key: string, range: WordRange], void> {
  for (let start = 0; start < words.length; ) {
    let end = Math.min(words.length, start + LONGEST_ENTITY);
    for (; end > start; end -= 1) {
      const entity = entities.byKey.get(joinKeys(words, start, end));
      if (!entity || !entities.withIdeographs.has(entity.id)) continue;
      yield [entityKey(entity.id), [start, end]];
      break;
    }
    start = Math.max(start + 1, end);
  }
}

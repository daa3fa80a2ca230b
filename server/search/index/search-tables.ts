import type { IndexSnapshot } from '../../snapshot.ts';
import { readWords } from '../text/read-words.ts';
import { type EntityNames, readEntityNames } from './entity-names.ts';
import { buildNameTable, type NameTable } from './name-table.ts';
import { type Passage, readPassages } from './passages.ts';
import type { Steps } from './stepwise.ts';
import { buildTermTable, type PassageWords, type TermTable } from './term-table.ts';

/** What retrieval reads: passages with their terms and names. */
export interface SearchTables {
  readonly passages: readonly Passage[];
  readonly terms: TermTable;
  readonly names: NameTable;
  readonly entities: EntityNames;
}

/** Reads passages, terms and names out of the snapshot. */
export function* buildSearchTables(snapshot: IndexSnapshot): Steps<SearchTables> {
  const passages = yield* readPassages(snapshot);
  const words: PassageWords[] = [];
  for (const { text, title, headings } of passages) {
    words.push({ text: readWords(text), title: readWords([title, ...headings].join('\n')) });
    yield;
  }
  const terms = yield* buildTermTable(words);
  const entities = yield* readEntityNames(snapshot, passages);
  const mentionsIn = (chunkId: string) => snapshot.mentionsIn(chunkId);
  const names = yield* buildNameTable({ passages, words, entities, mentionsIn });
  return { passages, terms, names, entities };
}

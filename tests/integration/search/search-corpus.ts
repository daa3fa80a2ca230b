import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Answer } from '../../../domain/answer.ts';
import { type AskEvent, type AskEventName, AskRequest } from '../../../domain/api/ask.ts';
import type { SourceFile } from '../../../domain/ports/index-builder.ts';
import { createIndexBuilder } from '../../../ingest/index-builder.ts';
import { type AnswerDeps, answerQuestion } from '../../../server/search/answer-question.ts';
import { createSearchIndex, type SearchIndex } from '../../../server/search/search-index.ts';
import { snapshotOf } from '../../../server/snapshot-of.ts';
import { createMemoryStore } from '../../support/memory-store.ts';

/** The search index of texts that went through ingest. */
export async function searchIndexOf(files: readonly SourceFile[]): Promise<SearchIndex> {
  const store = createMemoryStore();
  const builder = createIndexBuilder({ store });
  try {
    await builder.build(
      { add: files, remove: [], roots: [], prune: false, rebuild: false, extractor: 'offline' },
      {},
    );
  } finally {
    await builder.close();
  }
  const counts = { documents: 0, chunks: 0, entities: 0, relationships: 0, communities: 0, reports: 0 };
  return createSearchIndex(snapshotOf({ version: 1, ...counts }, await store.loadIndex()));
}

/** Every file below a folder, with that folder's name in front of its source. */
export function filesBelow(folder: string, name: string): SourceFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ source: `${name}/${relative(folder, path)}`, bytes: readFileSync(path) }));
}

/** What was answered, and every event on the way. */
export interface Asked {
  events: AskEvent[];
  text: string;
  answered: boolean;
  saved: Answer | null;
  /** What the events of one name carried. */
  dataOf<Name extends AskEventName>(name: Name): Extract<AskEvent, { event: Name }>['data'][];
}

/** Asks and waits for the end. */
export async function ask(
  index: SearchIndex,
  question: string,
  request: Partial<Omit<AskRequest, 'question'>> = {},
  models: AnswerDeps['models'] = null,
  onEvent: (event: AskEvent) => void = () => undefined,
  signal?: AbortSignal,
): Promise<Asked> {
  let saved: Answer | null = null;
  const deps = {
    index,
    models,
    newId: () => 'answer-1',
    clock: () => 0,
    saveAnswer: async (answer: Answer) => {
      saved = answer;
    },
  };
  const events: AskEvent[] = [];
  const whole = AskRequest.parse({ question, ...request });
  for await (const event of answerQuestion(whole, deps, signal ? { signal } : {})) {
    events.push(event);
    onEvent(event);
  }
  const dataOf: Asked['dataOf'] = (name) =>
    events.flatMap((event) => (event.event === name ? [event.data as never] : []));
  return {
    events,
    text: dataOf('text')
      .map(({ text }) => text)
      .join(''),
    answered: dataOf('done')[0]?.answered ?? false,
    saved,
    dataOf,
  };
}

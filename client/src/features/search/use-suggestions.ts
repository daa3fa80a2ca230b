import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';
import { useCommunityTitles, useDocumentTitles, useFoundEntities } from './api.ts';
import { classifyInput } from './classify-input.ts';
import { matchTitles } from './match-titles.ts';
import type { SearchCommand, SuggestionGroup } from './suggestions.ts';

const DEBOUNCE_MS = 120;
const TITLES_SHOWN = 4;

/** What the box suggests for what is in it. */
export interface Suggestions {
  groups: SuggestionGroup[];
  /** True while an answer to exactly this text is still on its way. */
  isSearching: boolean;
  error: unknown;
  /** True when a name was looked for and nothing bears it. */
  isNothing: boolean;
}

function commandGroup(text: string, commands: readonly SearchCommand[]): SuggestionGroup[] {
  const wanted = text.trim().slice(1).trim();
  const found = wanted ? matchTitles(commands, wanted, ({ label }) => [label], commands.length) : commands;
  const items = found.map(
    (command) => ({ kind: 'command', value: `command ${command.id}`, command }) as const,
  );
  return items.length > 0 ? [{ heading: 'commands', items }] : [];
}

/** Suggestions for the text, grouped; for a question or Cypher the way on comes first. */
export function useSuggestions(
  text: string,
  commands: readonly SearchCommand[],
  isUsed: boolean,
): Suggestions {
  const kind = classifyInput(text);
  const trimmed = text.trim();
  const isName = kind === 'name' || kind === 'question';
  const [query] = useDebouncedValue(isName ? trimmed.replace(/[?？]+$/, '') : '', DEBOUNCE_MS);
  const entities = useFoundEntities(query);
  const documents = useDocumentTitles(isUsed).data;
  const communities = useCommunityTitles(isUsed).data;
  const groups = useMemo(() => {
    if (kind === 'command') return commandGroup(text, commands);
    const all: SuggestionGroup[] = [];
    const ask = { kind: 'ask', value: 'ask', question: trimmed } as const;
    if (kind === 'cypher') {
      all.push({ heading: 'actions', items: [{ kind: 'cypher', value: 'cypher', query: trimmed }] });
    }
    if (kind === 'question') all.push({ heading: 'actions', items: [ask] });
    if (isName && query) {
      const found = entities.data?.items ?? [];
      all.push(
        {
          heading: 'entities',
          items: found.map((entity) => ({ kind: 'entity', value: `entity ${entity.id}`, entity })),
        },
        {
          heading: 'documents',
          items: matchTitles(
            documents ?? [],
            query,
            ({ title, source }) => [title, source],
            TITLES_SHOWN,
          ).map((document) => ({ kind: 'document', value: `document ${document.id}`, document })),
        },
        {
          heading: 'communities',
          items: matchTitles(communities ?? [], query, ({ title }) => [title], TITLES_SHOWN).map(
            (community) => ({
              kind: 'community',
              value: `community ${community.id}`,
              community,
            }),
          ),
        },
      );
    }
    if (kind === 'name') all.push({ heading: 'actions', items: [ask] });
    return all.filter(({ items }) => items.length > 0);
  }, [kind, text, trimmed, query, isName, commands, entities.data, documents, communities]);
  const isSearching = isName && (query !== trimmed.replace(/[?？]+$/, '') || entities.isFetching);
  const isNothing = kind === 'name' && !isSearching && !groups.some(({ heading }) => heading !== 'actions');
  return { groups, isSearching, error: isName && query ? entities.error : null, isNothing };
}

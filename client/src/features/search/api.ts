import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CommunityListResponse, type CommunityResponse } from '../../../../domain/api/communities.ts';
import { DocumentListResponse, type DocumentSummaryResponse } from '../../../../domain/api/documents.ts';
import { EntityListResponse } from '../../../../domain/api/entities.ts';
import { requestJson } from '../../api-client.ts';

const ENTITIES_SHOWN = 7;
const PAGE = 500;
/** Titles that are looked through on this side; in a larger library the search of the library goes further. */
const MAX_TITLES = 5000;

/** Entities whose name or alias holds the query; nothing is asked while it is empty. */
export function useFoundEntities(query: string) {
  return useQuery({
    queryKey: ['search', query],
    enabled: query !== '',
    queryFn: ({ signal }) =>
      requestJson(EntityListResponse, '/entities', { query: { q: query, limit: ENTITIES_SHOWN }, signal }),
    placeholderData: keepPreviousData,
  });
}

/** Titles of the documents, once the search is used. */
export function useDocumentTitles(enabled: boolean) {
  return useQuery({
    queryKey: ['search-documents'],
    enabled,
    queryFn: async ({ signal }) => {
      const items: DocumentSummaryResponse[] = [];
      let cursor: string | undefined;
      do {
        const query = { limit: PAGE, cursor };
        const page = await requestJson(DocumentListResponse, '/documents', { query, signal });
        items.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor && items.length < MAX_TITLES);
      return items;
    },
  });
}

/** Titles of the communities, once the search is used. */
export function useCommunityTitles(enabled: boolean) {
  return useQuery({
    queryKey: ['search-communities'],
    enabled,
    queryFn: async ({ signal }) => {
      const items: CommunityResponse[] = [];
      let cursor: string | undefined;
      do {
        const query = { limit: PAGE, cursor };
        const page = await requestJson(CommunityListResponse, '/communities', { query, signal });
        items.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor && items.length < MAX_TITLES);
      return items;
    },
  });
}

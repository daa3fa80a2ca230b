import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import {
  EntityDetailResponse,
  RelationshipListResponse,
  RelationshipResponse,
} from '../../../domain/api/entities.ts';
import { decodeMap, MapNamesResponse } from '../../../domain/api/map.ts';
import { StatusResponse } from '../../../domain/api/status.ts';
import { request, requestJson } from '../api-client.ts';
import { cleanMarks } from '../components/clean-marks.ts';
import { RequestError } from '../request-error.ts';
import type { Selection } from '../selection.ts';

const POLL_MS = 5000;
const POLL_RUNNING_MS = 1200;
const FOCUS_LINKS = 150;

/** Index, store, models and the running job; asked again and again, so the page notices what others change. */
function useStatus() {
  return useQuery({
    queryKey: ['status'],
    queryFn: ({ signal }) => requestJson(StatusResponse, '/status', { signal }),
    refetchInterval: (query) => (query.state.data?.job ? POLL_RUNNING_MS : POLL_MS),
    staleTime: 0,
    retry: false,
  });
}

/** Queries that do not depend on the index. */
const INDEPENDENT = new Set(['status', 'map', 'map-names', 'answers', 'answer', 'job']);

/** Asks anew for everything that is on screen when the index has become another one. */
function useFreshIndex(version: number | undefined): void {
  const queryClient = useQueryClient();
  const seen = useRef(version);
  useEffect(() => {
    if (version === undefined || seen.current === version) return;
    const isFirst = seen.current === undefined;
    seen.current = version;
    if (isFirst) return;
    void queryClient.invalidateQueries({
      predicate: ({ queryKey }) => !INDEPENDENT.has(String(queryKey[0])),
    });
  }, [version, queryClient]);
}

/** Asks again for what failed while the server was away, once it is back. */
function useRecovery(isAway: boolean): void {
  const queryClient = useQueryClient();
  const wasAway = useRef(isAway);
  useEffect(() => {
    if (wasAway.current && !isAway) {
      void queryClient.refetchQueries({ predicate: ({ state }) => state.status === 'error' });
    }
    wasAway.current = isAway;
  }, [isAway, queryClient]);
}

/** How the server is. What is on screen is asked for anew when the index has become another one, or the server is back. */
export function useServer() {
  const { data: status, error, refetch } = useStatus();
  const code = error instanceof RequestError ? error.code : null;
  const isOffline = code === 'offline';
  useFreshIndex(status?.index.version);
  useRecovery(isOffline);
  return { status, isOffline, isLocked: code === 'unauthorized', retry: () => void refetch() };
}

/** The map of an index version; the one before stays until the new one is here. */
export function useMap(version: number | undefined) {
  return useQuery({
    queryKey: ['map', version],
    enabled: version !== undefined,
    queryFn: async ({ signal }) => {
      const response = await request('/map', { headers: { accept: 'application/octet-stream' }, signal });
      return decodeMap(await response.arrayBuffer());
    },
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** All names of the map, after its first picture. */
export function useMapNames(version: number | undefined, enabled: boolean) {
  return useQuery({
    queryKey: ['map-names', version],
    enabled: enabled && version !== undefined,
    queryFn: ({ signal }) => requestJson(MapNamesResponse, '/map/names', { signal }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Links to draw around what is selected: an entity's strongest, or the relationship itself. */
export function useFocusLinks(selection: Selection | null): RelationshipResponse[] {
  const query = useQuery({
    queryKey: ['focus-links', selection?.kind, selection?.id],
    enabled: selection?.kind === 'entity' || selection?.kind === 'relationship',
    queryFn: async ({ signal }) => {
      const id = encodeURIComponent(selection?.id ?? '');
      if (selection?.kind === 'relationship') {
        return [await requestJson(RelationshipResponse, `/relationships/${id}`, { signal })];
      }
      const query = { limit: FOCUS_LINKS };
      return (await requestJson(RelationshipListResponse, `/entities/${id}/relationships`, { query, signal }))
        .items;
    },
  });
  return query.data ?? NO_LINKS;
}
const NO_LINKS: RelationshipResponse[] = [];

/** One readable sentence about an entity, for the card under the pointer; empty when there is none. */
export function useDescribe(): (entityId: string) => Promise<string> {
  const queryClient = useQueryClient();
  const describe = useRef(async (entityId: string) => {
    const entity = await queryClient
      .fetchQuery({
        queryKey: ['entity', entityId],
        queryFn: ({ signal }) =>
          requestJson(EntityDetailResponse, `/entities/${encodeURIComponent(entityId)}`, { signal }),
      })
      .catch(() => null);
    return cleanMarks(entity?.definition?.quote || entity?.description || '');
  });
  return describe.current;
}

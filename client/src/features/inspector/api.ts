import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CommunityDetailResponse, CommunityListResponse } from '../../../../domain/api/communities.ts';
import {
  EntityDetailResponse,
  EntityListResponse,
  MentionListResponse,
  type MentionResponse,
  RelationshipListResponse,
  RelationshipResponse,
} from '../../../../domain/api/entities.ts';
import { JobAccepted, JobResponse } from '../../../../domain/api/jobs.ts';
import { StatusResponse } from '../../../../domain/api/status.ts';
import { requestJson } from '../../api-client.ts';

const MENTIONS_PER_PAGE = 200;
const RELATIONSHIPS_PER_PAGE = 100;

/** One entity whole. */
export function useEntity(id: string) {
  return useQuery({
    queryKey: ['entity', id],
    queryFn: ({ signal }) =>
      requestJson(EntityDetailResponse, `/entities/${encodeURIComponent(id)}`, { signal }),
  });
}

/** Where an entity stands, page by page. */
export function useMentions(entityId: string) {
  return useInfiniteQuery({
    queryKey: ['mentions', entityId],
    queryFn: ({ signal, pageParam }) =>
      requestJson(MentionListResponse, `/entities/${encodeURIComponent(entityId)}/mentions`, {
        query: { limit: MENTIONS_PER_PAGE, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** An entity's relationships, strongest first, page by page. */
export function useRelationships(entityId: string) {
  return useInfiniteQuery({
    queryKey: ['relationships', entityId],
    queryFn: ({ signal, pageParam }) =>
      requestJson(RelationshipListResponse, `/entities/${encodeURIComponent(entityId)}/relationships`, {
        query: { limit: RELATIONSHIPS_PER_PAGE, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** One relationship with its evidence. */
export function useRelationship(id: string) {
  return useQuery({
    queryKey: ['relationship', id],
    queryFn: ({ signal }) =>
      requestJson(RelationshipResponse, `/relationships/${encodeURIComponent(id)}`, { signal }),
  });
}

/** One community with its report, children and strongest members. */
export function useCommunity(id: string) {
  return useQuery({
    queryKey: ['community', id],
    queryFn: ({ signal }) =>
      requestJson(CommunityDetailResponse, `/communities/${encodeURIComponent(id)}`, { signal }),
  });
}

/** The model that writes; null when none is configured, or as long as that is not known. */
export function useChatModel(): string | null {
  const query = useQuery({
    queryKey: ['status'],
    queryFn: ({ signal }) => requestJson(StatusResponse, '/status', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return query.data?.models.chat ?? null;
}

/** Has the model write a community's report: a job. */
export function useWriteReport(communityId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () =>
      requestJson(JobAccepted, `/communities/${encodeURIComponent(communityId)}/report`, { method: 'POST' }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['status'] }),
  });
}

const JOB_POLL_MS = 1000;

/** The job that writes, until it has ended. */
export function useReportJob(id: string | null) {
  return useQuery({
    queryKey: ['job', id],
    enabled: id !== null,
    queryFn: ({ signal }) => requestJson(JobResponse, `/jobs/${encodeURIComponent(id ?? '')}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.endedAt || state.error ? false : JOB_POLL_MS),
  });
}

/** Mentions of one document, in order of place. */
export interface MentionsOfDocument {
  documentId: string;
  source: string;
  title: string;
  /** One a sentence, however often the name stands in it. */
  sentences: { chunkId: string; start: number; end: number; text: string; places: number }[];
  places: number;
}

/** Mentions by document, those with most places first; a sentence that names the entity twice is one line. */
export function groupMentions(mentions: readonly MentionResponse[]): MentionsOfDocument[] {
  const documents = new Map<string, MentionsOfDocument>();
  for (const mention of mentions) {
    const { documentId, source, title, sentence, chunkId } = mention;
    let group = documents.get(documentId);
    if (!group) {
      group = { documentId, source, title, sentences: [], places: 0 };
      documents.set(documentId, group);
    }
    group.places += 1;
    const known = group.sentences.find(({ start, end }) => start === sentence.start && end === sentence.end);
    if (known) known.places += 1;
    else group.sentences.push({ ...sentence, chunkId, places: 1 });
  }
  return [...documents.values()].toSorted((left, right) => right.places - left.places);
}

/** The regions of the map, largest first, and the strongest entities: where to begin when nothing is selected. */
export function useOverview() {
  return useQuery({
    queryKey: ['overview'],
    queryFn: async ({ signal }) => {
      const [regions, entities] = await Promise.all([
        requestJson(CommunityListResponse, '/communities', { query: { level: 0, limit: 100 }, signal }),
        requestJson(EntityListResponse, '/entities', { query: { limit: 12 }, signal }),
      ]);
      return {
        regions: { ...regions, items: regions.items.toSorted((left, right) => right.size - left.size) },
        entities,
      };
    },
  });
}

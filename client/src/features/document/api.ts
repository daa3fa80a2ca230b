import { useQuery } from '@tanstack/react-query';
import { DocumentResponse } from '../../../../domain/api/documents.ts';
import {
  EntityDetailResponse,
  MentionListResponse,
  type MentionResponse,
} from '../../../../domain/api/entities.ts';
import { requestJson } from '../../api-client.ts';

const MENTIONS_PER_PAGE = 500;
/** Beyond that many places nobody reads on; the rest stays unmarked. */
const MAX_MENTIONS = 10_000;

/** One document with its text. */
export function useDocument(id: string) {
  return useQuery({
    queryKey: ['document', id],
    queryFn: ({ signal }) =>
      requestJson(DocumentResponse, `/documents/${encodeURIComponent(id)}`, { signal }),
  });
}

/** The entity whose mentions are marked; nothing is asked while `id` is null. */
export function useMarkedEntity(id: string | null) {
  return useQuery({
    queryKey: ['entity', id],
    enabled: id !== null,
    queryFn: ({ signal }) =>
      requestJson(EntityDetailResponse, `/entities/${encodeURIComponent(id ?? '')}`, { signal }),
  });
}

async function allMentions(entityId: string, signal: AbortSignal): Promise<MentionResponse[]> {
  const mentions: MentionResponse[] = [];
  let cursor: string | undefined;
  do {
    const page = await requestJson(
      MentionListResponse,
      `/entities/${encodeURIComponent(entityId)}/mentions`,
      {
        query: { limit: MENTIONS_PER_PAGE, cursor },
        signal,
      },
    );
    mentions.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor && mentions.length < MAX_MENTIONS);
  return mentions;
}

/** Where the entity stands in one document, in order; empty while `entityId` is null. */
export function useMentionsInDocument(entityId: string | null, documentId: string) {
  return useQuery({
    queryKey: ['mentions-all', entityId],
    enabled: entityId !== null,
    queryFn: ({ signal }) => allMentions(entityId ?? '', signal),
    select: (mentions) =>
      mentions
        .filter((mention) => mention.documentId === documentId)
        .toSorted((left, right) => left.start - right.start),
  });
}

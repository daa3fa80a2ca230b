import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { DocumentListResponse, DocumentResponse } from '../../../../domain/api/documents.ts';
import { JobAccepted, JobListResponse, JobResponse } from '../../../../domain/api/jobs.ts';
import { request, requestJson, streamServerEvents } from '../../api-client.ts';
import { isAborted } from '../../request-error.ts';
import { givenFolders } from './file-source.ts';

const DOCUMENTS_PER_PAGE = 500;

/** The library's documents, by source, page by page; further pages are fetched until all are there. */
export function useDocuments() {
  const query = useInfiniteQuery({
    queryKey: ['documents'],
    queryFn: ({ signal, pageParam }) =>
      requestJson(DocumentListResponse, '/documents', {
        query: { limit: DOCUMENTS_PER_PAGE, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  });
  const { hasNextPage, isFetching, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  return query;
}

/** What was done last, to be told in the library: the newest job that has ended. */
export function useLastJob() {
  return useQuery({
    queryKey: ['jobs'],
    queryFn: ({ signal }) => requestJson(JobListResponse, '/jobs', { query: { limit: 20 }, signal }),
    select: ({ items }) => items.find(({ endedAt }) => endedAt !== null) ?? null,
  });
}

/** A running job as it goes on, by server-sent events; null while there is none. */
export function useJob(id: string | null): JobResponse | null {
  const queryClient = useQueryClient();
  const query = useQuery({
    queryKey: ['job', id],
    enabled: id !== null,
    queryFn: ({ signal }) => requestJson(JobResponse, `/jobs/${encodeURIComponent(id ?? '')}`, { signal }),
  });
  useEffect(() => {
    if (id === null) return;
    const controller = new AbortController();
    const follow = async () => {
      try {
        const response = await request(`/jobs/${encodeURIComponent(id)}/events`, {
          headers: { accept: 'text/event-stream' },
          signal: controller.signal,
        });
        for await (const { data } of streamServerEvents(response)) {
          const job = JobResponse.safeParse(JSON.parse(data));
          if (job.success) queryClient.setQueryData(['job', id], job.data);
        }
        await queryClient.invalidateQueries({ queryKey: ['status'] });
      } catch (error) {
        // A cut stream is no news to people: the status, asked every few seconds, tells the job too.
        if (!isAborted(error)) await queryClient.invalidateQueries({ queryKey: ['job', id] });
      }
    };
    void follow();
    return () => controller.abort();
  }, [id, queryClient]);
  return query.data ?? null;
}

/** Everything that changes the index ends in a job, which the status then tells. */
function useJobMutation<Input>(send: (input: Input) => Promise<JobAccepted>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: ['status'] });
      await queryClient.invalidateQueries({ queryKey: ['jobs'] });
    },
  });
}

/** Files with the source under which each will be known. */
export interface FilesToAdd {
  files: readonly { file: File; source: string }[];
}

/** Sends files. */
export function useAddFiles() {
  return useJobMutation<FilesToAdd>(({ files }) => {
    const body = new FormData();
    for (const { file, source } of files) body.append('files', file, source);
    const root = givenFolders(files.map(({ source }) => source));
    return requestJson(JobAccepted, '/documents', { method: 'POST', query: { root }, body });
  });
}

/** A text to send as a document. */
export interface TextToAdd {
  source: string;
  text: string;
  title?: string;
  mediaType?: string;
  /** The text is a document's own, as the server gave it: to be taken as it is. */
  asRead?: { pages?: number[] };
}

/** Sends texts. */
export function useAddTexts() {
  return useJobMutation<readonly TextToAdd[]>((documents) =>
    requestJson(JobAccepted, '/documents', { method: 'POST', body: { documents } }),
  );
}

/** One document with its text, to be able to bring it back. */
export function fetchDocument(id: string): Promise<DocumentResponse> {
  return requestJson(DocumentResponse, `/documents/${encodeURIComponent(id)}`);
}

/** Removes one document. */
export function useRemoveDocument() {
  return useJobMutation<string>((id) =>
    requestJson(JobAccepted, `/documents/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  );
}

/** Removes all samples. */
export function useRemoveSamples() {
  return useJobMutation<void>(() => requestJson(JobAccepted, '/samples', { method: 'DELETE' }));
}

/** Cancels a job. */
export function useCancelJob() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      requestJson(JobResponse, `/jobs/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['status'] }),
  });
}

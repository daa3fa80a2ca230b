import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { JobAccepted, JobListResponse, JobResponse } from '../../../../domain/api/jobs.ts';
import { request, requestJson, streamServerEvents } from '../../api-client.ts';
import { isAborted } from '../../request-error.ts';

/** What was done last, to be told in the library: the job that ended last. */
export function useLastJob(runningId: string | null) {
  return useQuery({
    // Asked anew whenever another job runs, or none: one that was cancelled or changed nothing leaves the index as it was.
    queryKey: ['jobs', runningId],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => requestJson(JobListResponse, '/jobs', { query: { limit: 20 }, signal }),
    select: ({ items }) => lastEnded(items),
  });
}

/** One that was cancelled while it waited may have ended before an older one. */
function lastEnded(newestFirst: readonly JobResponse[]): JobResponse | null {
  const endOf = ({ endedAt }: JobResponse): number => (endedAt === null ? 0 : Date.parse(endedAt));
  const [last] = newestFirst.filter(({ endedAt }) => endedAt !== null).sort((a, b) => endOf(b) - endOf(a));
  return last ?? null;
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
export function useJobMutation<Input>(send: (input: Input) => Promise<JobAccepted>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: ['status'] });
      await queryClient.invalidateQueries({ queryKey: ['jobs'] });
    },
  });
}

/** Goes on with a job that was cancelled or failed, as a new one. */
export function useGoOn() {
  return useJobMutation<string>((id) =>
    requestJson(JobAccepted, `/jobs/${encodeURIComponent(id)}/again`, { method: 'POST' }),
  );
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

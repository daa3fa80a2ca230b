import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ONE_REPORT_TOKENS } from '../../../../domain/api/communities.ts';
import type { JobResponse } from '../../../../domain/api/jobs.ts';
import { ErrorState } from '../../components/ErrorState.tsx';
import { toRequestError } from '../../request-error.ts';
import { useChatModel, useReportJob, useWriteReport } from './api.ts';
import classes from './inspector.module.css';

/** Has the model write the report that is of quotes so far, and tells what that takes, how it goes, and why it failed. */
export function WriteReport({ communityId }: { communityId: string }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const model = useChatModel();
  const write = useWriteReport(communityId);
  const { data: job, error } = useReportJob(write.data?.jobId ?? null);
  const isDone = job?.state === 'done';
  useEffect(() => {
    if (isDone) void queryClient.invalidateQueries({ queryKey: ['community', communityId] });
  }, [isDone, queryClient, communityId]);
  if (!model) return null;
  const isWriting = write.isPending || (write.isSuccess && !error && !job?.endedAt);
  const failure = write.error ?? error ?? failureOf(job);
  return (
    <>
      <Button size="xs" variant="default" loading={isWriting} onClick={() => write.mutate()}>
        {t('inspector.write')}
      </Button>
      <p className={classes.note} role="status">
        {isWriting
          ? t('inspector.writing', { model })
          : t('inspector.writeHint', { model, ...ONE_REPORT_TOKENS })}
      </p>
      {failure ? <ErrorState error={failure} /> : null}
    </>
  );
}

/** Why nothing was written; null while it may still be, and when it was. */
function failureOf(job: JobResponse | undefined): Error | null {
  if (job?.error) return toRequestError(job.error);
  const [failed] = job?.report?.model?.reports?.failed ?? [];
  return failed ? toRequestError(failed) : null;
}

import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JobResponse } from '../../../../domain/api/jobs.ts';
import { useShowFailure } from '../../components/use-show-failure.ts';
import { RequestError } from '../../request-error.ts';
import { useGoOn } from './job-api.ts';
import classes from './library.module.css';

/** Goes on with a job that was cancelled or failed, and says what is kept for that. */
export function GoOn({ job }: { job: JobResponse }) {
  const { t } = useTranslation();
  const showFailure = useShowFailure();
  const again = useGoOn();
  const go = () =>
    again.mutate(job.id, {
      onError: (error) =>
        showFailure(
          t('library.report.notGoneOn'),
          isNoLongerKept(error) ? new Error(t('library.report.noLongerKept')) : error,
        ),
    });
  return (
    <div className={classes.goOn}>
      <Button size="xs" variant="default" loading={again.isPending} onClick={go}>
        {t('library.report.goOn')}
      </Button>
      <p className={classes.muted}>
        {t('library.report.goOnNote')} {job.progress.spent ? t('library.report.goOnSpent') : null}
      </p>
    </div>
  );
}

/** Another job is done since, or another page was faster. */
function isNoLongerKept(error: Error): boolean {
  return error instanceof RequestError && (error.code === 'conflict' || error.code === 'not-found');
}

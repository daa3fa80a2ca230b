import { Button, Progress, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JobResponse } from '../../../../domain/api/jobs.ts';
import { JOB_STAGES, type JobStage } from '../../../../domain/job.ts';
import { formatDuration, formatMoney } from '../../components/format.ts';
import { jobShare } from '../../components/job-share.ts';
import { useNow } from '../../components/use-now.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useCancelJob } from './job-api.ts';
import classes from './library.module.css';
import { useTimeLeft } from './use-time-left.ts';

/** What a running job does now, how far it is, how long it has taken; can be left or cancelled. */
export function JobProgress({ job, model }: { job: JobResponse; model: string | null }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const cancel = useCancelJob();
  const now = useNow(1000);
  const at = job.stage ? JOB_STAGES.indexOf(job.stage) : -1;
  const { done, total } = job.progress;
  const left = useTimeLeft(job);
  const elapsed = job.startedAt ? now - Date.parse(job.startedAt) : 0;
  return (
    <section className={classes.job} aria-label={t(`library.progress.title.${job.kind}`)}>
      <header className={classes.jobHead}>
        <h3 className={classes.jobTitle}>{t(`library.progress.title.${job.kind}`)}</h3>
        <span className={classes.jobTime}>
          {job.state === 'queued' || !job.startedAt
            ? t('library.progress.queued')
            : t('library.progress.elapsed', { time: formatDuration(Math.max(0, elapsed), language) })}
          {left === null
            ? null
            : ` · ${t('library.progress.ends', { time: formatDuration(left, language) })}`}
        </span>
        <Tooltip label={t('library.progress.cancelHint')} multiline maw={260}>
          <Button
            size="compact-xs"
            variant="default"
            loading={cancel.isPending}
            onClick={() => cancel.mutate(job.id)}
          >
            {t('library.progress.cancel')}
          </Button>
        </Tooltip>
      </header>
      <ol className={classes.stages}>
        {stagesOf(job).map((stage, index) => {
          const state = index < at ? 'done' : index === at ? 'now' : 'later';
          return (
            <li
              key={stage}
              className={classes.stage}
              data-state={state}
              aria-current={state === 'now' ? 'step' : undefined}
            >
              <span className={classes.stageName}>{t(`library.stages.${stage}`)}</span>
              {state === 'now' && total > 1 ? (
                <span className={classes.stageCount}>{t('shell.cut', { shown: done, total })}</span>
              ) : null}
            </li>
          );
        })}
      </ol>
      <Progress
        value={jobShare(job) * 100}
        size="xs"
        aria-label={t(`library.progress.title.${job.kind}`)}
        transitionDuration={200}
      />
      {job.progress.spent ? <Spent spent={job.progress.spent} stage={job.stage} model={model} /> : null}
      <p className={classes.jobNote}>
        {job.interruptions > 0 ? `${t('library.progress.interrupted')} · ` : ''}
        {t('library.progress.leave')}
      </p>
    </section>
  );
}

/** What models took so far, and what the map shows meanwhile. */
function Spent({
  spent,
  stage,
  model,
}: {
  spent: NonNullable<JobResponse['progress']['spent']>;
  stage: JobStage | null;
  model: string | null;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const price = spent.cost === null ? t('library.estimate.noPrice') : formatMoney(spent.cost, language);
  return (
    <>
      <p className={classes.jobNote}>{t('library.progress.spent', { ...spent, price })}</p>
      {stage === 'extract' && model ? (
        <p className={classes.jobNote}>{t('library.progress.meanwhile', { model })}</p>
      ) : null}
    </>
  );
}

/** Vectors are made only where a model for them is set. */
function stagesOf(job: JobResponse): readonly JobStage[] {
  return JOB_STAGES.filter((stage) => stage !== 'embed' || job.stage === 'embed');
}

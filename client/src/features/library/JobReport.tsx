import { useTranslation } from 'react-i18next';
import type { JobResponse } from '../../../../domain/api/jobs.ts';
import { ErrorState } from '../../components/ErrorState.tsx';
import { formatDuration, formatExactTime, formatMoney, formatRelativeTime } from '../../components/format.ts';
import { tellFailure } from '../../i18n/tell-failure.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { toRequestError } from '../../request-error.ts';
import { Failures } from './Failures.tsx';
import { GoOn } from './GoOn.tsx';
import classes from './library.module.css';
import { ModelReceipts } from './ModelReceipts.tsx';

type Report = NonNullable<JobResponse['report']>;

function useCounts(report: Report): string {
  const { t } = useTranslation();
  const { added, changed, removed, unchanged } = report.documents;
  const parts = [
    ...(added.length > 0 ? [t('library.report.added', { count: added.length })] : []),
    ...(changed.length > 0 ? [t('library.report.changed', { count: changed.length })] : []),
    ...(removed.length > 0 ? [t('library.report.removed', { count: removed.length })] : []),
  ];
  if (parts.length === 0) {
    const count = report.chunks.read;
    parts.push(count > 0 ? t('library.report.passages', { count }) : t('library.report.nothing'));
  }
  if (unchanged > 0) parts.push(t('library.report.unchanged', { count: unchanged }));
  return parts.join(' · ');
}

/** What the last change did, what was not read and why. */
export function JobReport({ job }: { job: JobResponse }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <section className={classes.report} aria-label={t('library.report.title')}>
      <header className={classes.jobHead}>
        <h3 className={classes.jobTitle}>{t('library.report.title')}</h3>
        {job.endedAt ? (
          <time
            className={classes.jobTime}
            dateTime={job.endedAt}
            title={formatExactTime(job.endedAt, language)}
          >
            {formatRelativeTime(job.endedAt, language)}
          </time>
        ) : null}
      </header>
      {job.state === 'cancelled' ? (
        <p className={classes.reportLine}>{t('library.report.jobCancelled')}</p>
      ) : null}
      {job.report ? <ReportBody report={job.report} /> : null}
      {job.error ? (
        <ErrorState error={toRequestError(job.error)} what={t('library.report.jobFailed')} />
      ) : null}
      {job.report || !job.progress.spent ? null : <SpentInVain spent={job.progress.spent} />}
      {job.canGoOn ? <GoOn job={job} /> : null}
    </section>
  );
}

/** What models took for a job that did not come to its end, and that it is not lost. */
function SpentInVain({ spent }: { spent: NonNullable<JobResponse['progress']['spent']> }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const price = spent.cost === null ? t('library.estimate.noPrice') : formatMoney(spent.cost, language);
  return <p className={classes.muted}>{t('library.report.spentInVain', { ...spent, price })}</p>;
}

function ReportBody({ report }: { report: Report }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const counts = useCounts(report);
  const { written, deleted, milliseconds } = report;
  const { vanished } = report.documents;
  const inWords = ({ entities, relationships }: Report['written']) => ({
    entities: t('library.report.entities', { count: entities }),
    relationships: t('library.report.relationships', { count: relationships }),
  });
  const details = [
    ...(written.entities + written.relationships > 0 ? [t('library.report.written', inWords(written))] : []),
    ...(deleted.entities + deleted.relationships > 0 ? [t('library.report.deleted', inWords(deleted))] : []),
    t('library.report.time', { time: formatDuration(milliseconds, language) }),
  ];
  return (
    <>
      <p className={classes.reportLine}>{counts}</p>
      <p className={classes.muted}>{details.join(' · ')}</p>
      {report.model ? <ModelReceipts report={report} model={report.model} /> : null}
      {report.embeddings ? <VectorLines embeddings={report.embeddings} /> : null}
      <Failures report={report} reader={report.model ? 'model' : 'offline'} />
      {vanished.length > 0 ? (
        <p className={classes.muted} title={vanished.join('\n')}>
          {t('library.report.vanished', { count: vanished.length })}
        </p>
      ) : null}
    </>
  );
}

/** What became of vectors; nothing where none were made and none are missing. */
function VectorLines({ embeddings }: { embeddings: NonNullable<Report['embeddings']> }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { written, kept, missing } = embeddings;
  const parts = [
    ...(written > 0 ? [t('library.report.vectors', { written, kept })] : []),
    ...(missing
      ? [t('library.report.vectorsMissing', { count: missing.count, ...tellFailure(missing, language) })]
      : []),
  ];
  return parts.length > 0 ? <p className={classes.muted}>{parts.join(' · ')}</p> : null;
}

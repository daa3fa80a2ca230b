import { Button, UnstyledButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobResponse } from '../../../../domain/api/jobs.ts';
import { ErrorState } from '../../components/ErrorState.tsx';
import { formatDuration, formatExactTime, formatMoney, formatRelativeTime } from '../../components/format.ts';
import { tellFailure } from '../../i18n/tell-failure.ts';
import { jobReportTexts } from '../../i18n/texts/job-report.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { toRequestError } from '../../request-error.ts';
import { type Reader, useReadAgain } from './api.ts';
import classes from './library.module.css';
import { ModelReceipts } from './ModelReceipts.tsx';

type Report = NonNullable<JobResponse['report']>;

/** Sources that are listed; a broken file of rows has hundreds of thousands. */
const MOST_FAILURES = 200;

/** Sources that could not be read, each with its reason. */
function Failures({ report, reader }: { report: Report; reader: Reader }) {
  const { failed } = report.documents;
  const { t } = useTranslation();
  const language = useLanguage();
  const reasons: Record<string, string> = jobReportTexts[language].reasons;
  const [isOpen, setOpen] = useState(failed.length <= 3);
  if (failed.length === 0) return null;
  const half = failed.filter(({ code }) => code === 'extraction-failed').map(({ source }) => source);
  const lost = failed.length - half.length;
  const counts = [
    ...(lost > 0 ? [t('library.report.failed', { count: lost })] : []),
    ...(half.length > 0 ? [t('library.report.half', { count: half.length })] : []),
  ];
  return (
    <div className={classes.failures}>
      <UnstyledButton
        className={classes.failuresToggle}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {counts.join(' · ')}
      </UnstyledButton>
      {isOpen ? (
        <ul className={classes.plainList}>
          {failed.slice(0, MOST_FAILURES).map((failure) => {
            const { message } = tellFailure(failure, language);
            const isHalf = failure.code === 'extraction-failed';
            return (
              <li key={failure.source} className={classes.failure} title={message}>
                <span className={classes.failureSource}>{failure.source}</span>
                <span className={classes.muted}>{isHalf ? message : (reasons[failure.code] ?? message)}</span>
              </li>
            );
          })}
          {failed.length > MOST_FAILURES ? (
            <li className={classes.muted}>
              {t('library.report.more', { count: failed.length - MOST_FAILURES })}
            </li>
          ) : null}
        </ul>
      ) : null}
      <ReadAgain sources={half} reader={reader} budget={report.model?.budget} />
    </div>
  );
}

interface ReadAgainProps {
  sources: readonly string[];
  reader: Reader;
  /** US dollars that the run was allowed; undefined: any. */
  budget: number | undefined;
}

/** Passages that a model did not read are read again when asked for; the rest of their documents is kept. A limit stays unless it is lifted. */
function ReadAgain({ sources, reader, budget }: ReadAgainProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const again = useReadAgain(reader);
  if (sources.length === 0) return null;
  const read = (within?: number) =>
    again.mutate(
      { sources, budget: within },
      {
        onError: (error) =>
          notifications.show({ color: 'danger', title: t('library.failedToAdd'), message: error.message }),
      },
    );
  const isLimited = budget !== undefined;
  return (
    <div className={classes.readAgain}>
      <Button size="xs" variant="default" loading={again.isPending} onClick={() => read(budget)}>
        {isLimited
          ? t('library.report.readAgainWithin', { price: formatMoney(budget, language) })
          : t('library.report.readAgain')}
      </Button>
      {isLimited ? (
        <Button size="xs" variant="subtle" disabled={again.isPending} onClick={() => read()}>
          {t('library.report.readAgainWithoutLimit')}
        </Button>
      ) : null}
    </div>
  );
}

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
        <>
          <p className={classes.reportLine}>{t('library.report.jobFailed')}</p>
          <ErrorState error={toRequestError(job.error)} />
        </>
      ) : null}
      {job.report || !job.progress.spent ? null : <SpentInVain spent={job.progress.spent} />}
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

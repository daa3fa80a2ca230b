import { Button, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobResponse } from '../../../../domain/api/jobs.ts';
import { formatMoney } from '../../components/format.ts';
import { useShowFailure } from '../../components/use-show-failure.ts';
import { tellFailure } from '../../i18n/tell-failure.ts';
import { jobReportTexts } from '../../i18n/texts/job-report.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { type Reader, useReadAgain } from './api.ts';
import classes from './library.module.css';

type Report = NonNullable<JobResponse['report']>;

/** Sources that are listed; a broken file of rows has hundreds of thousands. */
const MOST_FAILURES = 200;

/** Sources that could not be read, each with its reason. */
export function Failures({ report, reader }: { report: Report; reader: Reader }) {
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
  const showFailure = useShowFailure();
  if (sources.length === 0) return null;
  const read = (within?: number) =>
    again.mutate(
      { sources, budget: within },
      {
        onError: (error) => showFailure(t('library.failedToAdd'), error),
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

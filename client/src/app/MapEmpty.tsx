import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JobResponse } from '../../../domain/api/jobs.ts';
import { EmptyState } from '../components/EmptyState.tsx';
import { useNavigator } from '../components/navigator.ts';
import classes from './map-pane.module.css';

/** A map without anything on it: being made, or waiting for documents. */
export function MapEmpty({ job }: { job: JobResponse | null }) {
  const { t } = useTranslation();
  const { openLibrary } = useNavigator();
  return (
    <div className={classes.message}>
      {job ? (
        <EmptyState title={t('shell.emptyMap.building')} body={t('shell.emptyMap.buildingBody')}>
          <p className={classes.stage}>
            {job.stage ? t(`library.stages.${job.stage}`) : t('library.progress.queued')}
            {job.progress.total > 1
              ? ` · ${t('shell.cut', { shown: job.progress.done, total: job.progress.total })}`
              : ''}
          </p>
        </EmptyState>
      ) : (
        <EmptyState title={t('shell.emptyMap.title')} body={t('shell.emptyMap.body')}>
          <Button size="xs" onClick={openLibrary}>
            {t('shell.emptyMap.action')}
          </Button>
        </EmptyState>
      )}
    </div>
  );
}

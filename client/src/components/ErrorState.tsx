import { Button } from '@mantine/core';
import { IconAlertTriangle, IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { tellError } from '../i18n/tell-failure.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { RequestError } from '../request-error.ts';
import classes from './states.module.css';

/**
 * What failed, why, and what to do now, with the code in small print.
 *
 * @param what what failed, where it was no loading
 */
export function ErrorState({
  error,
  what,
  onRetry,
}: {
  error: unknown;
  what?: string;
  onRetry?: () => void;
}) {
  const { t } = useTranslation();
  const code = error instanceof RequestError ? error.code : 'internal';
  const isOffline = code === 'offline';
  const title = isOffline ? t('shell.offline.title') : (what ?? t('shell.failed.title'));
  const { message, hint } = tellError(error, useLanguage());
  const Icon = isOffline ? IconPlugConnectedX : IconAlertTriangle;
  return (
    <div className={classes.state} role="alert">
      <Icon className={classes.icon} size={22} stroke={1.5} aria-hidden />
      <p className={classes.title}>{title}</p>
      <p className={classes.body}>{isOffline ? t('shell.offline.body') : message}</p>
      {hint ? <p className={classes.body}>{hint}</p> : null}
      {onRetry ? (
        <Button size="xs" variant="default" onClick={onRetry}>
          {t('shell.retry')}
        </Button>
      ) : null}
      <p className={classes.code}>{t('shell.failed.code', { code })}</p>
    </div>
  );
}

import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './offline-banner.module.css';

/** The server is away: what that means, and that the page comes back by itself. */
export function OfflineBanner({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={classes.banner} role="alert">
      <IconPlugConnectedX size={18} stroke={1.5} aria-hidden />
      <p className={classes.text}>
        <b>{t('shell.offline.title')}</b> {t('shell.offline.body')}
      </p>
      <Button size="compact-xs" variant="default" onClick={onRetry}>
        {t('shell.retry')}
      </Button>
    </div>
  );
}

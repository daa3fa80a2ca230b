import { Button, Popover } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShowFailure } from '../../components/use-show-failure.ts';
import { useRemoveSamples } from './api.ts';
import classes from './library.module.css';

/** Says that samples are in the library, and removes them all. */
export function SamplesNote() {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const remove = useRemoveSamples();
  const showFailure = useShowFailure();
  const confirm = () => {
    setAsking(false);
    remove.mutate(undefined, {
      onSuccess: () => notifications.show({ message: t('library.samplesRemoved') }),
      onError: (error) => showFailure(t('library.failedToRemove'), error),
    });
  };
  return (
    <section className={classes.samples}>
      <p className={classes.samplesTitle}>{t('library.samples')}</p>
      <Popover opened={isAsking} onChange={setAsking} position="bottom-end" trapFocus returnFocus withArrow>
        <Popover.Target>
          <Button
            size="compact-xs"
            variant="default"
            loading={remove.isPending}
            onClick={() => setAsking(true)}
          >
            {t('library.removeSamples')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown maw={280}>
          <p className={classes.question}>{t('library.removeSamplesQuestion')}</p>
          <p className={classes.muted}>{t('library.removeBody')}</p>
          <div className={classes.questionButtons}>
            <Button size="xs" variant="default" onClick={() => setAsking(false)}>
              {t('library.keep')}
            </Button>
            <Button size="xs" color="danger" onClick={confirm}>
              {t('library.removeConfirm')}
            </Button>
          </div>
        </Popover.Dropdown>
      </Popover>
      <p className={classes.samplesBody}>{t('library.samplesBody')}</p>
    </section>
  );
}

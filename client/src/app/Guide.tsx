import { Button, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './guide.module.css';

const STEPS = ['map', 'search', 'proof', 'own'] as const;

/** Four short steps over a corner of the map; can be skipped, and found again in the foot. */
export function Guide({ onDone, onOpenLibrary }: { onDone: () => void; onOpenLibrary: () => void }) {
  const { t } = useTranslation();
  const [at, setAt] = useState(0);
  const step = STEPS[at] ?? 'map';
  const isLast = at === STEPS.length - 1;
  return (
    <section className={classes.guide} aria-label={t('guide.title')}>
      <p className={classes.step}>
        {t('guide.title')} · {t('guide.step', { step: at + 1, total: STEPS.length })}
      </p>
      <h2 className={classes.title}>{t(`guide.${step}.title`)}</h2>
      <p className={classes.body} aria-live="polite">
        {t(`guide.${step}.body`)}
      </p>
      <div className={classes.buttons}>
        {isLast ? (
          <UnstyledButton className={classes.skip} onClick={onOpenLibrary}>
            {t('library.title')}
          </UnstyledButton>
        ) : (
          <UnstyledButton className={classes.skip} onClick={onDone}>
            {t('guide.skip')}
          </UnstyledButton>
        )}
        {at > 0 ? (
          <Button size="xs" variant="default" onClick={() => setAt(at - 1)}>
            {t('guide.previous')}
          </Button>
        ) : null}
        <Button size="xs" onClick={() => (isLast ? onDone() : setAt(at + 1))}>
          {isLast ? t('guide.done') : t('guide.next')}
        </Button>
      </div>
    </section>
  );
}

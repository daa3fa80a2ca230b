import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './states.module.css';

const WIDTHS = ['62%', '94%', '88%', '71%', '90%', '45%', '84%', '66%'];

/** Grey lines where text is on its way. */
export function SkeletonLines({ count = 6 }: { count?: number }) {
  const { t } = useTranslation();
  return (
    <output className={classes.skeletons} aria-label={t('shell.loading')} aria-busy>
      {WIDTHS.slice(0, count).map((width, index) => (
        <Skeleton key={width} height={index === 0 ? 18 : 11} width={width} radius="sm" />
      ))}
    </output>
  );
}

import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../components/ErrorState.tsx';
import { useNavigator } from '../../components/navigator.ts';
import { Section } from '../../components/Section.tsx';
import { SkeletonLines } from '../../components/SkeletonLines.tsx';
import { useTypeNames } from '../../components/use-type-names.ts';
import { useOverview } from './api.ts';
import classes from './inspector.module.css';

const REGIONS_AT_FIRST = 12;

/** What stands in the inspector while nothing is selected: the regions of the map and its strongest entities. */
export function IndexOverview() {
  const { t } = useTranslation();
  const { select } = useNavigator();
  const typeNames = useTypeNames();
  const [showAll, setShowAll] = useState(false);
  const query = useOverview();
  if (query.isPending) return <SkeletonLines count={8} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const { regions, entities } = query.data;
  const shown = showAll ? regions.items : regions.items.slice(0, REGIONS_AT_FIRST);
  return (
    <>
      <p className={classes.lead}>{t('inspector.empty')}</p>
      {regions.items.length > 0 ? (
        <Section title={t('inspector.regions')} aside={regions.total}>
          <ul className={classes.plainList}>
            {shown.map(({ id, title, size }) => (
              <li key={id}>
                <UnstyledButton
                  className={classes.pathRow}
                  onClick={() => select({ kind: 'community', id }, { fly: true })}
                >
                  <span>{title}</span>
                  <span className={classes.count}>{t('inspector.size', { count: size })}</span>
                </UnstyledButton>
              </li>
            ))}
          </ul>
          {shown.length < regions.items.length ? (
            <UnstyledButton className={classes.more} onClick={() => setShowAll(true)}>
              {t('shell.cut', { shown: shown.length, total: regions.total })} · {t('shell.showMore')}
            </UnstyledButton>
          ) : null}
        </Section>
      ) : null}
      {entities.items.length > 0 ? (
        <Section
          title={t('inspector.strongest')}
          aside={t('shell.cut', { shown: entities.items.length, total: entities.total })}
        >
          <ul className={classes.plainList}>
            {entities.items.map(({ id, name, type }) => (
              <li key={id}>
                <UnstyledButton
                  className={classes.pathRow}
                  onClick={() => select({ kind: 'entity', id }, { fly: true })}
                >
                  <span>{name}</span>
                  <span className={classes.count}>{typeNames.entity(type)}</span>
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}

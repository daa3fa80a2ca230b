import { Button, UnstyledButton } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../components/ErrorState.tsx';
import { useNavigator } from '../../components/navigator.ts';
import { OriginMark } from '../../components/OriginMark.tsx';
import { Section } from '../../components/Section.tsx';
import { SkeletonLines } from '../../components/SkeletonLines.tsx';
import { useTypeNames } from '../../components/use-type-names.ts';
import { useRelationships } from './api.ts';
import { groupRelationships, type RelationshipGroup } from './group-relationships.ts';
import classes from './inspector.module.css';

const ROWS_AT_FIRST = 6;

function useGroupTitle(): (group: RelationshipGroup) => string {
  const { t } = useTranslation();
  const typeNames = useTypeNames();
  return ({ direction, type }) =>
    direction === 'both'
      ? t('inspector.both')
      : t(`inspector.${direction}`, { type: typeNames.relationship(type) });
}

function Group({ group }: { group: RelationshipGroup }) {
  const { t } = useTranslation();
  const { select } = useNavigator();
  const [showAll, setShowAll] = useState(false);
  const title = useGroupTitle()(group);
  const shown = showAll ? group.items : group.items.slice(0, ROWS_AT_FIRST);
  return (
    <div className={classes.group}>
      <p className={classes.groupTitle}>
        <OriginMark origin={group.origin} />
        <span>{title}</span>
        <span className={classes.count}>{group.items.length}</span>
      </p>
      <ul className={classes.plainList} aria-label={title}>
        {shown.map(({ relationship, otherId, otherName }) => (
          <li key={relationship.id} className={classes.relationshipRow}>
            <UnstyledButton
              className={classes.other}
              onClick={() => select({ kind: 'entity', id: otherId }, { fly: true })}
            >
              {otherName}
            </UnstyledButton>
            <UnstyledButton
              className={classes.sentences}
              onClick={() => select({ kind: 'relationship', id: relationship.id })}
            >
              {t('inspector.sentences', { count: relationship.evidence.length })}
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {shown.length < group.items.length ? (
        <UnstyledButton className={classes.more} onClick={() => setShowAll(true)}>
          {t('shell.cut', { shown: shown.length, total: group.items.length })} · {t('shell.showMore')}
        </UnstyledButton>
      ) : null}
    </div>
  );
}

/** What the entity is related to, by type and direction, each with the sentences behind it. */
export function EntityRelationships({ entityId, name }: { entityId: string; name: string }) {
  const { t } = useTranslation();
  const query = useRelationships(entityId);
  const loaded = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const groups = useMemo(() => groupRelationships(entityId, loaded), [entityId, loaded]);
  const total = query.data?.pages[0]?.total ?? 0;
  return (
    <Section
      title={t('inspector.relationships')}
      aside={
        query.data && total > 0
          ? query.hasNextPage
            ? t('shell.cut', { shown: loaded.length, total })
            : total
          : null
      }
    >
      {query.isPending ? <SkeletonLines count={5} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.data && total === 0 ? (
        <p className={classes.absent}>{t('inspector.noRelationships', { name })}</p>
      ) : null}
      {groups.map((group) => (
        <Group key={group.key} group={group} />
      ))}
      {query.hasNextPage ? (
        <Button
          size="compact-xs"
          variant="subtle"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('shell.cut', { shown: loaded.length, total })} · {t('shell.showMore')}
        </Button>
      ) : null}
    </Section>
  );
}

import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CommunityDetailResponse } from '../../../../domain/api/communities.ts';
import { cleanMarks } from '../../components/clean-marks.ts';
import { useNavigator } from '../../components/navigator.ts';
import { Section } from '../../components/Section.tsx';
import { usePageTitle } from '../../components/use-page-title.ts';
import { useTypeNames } from '../../components/use-type-names.ts';
import { isNotFound } from '../../request-error.ts';
import { useCommunity } from './api.ts';
import { CommunityPath } from './CommunityPath.tsx';
import { CommunityReport } from './CommunityReport.tsx';
import { InspectorHead } from './InspectorHead.tsx';
import { InspectorState } from './InspectorState.tsx';
import classes from './inspector.module.css';

function Members({ members }: { members: CommunityDetailResponse['members'] }) {
  const { t } = useTranslation();
  const { select } = useNavigator();
  const typeNames = useTypeNames();
  const { items, total } = members;
  return (
    <Section
      title={t('inspector.members')}
      aside={items.length < total ? t('shell.cut', { shown: items.length, total }) : total}
    >
      <ul className={classes.plainList}>
        {items.map((entity) => (
          <li key={entity.id}>
            <UnstyledButton
              className={classes.pathRow}
              title={cleanMarks(entity.description)}
              onClick={() => select({ kind: 'entity', id: entity.id }, { fly: true })}
            >
              <span>{entity.name}</span>
              <span className={classes.count}>{typeNames.entity(entity.type)}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** A community with its report, its members and what is inside it. */
export function CommunityInspector({ id }: { id: string }) {
  const { t } = useTranslation();
  const { select } = useNavigator();
  const query = useCommunity(id);
  const community = query.data;
  usePageTitle(community?.title);
  if (!community || isNotFound(query.error)) return <InspectorState query={query} />;
  return (
    <>
      <InspectorHead title={community.title} selection={{ kind: 'community', id }}>
        <span className={classes.type}>{t('inspector.community')}</span>
        <span>{t('inspector.level', { level: community.level })}</span>
        <span>{t('inspector.size', { count: community.size })}</span>
      </InspectorHead>
      <CommunityReport communityId={id} report={community.report} title={community.title} />
      <Members members={community.members} />
      {community.children.length > 0 ? (
        <Section title={t('inspector.children')} aside={community.children.length}>
          <ul className={classes.plainList}>
            {community.children.map((child) => (
              <li key={child.id}>
                <UnstyledButton
                  className={classes.pathRow}
                  onClick={() => select({ kind: 'community', id: child.id }, { fly: true })}
                >
                  <span>{child.title}</span>
                  <span className={classes.count}>{t('inspector.size', { count: child.size })}</span>
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {community.parents.length > 0 ? (
        <Section title={t('inspector.parents')}>
          <CommunityPath communities={community.parents} />
        </Section>
      ) : null}
    </>
  );
}

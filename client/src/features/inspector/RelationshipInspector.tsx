import { Badge, Tooltip, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { groupBy } from '../../../../algorithms/group-by.ts';
import type { EvidenceResponse } from '../../../../domain/api/common.ts';
import { useNavigator } from '../../components/navigator.ts';
import { OriginMark } from '../../components/OriginMark.tsx';
import { Quote } from '../../components/Quote.tsx';
import { Section } from '../../components/Section.tsx';
import { useTypeNames } from '../../components/use-type-names.ts';
import { isNotFound } from '../../request-error.ts';
import { useRelationship } from './api.ts';
import { InspectorHead } from './InspectorHead.tsx';
import { InspectorState } from './InspectorState.tsx';
import classes from './inspector.module.css';

function groupBySource(evidence: readonly EvidenceResponse[]): [string, EvidenceResponse[]][] {
  return [...groupBy(evidence, (item) => item.source ?? item.documentId)];
}

function EvidenceList({ evidence, surfaces }: { evidence: EvidenceResponse[]; surfaces: string[] }) {
  const { t } = useTranslation();
  return groupBySource(evidence).map(([source, items]) => (
    <div key={source} className={classes.evidenceGroup}>
      <p className={classes.evidenceSource}>{source}</p>
      {items.map((item) => (
        <div key={item.start}>
          <Quote text={item.quote} place={item} source={source} surfaces={surfaces} />
          {item.verified ? null : (
            <Tooltip label={t('inspector.unverifiedHint')}>
              <Badge size="xs" variant="outline" color="muted">
                {t('inspector.unverified')}
              </Badge>
            </Tooltip>
          )}
        </div>
      ))}
    </div>
  ));
}

/** A relationship with the sentences that state it. */
export function RelationshipInspector({ id }: { id: string }) {
  const { t } = useTranslation();
  const { select } = useNavigator();
  const typeNames = useTypeNames();
  const query = useRelationship(id);
  const relationship = query.data;
  if (!relationship || isNotFound(query.error)) return <InspectorState query={query} />;
  const { sourceId, sourceName, targetId, targetName, origin, evidence } = relationship;
  const end = (endId: string, name: string) => (
    <UnstyledButton
      className={classes.end}
      onClick={() => select({ kind: 'entity', id: endId }, { fly: true })}
    >
      {name}
    </UnstyledButton>
  );
  return (
    <>
      <InspectorHead
        selection={{ kind: 'relationship', id }}
        title={
          <>
            {end(sourceId, sourceName)}{' '}
            <span className={classes.relationType}>
              {origin === 'co-occurrence' ? '–' : typeNames.relationship(relationship.type)}
            </span>{' '}
            {end(targetId, targetName)}
          </>
        }
      >
        <OriginMark origin={origin} withName />
        <span>{t('inspector.sentences', { count: evidence.length })}</span>
        {relationship.description ? <q>{relationship.description}</q> : null}
      </InspectorHead>
      <Section title={t('inspector.sentencesTitle')} aside={evidence.length || null}>
        {evidence.length > 0 ? (
          <EvidenceList evidence={evidence} surfaces={[sourceName, targetName]} />
        ) : (
          <p className={classes.absent}>
            {t('inspector.noSentences', { origin: t(`inspector.origin.${origin}`) })}
          </p>
        )}
      </Section>
    </>
  );
}

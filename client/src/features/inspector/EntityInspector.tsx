import { useTranslation } from 'react-i18next';
import type { EntityDetailResponse } from '../../../../domain/api/entities.ts';
import { Quote } from '../../components/Quote.tsx';
import { Section } from '../../components/Section.tsx';
import { usePageTitle } from '../../components/use-page-title.ts';
import { useTypeNames } from '../../components/use-type-names.ts';
import { isNotFound } from '../../request-error.ts';
import { useEntity } from './api.ts';
import { CommunityPath } from './CommunityPath.tsx';
import { EntityAliases } from './EntityAliases.tsx';
import { EntityMentions } from './EntityMentions.tsx';
import { EntityRelationships } from './EntityRelationships.tsx';
import { InspectorHead } from './InspectorHead.tsx';
import { InspectorState } from './InspectorState.tsx';
import classes from './inspector.module.css';

/** The sentence that says what it is, as written and linked; or why there is none. */
function Description({ entity }: { entity: EntityDetailResponse }) {
  const { t } = useTranslation();
  const { definition, description } = entity;
  if (!definition || !description) {
    return (
      <p className={classes.absent}>
        {t('inspector.noDescription')} {t('inspector.noDescriptionHint', { count: entity.mentionCount })}
      </p>
    );
  }
  return (
    <Quote
      text={definition.quote || description}
      place={definition}
      source={definition.source ?? ''}
      surfaces={entity.aliases}
      showSource
    />
  );
}

/** An entity with everything that is known of it, each thing with its sentence. */
export function EntityInspector({ id }: { id: string }) {
  const { t } = useTranslation();
  const typeNames = useTypeNames();
  const query = useEntity(id);
  const entity = query.data;
  usePageTitle(entity?.name);
  if (!entity || isNotFound(query.error)) return <InspectorState query={query} />;
  return (
    <>
      <InspectorHead
        title={entity.name}
        selection={{ kind: 'entity', id }}
        question={t('ask.example', { name: entity.name })}
      >
        <span className={classes.type}>{typeNames.entity(entity.type)}</span>
        <span>{t('inspector.mentions', { count: entity.mentionCount })}</span>
      </InspectorHead>
      <EntityAliases entity={entity} />
      <Section title={t('inspector.description')}>
        <Description entity={entity} />
      </Section>
      <EntityRelationships entityId={id} name={entity.name} />
      <EntityMentions entity={entity} />
      <Section title={t('inspector.communities')}>
        {entity.communities.length > 0 ? (
          <CommunityPath communities={entity.communities} />
        ) : (
          <p className={classes.absent}>{t('inspector.noCommunity')}</p>
        )}
      </Section>
    </>
  );
}

import { Collapse, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { EntityDetailResponse } from '../../../../domain/api/entities.ts';
import { Quote } from '../../components/Quote.tsx';
import { inspectorTexts } from '../../i18n/texts/inspector.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import classes from './inspector.module.css';

/** Why two names are one, in words; a reason nobody translated is shown as it is. */
function useReasonName(): (reason: string) => string {
  const reasons: Record<string, string> = inspectorTexts[useLanguage()].reasons;
  return (reason) => reasons[reason] ?? reason;
}

function Merges({ entity }: { entity: EntityDetailResponse }) {
  const reasonName = useReasonName();
  return (
    <ul className={classes.plainList}>
      {entity.merges.map((merge) => (
        <li key={`${merge.left} ${merge.right} ${merge.reason}`} className={classes.merge}>
          <p className={classes.mergeLine}>
            <b>{merge.left}</b> = <b>{merge.right}</b>
            <span className={classes.muted}> · {reasonName(merge.reason)}</span>
          </p>
          {merge.evidence ? (
            <Quote
              text={merge.evidence.quote}
              place={merge.evidence}
              source={merge.evidence.source ?? ''}
              surfaces={[merge.left, merge.right]}
            />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** Other ways in which the documents write the name, and why they are taken for one. */
export function EntityAliases({ entity }: { entity: EntityDetailResponse }) {
  const { t } = useTranslation();
  const [isOpen, { toggle }] = useDisclosure(false);
  const others = entity.aliases.filter((alias) => alias !== entity.name);
  if (others.length === 0) return null;
  return (
    <div className={classes.aliases}>
      <p className={classes.aliasLine}>
        <span className={classes.muted}>{t('inspector.aliases')} </span>
        {others.map((alias) => (
          <span key={alias} className={classes.alias}>
            {alias}
          </span>
        ))}
      </p>
      {entity.merges.length > 0 ? (
        <>
          <UnstyledButton className={classes.disclosure} onClick={toggle} aria-expanded={isOpen}>
            <IconChevronRight size={14} data-open={isOpen} className={classes.chevron} aria-hidden />
            {t('inspector.aliasesWhy')}
          </UnstyledButton>
          <Collapse expanded={isOpen}>
            <Merges entity={entity} />
          </Collapse>
        </>
      ) : null}
    </div>
  );
}

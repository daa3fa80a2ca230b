import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RelationshipOrigin } from '../../../domain/relationship.ts';
import classes from './origin-mark.module.css';

/** Where a relationship comes from, drawn as its line on the map is: never by colour alone. */
export function OriginMark({ origin, withName = false }: { origin: RelationshipOrigin; withName?: boolean }) {
  const { t } = useTranslation();
  return (
    <Tooltip label={t(`inspector.originHint.${origin}`)}>
      <span className={classes.mark}>
        <span className={classes.line} data-origin={origin} aria-hidden />
        <span className={withName ? classes.name : classes.hiddenName}>
          {t(`inspector.origin.${origin}`)}
        </span>
      </span>
    </Tooltip>
  );
}

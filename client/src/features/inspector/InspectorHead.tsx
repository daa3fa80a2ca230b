import { ActionIcon, Tooltip } from '@mantine/core';
import { IconFocusCentered, IconMessageQuestion } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigator } from '../../components/navigator.ts';
import type { Selection } from '../../selection.ts';
import classes from './inspector.module.css';

/** Name of the thing, a line that tells its kind, and the way to it on the map. */
export function InspectorHead({
  title,
  selection,
  question,
  children,
}: {
  title: ReactNode;
  selection: Selection;
  /** A question about the thing, offered beside its name. */
  question?: string;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const { showOnMap, ask } = useNavigator();
  return (
    <div className={classes.head}>
      <div className={classes.headRow}>
        <h2 className={classes.name}>{title}</h2>
        {question ? (
          <Tooltip label={question}>
            <ActionIcon variant="default" aria-label={t('inspector.ask')} onClick={() => ask(question)}>
              <IconMessageQuestion size={17} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        ) : null}
        <Tooltip label={t('inspector.fly')}>
          <ActionIcon variant="default" aria-label={t('inspector.fly')} onClick={() => showOnMap(selection)}>
            <IconFocusCentered size={17} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </div>
      <p className={classes.meta}>{children}</p>
    </div>
  );
}

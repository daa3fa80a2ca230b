import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconBooks, IconMap2, IconMessageQuestion, IconTerminal2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './rail.module.css';
import { PANELS, type Panel } from './url-state.ts';

const ICONS = { map: IconMap2, ask: IconMessageQuestion, cypher: IconTerminal2, library: IconBooks } as const;

/** The sections of the page, at the left edge, or at the bottom of a phone. */
export function Rail({
  current,
  isBusy,
  onOpen,
}: {
  current: Panel;
  /** A job runs: the library wears a dot. */
  isBusy: boolean;
  onOpen: (panel: Panel) => void;
}) {
  const { t } = useTranslation();
  return (
    <nav className={classes.rail} aria-label={t('shell.sections')}>
      {PANELS.map((panel) => {
        const Icon = ICONS[panel];
        return (
          <Tooltip key={panel} label={t(`shell.${panel}`)} position="right">
            <UnstyledButton
              className={classes.button}
              aria-label={t(`shell.${panel}`)}
              aria-current={panel === current ? 'page' : undefined}
              onClick={() => onOpen(panel)}
            >
              <Icon size={21} stroke={1.5} aria-hidden />
              {panel === 'library' && isBusy ? <span className={classes.dot} aria-hidden /> : null}
              <span className={classes.label} aria-hidden>
                {t(`shell.${panel}`)}
              </span>
            </UnstyledButton>
          </Tooltip>
        );
      })}
    </nav>
  );
}

import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './panel.module.css';

/** The head of a panel: title, own tools, and how to leave. */
export function PanelHeader({
  title,
  children,
  onClose,
  onBack,
}: {
  title: string;
  children?: ReactNode;
  onClose?: () => void;
  onBack?: () => void;
}) {
  const { t } = useTranslation();
  return (
    <header className={classes.header}>
      {onBack ? (
        <Tooltip label={t('shell.back')}>
          <ActionIcon variant="subtle" color="muted" onClick={onBack} aria-label={t('shell.back')}>
            <IconArrowLeft size={18} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      ) : null}
      <h2 className={classes.title}>{title}</h2>
      <div className={classes.tools}>
        {children}
        {onClose ? (
          <Tooltip label={t('shell.close')}>
            <ActionIcon variant="subtle" color="muted" onClick={onClose} aria-label={t('shell.close')}>
              <IconX size={18} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        ) : null}
      </div>
    </header>
  );
}

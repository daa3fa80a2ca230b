import { ActionIcon, Button, Popover, UnstyledButton } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentSummaryResponse } from '../../../../domain/api/documents.ts';
import { useNavigator } from '../../components/navigator.ts';
import classes from './library.module.css';

/** A document of the library: opens on click, is removed after one question. */
export function DocumentRow({
  document,
  isOpen,
  isLeaving,
  onRemove,
}: {
  document: DocumentSummaryResponse;
  isOpen: boolean;
  /** Its removal was asked for and is on its way. */
  isLeaving: boolean;
  onRemove: (document: DocumentSummaryResponse) => void;
}) {
  const { t } = useTranslation();
  const { openDocument } = useNavigator();
  const [isAsking, setAsking] = useState(false);
  const { id, title, source } = document;
  return (
    <div className={classes.row} data-open={isOpen} data-leaving={isLeaving}>
      <UnstyledButton
        className={classes.rowMain}
        aria-label={t('library.open', { title })}
        aria-current={isOpen}
        onClick={() => openDocument({ documentId: id })}
      >
        <span className={classes.rowTitle}>{title}</span>
        <span className={classes.rowSource}>{isLeaving ? t('library.leaving') : source}</span>
      </UnstyledButton>
      <Popover opened={isAsking} onChange={setAsking} position="bottom-end" trapFocus returnFocus withArrow>
        <Popover.Target>
          <ActionIcon
            className={classes.rowRemove}
            variant="subtle"
            color="muted"
            aria-label={t('library.remove', { title })}
            disabled={isLeaving}
            onClick={() => setAsking(true)}
          >
            <IconTrash size={16} stroke={1.5} />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown maw={280}>
          <p className={classes.question}>{t('library.removeQuestion')}</p>
          <p className={classes.muted}>{t('library.removeBody')}</p>
          <div className={classes.questionButtons}>
            <Button size="xs" variant="default" onClick={() => setAsking(false)}>
              {t('library.keep')}
            </Button>
            <Button
              size="xs"
              color="danger"
              onClick={() => {
                setAsking(false);
                onRemove(document);
              }}
            >
              {t('library.removeConfirm')}
            </Button>
          </div>
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}

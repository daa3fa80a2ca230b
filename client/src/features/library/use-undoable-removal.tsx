import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { DocumentSummaryResponse } from '../../../../domain/api/documents.ts';
import { fetchDocument, useAddTexts, useRemoveDocument } from './api.ts';
import classes from './library.module.css';

const UNDO_MS = 12_000;

/**
 * Removes a document and offers, for a while, to bring it back: its text is kept until then, and the same text under
 * the same source gives the same document again.
 */
export function useUndoableRemoval(): (document: DocumentSummaryResponse) => void {
  const { t } = useTranslation();
  const remove = useRemoveDocument();
  const add = useAddTexts();
  return (document) => {
    const { id, source, title, mediaType } = document;
    const run = async () => {
      try {
        const { text } = await fetchDocument(id);
        await remove.mutateAsync(id);
        const bringBack = () => {
          notifications.hide(id);
          add.mutate([{ source, title, mediaType, text }], {
            onSuccess: () => notifications.show({ message: t('library.undone', { title }) }),
            onError: (error) =>
              notifications.show({
                color: 'danger',
                title: t('library.failedToAdd'),
                message: error.message,
              }),
          });
        };
        notifications.show({
          id,
          autoClose: UNDO_MS,
          message: (
            <span className={classes.undo}>
              {t('library.removed', { title })}
              <Button size="compact-xs" variant="subtle" onClick={bringBack}>
                {t('library.undo')}
              </Button>
            </span>
          ),
        });
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        notifications.show({ color: 'danger', title: t('library.failedToRemove'), message });
      }
    };
    void run();
  };
}

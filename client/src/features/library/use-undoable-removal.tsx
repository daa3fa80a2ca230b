import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentSummaryResponse } from '../../../../domain/api/documents.ts';
import { useShowFailure } from '../../components/use-show-failure.ts';
import { fetchDocument, useAddTexts, useRemoveDocument } from './api.ts';
import classes from './library.module.css';

const UNDO_MS = 30_000;

/** How to remove a document, and the ids of those that are on their way out. */
export interface UndoableRemoval {
  remove: (document: DocumentSummaryResponse) => void;
  leaving: ReadonlySet<string>;
}

/**
 * Removes a document and offers, for a while, to bring it back: its text is kept until then, and the same text under
 * the same source, read by the same reader, gives the same document again: what rules read never goes to a model by this.
 */
export function useUndoableRemoval(): UndoableRemoval {
  const { t } = useTranslation();
  const [leaving, setLeaving] = useState<ReadonlySet<string>>(new Set());
  const removal = useRemoveDocument();
  const add = useAddTexts();
  const showFailure = useShowFailure();
  const stay = (id: string) => setLeaving((now) => new Set([...now].filter((one) => one !== id)));
  const remove = (document: DocumentSummaryResponse) => {
    const { id, source, title, mediaType } = document;
    const run = async () => {
      setLeaving((now) => new Set(now).add(id));
      try {
        const { text, pages, readBy } = await fetchDocument(id);
        await removal.mutateAsync(id);
        const bringBack = () => {
          notifications.hide(id);
          stay(id);
          const asRead = pages ? { pages } : {};
          const documents = [{ source, title, mediaType, text, asRead }];
          add.mutate(
            { documents, extractor: readBy ?? undefined },
            {
              onSuccess: () => notifications.show({ message: t('library.undone', { title }) }),
              onError: (error) => showFailure(t('library.failedToAdd'), error),
            },
          );
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
        stay(id);
        showFailure(t('library.failedToRemove'), error);
      }
    };
    void run();
  };
  return { remove, leaving };
}

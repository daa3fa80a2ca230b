import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentSummaryResponse } from '../../../../domain/api/documents.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { SkeletonLines } from '../../components/SkeletonLines.tsx';
import { useDocuments } from './api.ts';
import { DocumentRow } from './DocumentRow.tsx';
import classes from './library.module.css';
import { useUndoableRemoval } from './use-undoable-removal.tsx';

const ROW_PX = 46;

function matching(
  documents: readonly DocumentSummaryResponse[],
  query: string,
): readonly DocumentSummaryResponse[] {
  const wanted = query.trim().toLowerCase();
  if (!wanted) return documents;
  return documents.filter(
    ({ title, source }) => title.toLowerCase().includes(wanted) || source.toLowerCase().includes(wanted),
  );
}

function Rows({
  documents,
  openDocumentId,
}: {
  documents: readonly DocumentSummaryResponse[];
  openDocumentId: string | null;
}) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const { remove, leaving } = useUndoableRemoval();
  const virtualizer = useVirtualizer({
    count: documents.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  return (
    <div ref={scroller} className={classes.rows}>
      <ul
        className={classes.rowList}
        style={{ height: virtualizer.getTotalSize() }}
        aria-label={t('library.count', { count: documents.length })}
      >
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const document = documents[index];
          return document ? (
            <li
              key={document.id}
              className={classes.rowItem}
              style={{ transform: `translateY(${start}px)`, height: ROW_PX }}
            >
              <DocumentRow
                document={document}
                isOpen={document.id === openDocumentId}
                isLeaving={leaving.has(document.id)}
                onRemove={remove}
              />
            </li>
          ) : null;
        })}
      </ul>
    </div>
  );
}

/** Every document, with a search in titles and sources. */
export function DocumentList({
  openDocumentId,
  model,
}: {
  openDocumentId: string | null;
  model: string | null;
}) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const deferred = useDeferredValue(search);
  const query = useDocuments();
  const documents = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const found = useMemo(() => matching(documents, deferred), [documents, deferred]);
  const total = query.data?.pages[0]?.total ?? 0;
  if (query.isPending) return <SkeletonLines count={8} />;
  if (query.isError && !query.data) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (total === 0) {
    const body = t(model === null ? 'library.emptyBody' : 'library.emptyBodyModel', { model });
    return <EmptyState title={t('library.empty')} body={body} />;
  }
  return (
    <>
      <div className={classes.search}>
        <TextInput
          size="xs"
          aria-label={t('library.searchLabel')}
          placeholder={t('library.search', { total })}
          leftSection={<IconSearch size={14} stroke={1.5} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <span className={classes.count}>
          {deferred.trim()
            ? t('library.found', { shown: found.length, total })
            : t('library.count', { count: total })}
        </span>
      </div>
      {found.length === 0 ? (
        <EmptyState title={t('library.noneFound', { query: deferred.trim() })} />
      ) : (
        <Rows documents={found} openDocumentId={openDocumentId} />
      )}
    </>
  );
}

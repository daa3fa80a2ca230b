import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { StatusResponse } from '../../../domain/api/status.ts';
import { SkeletonLines } from '../components/SkeletonLines.tsx';
import { AskPanel } from '../features/ask/AskPanel.tsx';
import { DocumentViewer } from '../features/document/DocumentViewer.tsx';
import { Inspector } from '../features/inspector/Inspector.tsx';
import type { Arrangement, PaneSizes } from './arrangement.ts';
import { Pane } from './Pane.tsx';
import type { PageState } from './use-page-state.ts';

const CypherPanel = lazy(async () => {
  const { CypherPanel: panel } = await import('../features/cypher/CypherPanel.tsx');
  return { default: panel };
});

const LibraryPanel = lazy(async () => {
  const { LibraryPanel: panel } = await import('../features/library/LibraryPanel.tsx');
  return { default: panel };
});

interface PaneProps {
  page: PageState;
  arrangement: Arrangement;
  sizes: PaneSizes;
  resize: (change: Partial<PaneSizes>) => void;
  /** Panes fill the page one after the other. */
  isTurns: boolean;
}

/** Ask or the library. */
export function LeftPane({
  page,
  arrangement,
  sizes,
  resize,
  isTurns,
  status,
}: PaneProps & { status: StatusResponse | undefined }) {
  const { t } = useTranslation();
  const { url, change, askRequest, openPanel } = page;
  const { left } = arrangement;
  if (!left) return null;
  const close = arrangement.mode === 'phone' ? {} : { onClose: () => openPanel('map') };
  return (
    <Pane
      key={left}
      kind="left"
      label={t(`shell.${left}`)}
      size={sizes.left}
      isFilling={isTurns}
      isShown={arrangement.isLeftShown}
      resetKey={left}
      onResize={resize}
    >
      {left === 'ask' ? (
        <AskPanel
          question={url.question}
          answerId={url.answerId}
          request={askRequest}
          model={status?.models.chat ?? null}
          onChange={(part) => change(part, { replace: part.question === undefined })}
          {...close}
        />
      ) : (
        <Suspense fallback={<SkeletonLines count={6} />}>
          <LibraryPanel
            job={status?.job ?? null}
            hasSamples={status?.samples ?? false}
            model={status?.models.chat ?? null}
            openDocumentId={url.place?.documentId ?? null}
            {...close}
          />
        </Suspense>
      )}
    </Pane>
  );
}

/** Cypher, loaded when it is opened first. */
export function BottomPane({ page, arrangement, sizes, resize, isTurns }: PaneProps) {
  const { t } = useTranslation();
  const { url, change, openPanel } = page;
  if (!arrangement.bottom) return null;
  return (
    <Pane
      kind="bottom"
      label={t('shell.cypher')}
      size={sizes.bottom}
      isFilling={isTurns}
      isShown={arrangement.isBottomShown}
      resetKey="cypher"
      onResize={resize}
    >
      <Suspense fallback={<SkeletonLines count={4} />}>
        <CypherPanel
          query={url.query}
          onQuery={(query) => change({ query })}
          onClose={() => openPanel('map')}
        />
      </Suspense>
    </Pane>
  );
}

/** The open document. */
export function DocumentPane({ page, arrangement, sizes, resize, isTurns }: PaneProps) {
  const { t } = useTranslation();
  const { place, selection } = page.url;
  if (!place || !arrangement.document) return null;
  const leave = arrangement.documentCovers ? { onBack: page.closeDocument } : { onClose: page.closeDocument };
  return (
    <Pane
      kind="document"
      label={t('shell.document')}
      size={sizes.document}
      isFilling={isTurns}
      resetKey={place.documentId}
      onResize={resize}
    >
      <DocumentViewer
        place={place}
        entityId={selection?.kind === 'entity' ? selection.id : null}
        {...leave}
      />
    </Pane>
  );
}

/** What is selected. */
export function InspectorPane({ page, arrangement, sizes, resize, isTurns }: PaneProps) {
  const { t } = useTranslation();
  if (!arrangement.inspector) return null;
  const { selection } = page.url;
  return (
    <Pane
      kind="inspector"
      label={t('shell.inspector')}
      size={sizes.inspector}
      isFilling={isTurns}
      resetKey={selection ? `${selection.kind} ${selection.id}` : ''}
      onResize={resize}
    >
      <Inspector selection={selection} onClose={page.closeInspector} />
    </Pane>
  );
}

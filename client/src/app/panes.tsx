import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { StatusResponse } from '../../../domain/api/status.ts';
import { SkeletonLines } from '../components/SkeletonLines.tsx';
import { AskPanel } from '../features/ask/AskPanel.tsx';
import { DocumentViewer } from '../features/document/DocumentViewer.tsx';
import { Inspector } from '../features/inspector/Inspector.tsx';
import type { Arrangement } from './arrangement.ts';
import { Pane, type PaneRoom } from './Pane.tsx';
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
  room: PaneRoom;
}

/** Ask or the library. */
export function LeftPane({
  page,
  arrangement,
  room,
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
      room={room}
      isShown={arrangement.isLeftShown}
      resetKey={left}
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
            embedding={status?.models.embedding ?? null}
            openDocumentId={url.place?.documentId ?? null}
            {...close}
          />
        </Suspense>
      )}
    </Pane>
  );
}

/** Cypher, loaded when it is opened first. */
export function BottomPane({ page, arrangement, room }: PaneProps) {
  const { t } = useTranslation();
  const { url, change, openPanel } = page;
  if (!arrangement.bottom) return null;
  return (
    <Pane
      kind="bottom"
      label={t('shell.cypher')}
      room={room}
      isShown={arrangement.isBottomShown}
      resetKey="cypher"
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
export function DocumentPane({ page, arrangement, room }: PaneProps) {
  const { t } = useTranslation();
  const { place, selection } = page.url;
  if (!place || !arrangement.document) return null;
  const leave = arrangement.documentCovers ? { onBack: page.closeDocument } : { onClose: page.closeDocument };
  return (
    <Pane kind="document" label={t('shell.document')} room={room} resetKey={place.documentId}>
      <DocumentViewer
        place={place}
        entityId={selection?.kind === 'entity' ? selection.id : null}
        {...leave}
      />
    </Pane>
  );
}

/** What is selected. */
export function InspectorPane({ page, arrangement, room }: PaneProps) {
  const { t } = useTranslation();
  if (!arrangement.inspector) return null;
  const { selection } = page.url;
  return (
    <Pane
      kind="inspector"
      label={t('shell.inspector')}
      room={room}
      resetKey={selection ? `${selection.kind} ${selection.id}` : ''}
    >
      <Inspector selection={selection} onClose={page.closeInspector} />
    </Pane>
  );
}

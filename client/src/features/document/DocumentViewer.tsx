import { ActionIcon, Tooltip } from '@mantine/core';
import { IconQuote, IconSearch } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentResponse } from '../../../../domain/api/documents.ts';
import type { Span } from '../../../../domain/span.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { PanelHeader } from '../../components/PanelHeader.tsx';
import { SkeletonLines } from '../../components/SkeletonLines.tsx';
import { isNotFound } from '../../request-error.ts';
import type { DocumentPlace } from '../../selection.ts';
import { useDocument, useMarkedEntity, useMentionsInDocument } from './api.ts';
import { DocumentText } from './DocumentText.tsx';
import classes from './document.module.css';
import { FindBar } from './FindBar.tsx';
import { findInText } from './find-in-text.ts';
import { pageAt } from './page-at.ts';
import { SpanSteps } from './SpanSteps.tsx';

interface DocumentViewerProps {
  place: DocumentPlace;
  /** Entity whose mentions are softly marked. */
  entityId: string | null;
  onClose?: () => void;
  onBack?: () => void;
}

const NO_MENTIONS: Span[] = [];

/** A document as written, scrolled to the quoted characters. */
export function DocumentViewer({ place, entityId, onClose, onBack }: DocumentViewerProps) {
  const { t } = useTranslation();
  const query = useDocument(place.documentId);
  const leave = { ...(onClose ? { onClose } : {}), ...(onBack ? { onBack } : {}) };
  const isGone = isNotFound(query.error);
  if (query.data && !isGone) {
    return (
      <OpenDocument key={query.data.id} document={query.data} place={place} entityId={entityId} {...leave} />
    );
  }
  return (
    <>
      <PanelHeader title={t('shell.document')} {...leave} />
      {query.isPending ? <SkeletonLines count={8} /> : null}
      {isGone ? <EmptyState title={t('document.gone')} body={t('document.goneBody')} /> : null}
      {query.isError && !isGone ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
    </>
  );
}

/** What the place names, where the document still has it. */
function useQuote({ start, end }: DocumentPlace, { length }: DocumentResponse): Span | null {
  return useMemo(
    () => (start === undefined || end === undefined || end > length ? null : { start, end }),
    [start, end, length],
  );
}

function OpenDocument({
  document,
  place,
  entityId,
  onClose,
  onBack,
}: DocumentViewerProps & { document: DocumentResponse }) {
  const { t } = useTranslation();
  const quote = useQuote(place, document);
  const mentions = useMentionsInDocument(entityId, document.id).data ?? NO_MENTIONS;
  const [target, setTarget] = useState<Span | null>(quote);
  useEffect(() => setTarget(quote), [quote]);
  const [words, setWords] = useState<string | null>(null);
  const found = useMemo(() => findInText(document.text, words ?? ''), [document.text, words]);
  const marks = useMemo(() => (found.length > 0 ? found : mentions), [found, mentions]);
  return (
    <>
      <PanelHeader title={document.title} {...(onClose ? { onClose } : {})} {...(onBack ? { onBack } : {})}>
        {quote ? <QuoteButton onClick={() => setTarget({ ...quote })} /> : null}
        <FindButton isPressed={words !== null} onClick={() => setWords(words === null ? '' : null)} />
      </PanelHeader>
      <p className={classes.meta}>
        <span className={classes.source}>{document.source}</span>
        <span>{t(`document.languages.${document.language}`)}</span>
        <span>{t('document.length', { count: document.length })}</span>
        {document.pages ? <PageNumber pages={document.pages} offset={target?.start} /> : null}
      </p>
      {words === null ? null : (
        <FindBar
          words={words}
          found={found}
          target={target}
          onWords={setWords}
          onStep={setTarget}
          onClose={() => setWords(null)}
        />
      )}
      {entityId && found.length === 0 ? (
        <MentionSteps entityId={entityId} mentions={mentions} target={target} onStep={setTarget} />
      ) : null}
      {place.end !== undefined && place.end > document.text.length ? (
        <p className={classes.warning}>{t('document.changed')}</p>
      ) : null}
      <DocumentText document={document} quote={quote} mentions={marks} target={target} />
    </>
  );
}

/** Back to the quote. */
function QuoteButton({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation();
  const label = t('document.toQuote');
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="muted" aria-label={label} onClick={onClick}>
        <IconQuote size={17} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  );
}

/** Opens and closes the search in the text. */
function FindButton({ isPressed, onClick }: { isPressed: boolean; onClick: () => void }) {
  const { t } = useTranslation();
  const label = t('document.find');
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant={isPressed ? 'light' : 'subtle'}
        color="muted"
        aria-label={label}
        aria-pressed={isPressed}
        onClick={onClick}
      >
        <IconSearch size={16} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  );
}

/** Which page of its file is shown, or how many there are. */
function PageNumber({ pages, offset }: { pages: readonly number[]; offset: number | undefined }) {
  const { t } = useTranslation();
  const count = pages.length;
  if (offset === undefined) return <span>{t('document.pages', { count })}</span>;
  return <span>{t('document.page', { page: pageAt(pages, offset), count })}</span>;
}

/** How often the selected entity stands here, and from one place to the next. */
function MentionSteps({
  entityId,
  mentions,
  target,
  onStep,
}: {
  entityId: string;
  mentions: readonly Span[];
  target: Span | null;
  onStep: (span: Span) => void;
}) {
  const { t } = useTranslation();
  const entity = useMarkedEntity(entityId).data;
  if (!entity) return null;
  const { name } = entity;
  return (
    <SpanSteps spans={mentions} target={target} onStep={onStep}>
      <span className={classes.stepsText}>
        {mentions.length > 0
          ? t('document.marked', { name, count: mentions.length })
          : t('document.unmarked', { name })}
      </span>
    </SpanSteps>
  );
}

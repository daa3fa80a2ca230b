import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Span } from '../../../../domain/span.ts';
import classes from './document.module.css';

/** The place before and behind where one is; at an end it goes round. */
export function neighbours(spans: readonly Span[], target: Span | null): { previous?: Span; next?: Span } {
  const at = target?.start ?? -1;
  const next = spans.find(({ start }) => start > at) ?? spans[0];
  const previous = spans.findLast(({ start }) => start < at) ?? spans.at(-1);
  return { ...(previous ? { previous } : {}), ...(next ? { next } : {}) };
}

/** A line about places in the document, and steps from one to the next. */
export function SpanSteps({
  spans,
  target,
  onStep,
  children,
}: {
  spans: readonly Span[];
  target: Span | null;
  onStep: (span: Span) => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const { previous, next } = neighbours(spans, target);
  // A new object each time: stepping to where one already is brings it back into sight.
  const step = (span: Span | undefined) => span && onStep({ start: span.start, end: span.end });
  return (
    <div className={classes.steps}>
      {children}
      {spans.length > 0 ? (
        <>
          <ActionIcon
            size="sm"
            variant="subtle"
            color="muted"
            aria-label={t('document.previous')}
            onClick={() => step(previous)}
          >
            <IconChevronUp size={16} stroke={1.5} />
          </ActionIcon>
          <ActionIcon
            size="sm"
            variant="subtle"
            color="muted"
            aria-label={t('document.next')}
            onClick={() => step(next)}
          >
            <IconChevronDown size={16} stroke={1.5} />
          </ActionIcon>
        </>
      ) : null}
    </div>
  );
}

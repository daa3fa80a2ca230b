import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Span } from '../../../../domain/span.ts';
import classes from './document.module.css';
import { neighbours, SpanSteps } from './SpanSteps.tsx';

/** Finds words in the document: only what is in sight is in the page, so the browser's own search can't. */
export function FindBar({
  words,
  found,
  target,
  onWords,
  onStep,
  onClose,
}: {
  words: string;
  found: readonly Span[];
  target: Span | null;
  onWords: (words: string) => void;
  onStep: (span: Span) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const at = found.findIndex(({ start }) => start === target?.start);
  const told =
    found.length === 0
      ? t('document.findNone')
      : at < 0
        ? t('document.findCount', { count: found.length })
        : t('shell.cut', { shown: at + 1, total: found.length });
  return (
    <SpanSteps spans={found} target={target} onStep={onStep}>
      <TextInput
        className={classes.findInput}
        size="xs"
        aria-label={t('document.find')}
        placeholder={t('document.find')}
        value={words}
        onChange={(event) => onWords(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          const { previous, next } = neighbours(found, target);
          const span = event.shiftKey ? previous : next;
          if (span) onStep({ start: span.start, end: span.end });
        }}
        autoFocus
      />
      <output className={classes.stepsText}>{words.trim() ? told : ''}</output>
    </SpanSteps>
  );
}

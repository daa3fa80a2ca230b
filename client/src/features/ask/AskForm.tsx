import { Button, SegmentedControl, Textarea, Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ANSWER_MODES, type Answerer, type AnswerMode } from '../../../../domain/answer.ts';
import classes from './ask.module.css';

/** Where a question is written: Enter asks, Shift+Enter makes a line. */
export function AskForm({
  question,
  mode,
  answerer,
  model,
  isRunning,
  onMode,
  onAnswerer,
  onAsk,
  onStop,
}: {
  question: string;
  mode: AnswerMode;
  answerer: Answerer;
  /** Null: there is nobody to choose from. */
  model: string | null;
  isRunning: boolean;
  onMode: (mode: AnswerMode) => void;
  onAnswerer: (answerer: Answerer) => void;
  onAsk: (question: string) => void;
  onStop: () => void;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState(question);
  useEffect(() => setText(question), [question]);
  const trimmed = text.trim();
  const submit = () => {
    if (trimmed) onAsk(trimmed);
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Textarea
        aria-label={t('ask.label')}
        placeholder={t('ask.placeholder')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          submit();
        }}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2000}
        data-autofocus
      />
      <div className={classes.formRow}>
        <div className={classes.choices}>
          <Tooltip label={t(`ask.modeHint.${mode}`)} multiline maw={280}>
            <SegmentedControl
              size="xs"
              aria-label={t('ask.mode')}
              value={mode}
              onChange={(value) => onMode(value as AnswerMode)}
              data={ANSWER_MODES.map((value) => ({ value, label: t(`ask.modes.${value}`) }))}
            />
          </Tooltip>
          {model === null ? null : (
            <Tooltip label={t(`ask.answererHint.${answerer}`, { model })} multiline maw={280}>
              <SegmentedControl
                size="xs"
                aria-label={t('ask.answerer')}
                value={answerer}
                onChange={(value) => onAnswerer(value as Answerer)}
                data={(['model', 'extractive'] as const).map((value) => ({
                  value,
                  label: t(`ask.answerers.${value}`),
                }))}
              />
            </Tooltip>
          )}
        </div>
        {isRunning ? (
          <Button size="xs" variant="default" onClick={onStop}>
            {t('ask.stop')}
          </Button>
        ) : (
          <Button size="xs" type="submit" disabled={!trimmed}>
            {t('ask.submit')}
          </Button>
        )}
      </div>
    </form>
  );
}

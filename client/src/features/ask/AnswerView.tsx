import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { toRequestError } from '../../request-error.ts';
import { AnswerRemarks, OtherAnswerer } from './AnswerRemarks.tsx';
import { AnswerSources } from './AnswerSources.tsx';
import { AnswerText } from './AnswerText.tsx';
import { AnswerTrace } from './AnswerTrace.tsx';
import type { AnswerState } from './answer-state.ts';
import classes from './ask.module.css';

const STEPS = ['plan', 'seeds', 'expand', 'context'] as const;

/** What is being done right now. */
function Progress({ answer }: { answer: AnswerState }) {
  const { t } = useTranslation();
  const next = STEPS.find((step) => answer[step] === null) ?? 'text';
  const model = next === 'text' ? (answer.plan?.model ?? null) : null;
  return (
    <output className={classes.progress}>
      <span className={classes.pulse} aria-hidden />
      {model ? t('ask.steps.write', { model }) : t(`ask.steps.${next}`)}
    </output>
  );
}

/** The answer and its sources as plain text, to be pasted elsewhere. */
function asText(answer: AnswerState, nothing: string): string {
  const sources = answer.citations.map(({ number, source, quote }) => `[${number}] ${source}: ${quote}`);
  const text = answer.done?.answered === false ? nothing : answer.text.trim();
  return [answer.question, text, sources.join('\n')].filter(Boolean).join('\n\n');
}

function NotInDocuments({ answer }: { answer: AnswerState }) {
  const { t } = useTranslation();
  const isNear = (answer.context?.passages.length ?? 0) + (answer.context?.reports.length ?? 0) > 0;
  const body = hasWords(answer)
    ? t('ask.nothingBacked')
    : isNear
      ? t('ask.nothingBody')
      : t('ask.nothingAtAll');
  return <EmptyState title={t('ask.nothing')} body={body} />;
}

/** True when a model wrote something, whether or not it answers. */
function hasWords({ audit }: AnswerState): boolean {
  return (audit?.sentences.length ?? 0) > 0;
}

/** One answer, from its question to how it was found. */
export function AnswerView({
  answer,
  model,
  onAgain,
  onOther,
}: {
  answer: AnswerState;
  /** The model that can be asked; null when none is configured. */
  model: string | null;
  onAgain: () => void;
  /** Asks again, of the other answerer. */
  onOther: (answerer: 'model' | 'extractive') => void;
}) {
  const { t } = useTranslation();
  const { plan } = answer;
  const isNothing = answer.done?.answered === false;
  return (
    <article className={classes.answer} aria-busy={answer.status === 'streaming'}>
      <header className={classes.answerHead}>
        <h3 className={classes.question}>{answer.question}</h3>
        <div className={classes.answerTools}>
          <Tooltip label={t('ask.again')}>
            <ActionIcon variant="subtle" color="muted" aria-label={t('ask.again')} onClick={onAgain}>
              <IconRefresh size={16} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
          <CopyButton value={asText(answer, t('ask.nothing'))}>
            {({ copied, copy }) => (
              <Tooltip label={copied ? t('shell.copied') : t('ask.copy')}>
                <ActionIcon variant="subtle" color="muted" aria-label={t('ask.copy')} onClick={copy}>
                  {copied ? <IconCheck size={16} stroke={1.5} /> : <IconCopy size={16} stroke={1.5} />}
                </ActionIcon>
              </Tooltip>
            )}
          </CopyButton>
        </div>
      </header>
      {plan ? (
        <p className={classes.plan}>{t('ask.used', { mode: t(`ask.modes.${plan.mode}`), why: plan.why })}</p>
      ) : null}
      {isNothing ? <NotInDocuments answer={answer} /> : null}
      {answer.text && (!isNothing || hasWords(answer)) ? <AnswerText answer={answer} /> : null}
      {answer.status === 'streaming' ? <Progress answer={answer} /> : null}
      {answer.status === 'stopped' ? <p className={classes.note}>{t('ask.stopped')}</p> : null}
      {answer.error ? (
        <ErrorState error={toRequestError(answer.error)} what={t('ask.failed')} onRetry={onAgain} />
      ) : null}
      <AnswerRemarks answer={answer} />
      <OtherAnswerer answer={answer} model={model} onAsk={onOther} />
      <AnswerSources answer={answer} />
      <AnswerTrace answer={answer} />
    </article>
  );
}

import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { formatDuration } from '../../components/format.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { toRequestError } from '../../request-error.ts';
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
  return (
    <output className={classes.progress}>
      <span className={classes.pulse} aria-hidden />
      {t(`ask.steps.${next}`)}
    </output>
  );
}

/** The answer and its sources as plain text, to be pasted elsewhere. */
function asText(answer: AnswerState): string {
  const sources = answer.citations.map(({ number, source, quote }) => `[${number}] ${source}: ${quote}`);
  return [answer.question, answer.text.trim(), sources.join('\n')].filter(Boolean).join('\n\n');
}

function NotInDocuments({ answer }: { answer: AnswerState }) {
  const { t } = useTranslation();
  const isNear = (answer.context?.passages.length ?? 0) > 0;
  return <EmptyState title={t('ask.nothing')} body={isNear ? t('ask.nothingBody') : t('ask.nothingAtAll')} />;
}

/** One answer, from its question to how it was found. */
export function AnswerView({
  answer,
  model,
  onAgain,
}: {
  answer: AnswerState;
  model: string | null;
  onAgain: () => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { usage, plan, audit } = answer;
  const unsupported = audit?.sentences.filter(({ support }) => support === 'none').length ?? 0;
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
          <CopyButton value={asText(answer)}>
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
      {answer.text && !isNothing ? <AnswerText answer={answer} /> : null}
      {answer.status === 'streaming' ? <Progress answer={answer} /> : null}
      {answer.status === 'stopped' ? <p className={classes.note}>{t('ask.stopped')}</p> : null}
      {answer.error ? <ErrorState error={toRequestError(answer.error)} onRetry={onAgain} /> : null}
      {answer.done?.answered ? (
        <p className={classes.note}>
          {model ? t('ask.generated', { model }) : t('ask.extractive')}
          {unsupported > 0 ? ` · ${t('ask.unsupported', { count: unsupported })}` : ''}
          {usage ? ` · ${formatDuration(usage.milliseconds, language)}` : ''}
          {usage && usage.inputTokens + usage.outputTokens > 0
            ? ` · ${t('ask.tokens', { input: usage.inputTokens, output: usage.outputTokens })}`
            : ''}
        </p>
      ) : null}
      <AnswerSources answer={answer} />
      <AnswerTrace answer={answer} />
    </article>
  );
}

import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatDuration, formatMoney } from '../../components/format.ts';
import { tellFailure } from '../../i18n/tell-failure.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { type AnswerState, unsupportedSentences } from './answer-state.ts';
import classes from './ask.module.css';

/** Who answered, what it took, and what of it nothing backs. */
export function AnswerRemarks({ answer }: { answer: AnswerState }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { usage, plan, audit } = answer;
  const unsupported = unsupportedSentences(answer).length;
  const struckOut = audit?.struckOut ?? 0;
  const tokens = usage ? usage.inputTokens + usage.outputTokens : 0;
  const parts: string[] = [];
  if (answer.done?.answered) {
    parts.push(plan?.model ? t('ask.generated', { model: plan.model }) : t('ask.extractive'));
  }
  if (unsupported > 0) parts.push(t('ask.unsupported', { count: unsupported }));
  if (struckOut > 0) parts.push(t('ask.struckOut', { count: struckOut }));
  if (usage) parts.push(formatDuration(usage.milliseconds, language));
  if (usage && tokens > 0) {
    parts.push(t('ask.tokens', { input: usage.inputTokens, output: usage.outputTokens }));
    parts.push(usage.cost === null ? t('ask.noPrice') : formatMoney(usage.cost, language));
  } else if (usage && usage.cachedCalls > 0) parts.push(t('ask.remembered'));
  if (!answer.done) return null;
  return (
    <>
      {audit?.unread ? (
        <p className={classes.warning} title={audit.unread.titles.join('\n')}>
          {t('ask.unread', { count: audit.unread.titles.length, ...tellFailure(audit.unread, language) })}
        </p>
      ) : null}
      {audit?.cutOff ? <p className={classes.warning}>{t('ask.cutOff')}</p> : null}
      <p className={classes.note}>{parts.join(' · ')}</p>
    </>
  );
}

/** The same question to whoever did not answer it: the quotes alone, or the model. */
export function OtherAnswerer({
  answer,
  model,
  onAsk,
}: {
  answer: AnswerState;
  model: string | null;
  onAsk: (answerer: 'model' | 'extractive') => void;
}) {
  const { t } = useTranslation();
  const isByModel = answer.plan ? answer.plan.answerer === 'model' : model !== null;
  if (answer.status === 'streaming' || (!isByModel && model === null)) return null;
  return (
    <div className={classes.other}>
      <Button size="compact-xs" variant="default" onClick={() => onAsk(isByModel ? 'extractive' : 'model')}>
        {isByModel ? t('ask.quotesInstead') : t('ask.modelInstead', { model })}
      </Button>
    </div>
  );
}

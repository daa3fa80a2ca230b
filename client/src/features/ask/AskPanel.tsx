import { ActionIcon, Tooltip } from '@mantine/core';
import { IconHistory, IconPlus } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answerer, AnswerMode } from '../../../../domain/answer.ts';
import { ErrorState } from '../../components/ErrorState.tsx';
import { useNavigator } from '../../components/navigator.ts';
import { PanelHeader } from '../../components/PanelHeader.tsx';
import panel from '../../components/panel.module.css';
import { SkeletonLines } from '../../components/SkeletonLines.tsx';
import { AnswerHistory } from './AnswerHistory.tsx';
import { AnswerView } from './AnswerView.tsx';
import { AskForm } from './AskForm.tsx';
import { fromSavedAnswer } from './answer-state.ts';
import { type AskOptions, useSavedAnswer } from './api.ts';
import { ExampleQuestions } from './ExampleQuestions.tsx';
import { litOfAnswer } from './lit-of-answer.ts';
import { useAsk } from './use-ask.ts';

export interface AskPanelProps {
  /** The question in the address. */
  question: string;
  /** The saved answer in the address. */
  answerId: string | null;
  /** A question that was sent from elsewhere (the search box); asked once for each `key`. */
  request: { question: string; key: number } | null;
  /** Name of the model that answers; null: answers are quotes. */
  model: string | null;
  onChange: (change: { question?: string; answerId?: string | null }) => void;
  onClose?: () => void;
}

/** Questions and their answers, with the sentence behind every claim. */
export function AskPanel({ question, answerId, request, model, onChange, onClose }: AskPanelProps) {
  const { t } = useTranslation();
  const { light } = useNavigator();
  const [mode, setMode] = useState<AnswerMode>('auto');
  const [answerer, setAnswerer] = useState<Answerer>('model');
  const [showHistory, setShowHistory] = useState(false);
  const asking = useAsk((id) => onChange({ answerId: id }));
  const running = asking.answer;
  const saved = useSavedAnswer(running ? null : answerId);
  const savedAnswer = useMemo(() => (saved.data ? fromSavedAnswer(saved.data) : null), [saved.data]);
  const answer = running ?? savedAnswer;

  const ask = (text: string, how: Partial<AskOptions> = {}) => {
    setShowHistory(false);
    onChange({ question: text, answerId: null });
    const chosen = model !== null && answerer === 'extractive' ? 'extractive' : 'auto';
    asking.ask(text, { mode, answerer: chosen, ...how });
  };
  const openSaved = (id: string, text: string) => {
    setShowHistory(false);
    asking.clear();
    onChange({ question: text, answerId: id });
  };

  const askedKey = useRef<number | null>(null);
  useEffect(() => {
    if (!request || askedKey.current === request.key) return;
    askedKey.current = request.key;
    ask(request.question);
  });

  // The back button may lead to another answer than the one that was just streamed.
  const runningId = running?.done?.answerId ?? null;
  useEffect(() => {
    if (runningId !== null && answerId !== null && runningId !== answerId) asking.clear();
  }, [runningId, answerId, asking.clear]);

  const lit = useMemo(() => (answer ? litOfAnswer(answer) : null), [answer]);
  useEffect(() => {
    light(lit);
    return () => light(null);
  }, [light, lit]);

  return (
    <>
      <PanelHeader title={t('ask.title')} {...(onClose ? { onClose } : {})}>
        {answer ? (
          <Tooltip label={t('ask.newQuestion')}>
            <ActionIcon
              variant="subtle"
              color="muted"
              aria-label={t('ask.newQuestion')}
              onClick={() => {
                asking.clear();
                onChange({ question: '', answerId: null });
              }}
            >
              <IconPlus size={18} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        ) : null}
        <Tooltip label={t('ask.history')}>
          <ActionIcon
            variant={showHistory ? 'light' : 'subtle'}
            color="muted"
            aria-label={t('ask.history')}
            aria-pressed={showHistory}
            onClick={() => setShowHistory(!showHistory)}
          >
            <IconHistory size={18} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </PanelHeader>
      <AskForm
        question={question}
        mode={mode}
        answerer={answerer}
        model={model}
        isRunning={running?.status === 'streaming'}
        onMode={setMode}
        onAnswerer={setAnswerer}
        onAsk={ask}
        onStop={asking.stop}
      />
      <div className={panel.scroll}>
        {showHistory ? <AnswerHistory onOpen={openSaved} /> : null}
        {!showHistory && answer ? (
          <AnswerView
            answer={answer}
            model={model}
            onAgain={() => ask(answer.question)}
            onOther={(other) => ask(answer.question, { mode: answer.plan?.mode ?? mode, answerer: other })}
          />
        ) : null}
        {!showHistory && !answer && answerId && saved.isPending ? <SkeletonLines /> : null}
        {!showHistory && !answer && saved.isError ? (
          <ErrorState error={saved.error} onRetry={() => void saved.refetch()} />
        ) : null}
        {!showHistory && !answer && !answerId ? <ExampleQuestions onAsk={ask} /> : null}
      </div>
    </>
  );
}

import { Button, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { formatExactTime, formatRelativeTime } from '../../components/format.ts';
import { Section } from '../../components/Section.tsx';
import { SkeletonLines } from '../../components/SkeletonLines.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswers } from './api.ts';
import classes from './ask.module.css';

/** Earlier questions, newest first; opening one shows the answer as it was. */
export function AnswerHistory({ onOpen }: { onOpen: (answerId: string, question: string) => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const query = useAnswers();
  if (query.isPending) return <SkeletonLines />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const answers = query.data.pages.flatMap((page) => page.items);
  if (answers.length === 0) return <EmptyState title={t('ask.noHistory')} />;
  return (
    <Section title={t('ask.history')} aside={query.data.pages[0]?.total ?? null}>
      <ul className={classes.list}>
        {answers.map((answer) => (
          <li key={answer.id}>
            <UnstyledButton className={classes.listRow} onClick={() => onOpen(answer.id, answer.question)}>
              <span className={classes.historyQuestion}>{answer.question}</span>
              <span className={classes.historyMeta}>
                <time dateTime={answer.at} title={formatExactTime(answer.at, language)}>
                  {formatRelativeTime(answer.at, language)}
                </time>
                {answer.model ? <span>{answer.model}</span> : null}
                {answer.answered ? null : <span>{t('ask.notAnswered')}</span>}
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {query.hasNextPage ? (
        <Button
          size="compact-xs"
          variant="subtle"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('shell.showMore')}
        </Button>
      ) : null}
    </Section>
  );
}

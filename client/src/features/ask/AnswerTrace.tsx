import { Button, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigator } from '../../components/navigator.ts';
import { Quote } from '../../components/Quote.tsx';
import type { AnswerState } from './answer-state.ts';
import classes from './ask.module.css';

const CHARACTERS_SHOWN = 280;
const shorten = (text: string): string =>
  text.length > CHARACTERS_SHOWN ? `${text.slice(0, CHARACTERS_SHOWN)}…` : text;

function Seeds({ answer }: { answer: AnswerState }) {
  const { t } = useTranslation();
  const { select } = useNavigator();
  const entities = answer.seeds?.entities ?? [];
  if (entities.length === 0) return <p className={classes.note}>{t('ask.noSeeds')}</p>;
  return (
    <p className={classes.seeds}>
      <span className={classes.muted}>{t('ask.from')}</span>
      {entities.map(({ id, name }) => (
        <UnstyledButton
          key={id}
          className={classes.chip}
          onClick={() => select({ kind: 'entity', id }, { fly: true })}
        >
          {name}
        </UnstyledButton>
      ))}
    </p>
  );
}

const REPORTS_SHOWN = 10;

/** The community reports that were read; each opens its community. */
function Reports({ answer }: { answer: AnswerState }) {
  const { t } = useTranslation();
  const { select } = useNavigator();
  const [isWhole, setWhole] = useState(false);
  const reports = answer.context?.reports ?? [];
  const shown = isWhole ? reports : reports.slice(0, REPORTS_SHOWN);
  if (reports.length === 0) return null;
  return (
    <>
      <ol className={classes.list}>
        {shown.map(({ communityId, title }) => (
          <li key={communityId}>
            <UnstyledButton
              className={classes.listRow}
              onClick={() => select({ kind: 'community', id: communityId }, { fly: true })}
            >
              {title}
            </UnstyledButton>
          </li>
        ))}
      </ol>
      {shown.length < reports.length ? (
        <Button size="compact-xs" variant="subtle" onClick={() => setWhole(true)}>
          {t('ask.moreReports', { shown: shown.length, count: reports.length })}
        </Button>
      ) : null}
    </>
  );
}

/** How the answer was found: names it started from, and the passages read, each with the name that led to it, or the reports read. */
export function AnswerTrace({ answer }: { answer: AnswerState }) {
  const { t } = useTranslation();
  const isNothing = answer.done?.answered === false;
  const [isOpen, setOpen] = useState<boolean | null>(null);
  const open = isOpen ?? isNothing;
  const passages = answer.context?.passages ?? [];
  const reports = answer.context?.reports ?? [];
  if (!answer.context || (passages.length === 0 && !answer.seeds)) return null;
  const through = new Map((answer.expand?.steps ?? []).map((step) => [step.toChunkId, step.through.name]));
  return (
    <section className={classes.trace}>
      <UnstyledButton className={classes.traceToggle} aria-expanded={open} onClick={() => setOpen(!open)}>
        <IconChevronRight size={14} data-open={open} className={classes.chevron} aria-hidden />
        {t('ask.walk')} ·{' '}
        {reports.length > 0
          ? t('ask.reports', { count: reports.length })
          : t('ask.passages', { count: passages.length })}
      </UnstyledButton>
      {open ? (
        <>
          {reports.length > 0 ? <Reports answer={answer} /> : <Seeds answer={answer} />}
          <ol className={classes.sources}>
            {passages.map((passage) => {
              const name = through.get(passage.chunkId);
              return (
                <li key={passage.chunkId} className={classes.passage}>
                  {name ? <p className={classes.note}>{t('ask.through', { name })}</p> : null}
                  <Quote
                    text={shorten(passage.text)}
                    place={{ documentId: passage.document.id, start: passage.start, end: passage.end }}
                    source={passage.document.source}
                    showSource
                  />
                </li>
              );
            })}
          </ol>
        </>
      ) : null}
    </section>
  );
}

import { useTranslation } from 'react-i18next';
import { Quote } from '../../components/Quote.tsx';
import { Section } from '../../components/Section.tsx';
import { CitationNumber } from './AnswerText.tsx';
import type { AnswerState } from './answer-state.ts';
import classes from './ask.module.css';

/** Every citation with its sentence. */
export function AnswerSources({ answer }: { answer: AnswerState }) {
  const { t } = useTranslation();
  const { citations } = answer;
  if (citations.length === 0) return null;
  return (
    <Section title={t('ask.sources')} aside={citations.length}>
      <ol className={classes.sources}>
        {citations.map((citation) => (
          <li key={citation.number} className={classes.source}>
            <CitationNumber answer={answer} citation={citation} />
            <Quote text={citation.quote} place={citation} source={citation.source} showSource />
          </li>
        ))}
      </ol>
    </Section>
  );
}

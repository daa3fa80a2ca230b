import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Section } from '../../components/Section.tsx';
import { useBestEntities } from './api.ts';
import classes from './ask.module.css';

/** Questions about what the index knows best, to begin with. */
export function ExampleQuestions({ onAsk }: { onAsk: (question: string) => void }) {
  const { t } = useTranslation();
  const names = (useBestEntities().data?.items ?? []).map(({ name }) => name);
  const [first, second, third] = names;
  if (!first) return null;
  const questions = [
    t('ask.example', { name: first }),
    ...(second ? [t('ask.exampleTwo', { first, second })] : []),
    ...(third ? [t('ask.example', { name: third })] : []),
    t('ask.exampleAll'),
  ];
  return (
    <Section title={t('ask.examples')}>
      <ul className={classes.list}>
        {questions.map((question) => (
          <li key={question}>
            <UnstyledButton className={classes.listRow} onClick={() => onAsk(question)}>
              {question}
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </Section>
  );
}

import { Combobox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { tellError } from '../../i18n/tell-failure.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { SuggestionOption } from './SuggestionOption.tsx';
import classes from './search.module.css';
import type { Suggestions } from './use-suggestions.ts';

/** What the box suggests, by group; or why there is nothing. */
export function SuggestionList({ text, suggestions }: { text: string; suggestions: Suggestions }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { groups, isSearching, error, isNothing } = suggestions;
  return (
    <>
      <Combobox.Options className={classes.options} aria-busy={isSearching}>
        {isNothing ? (
          <div className={classes.nothing}>
            <p className={classes.nothingTitle}>{t('search.nothing', { query: text.trim() })}</p>
            <p className={classes.nothingHint}>{t('search.nothingHint')}</p>
          </div>
        ) : null}
        {error ? (
          <p className={classes.nothing}>
            {t('search.failed', { message: tellError(error, language).message })}
          </p>
        ) : null}
        {groups.map(({ heading, items }) => (
          <Combobox.Group key={heading} label={t(`search.${heading}`)}>
            {items.map((item) => (
              <Combobox.Option key={item.value} value={item.value} className={classes.option}>
                <SuggestionOption suggestion={item} query={text} />
              </Combobox.Option>
            ))}
          </Combobox.Group>
        ))}
      </Combobox.Options>
      <Combobox.Footer className={classes.keys}>{t('search.keys')}</Combobox.Footer>
    </>
  );
}

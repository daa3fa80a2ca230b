import { ActionIcon, Combobox, Kbd, TextInput, useCombobox } from '@mantine/core';
import { useMergedRef } from '@mantine/hooks';
import { IconSearch, IconX } from '@tabler/icons-react';
import { type Ref, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigator } from '../../components/navigator.ts';
import { SuggestionOption } from './SuggestionOption.tsx';
import classes from './search.module.css';
import type { SearchCommand, Suggestion } from './suggestions.ts';
import { useSuggestions } from './use-suggestions.ts';

/** The one box for everything: names, questions, Cypher, commands. */
export function SearchBox({
  commands,
  inputRef,
}: {
  commands: readonly SearchCommand[];
  inputRef?: Ref<HTMLInputElement>;
}) {
  const { t } = useTranslation();
  const navigator = useNavigator();
  const [text, setText] = useState('');
  const [isUsed, setUsed] = useState(false);
  /** Enter was pressed before all suggestions were there. */
  const [isAwaited, setAwaited] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const boxRef = useMergedRef(input, inputRef);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { groups, isSearching, error, isNothing } = useSuggestions(text, commands, isUsed);
  const options = groups.flatMap(({ items }) => items);
  const signature = options.map(({ value }) => value).join(' ');

  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the list is another one, its first is chosen
  useEffect(() => {
    // Nothing is chosen while names are still looked for: Enter then waits for them.
    if (isSearching) combobox.resetSelectedOption();
    else if (combobox.dropdownOpened) combobox.selectFirstOption();
  }, [signature, isSearching]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the suggestions are complete
  useEffect(() => {
    if (!isAwaited || isSearching) return;
    setAwaited(false);
    const [first] = options;
    if (first) choose(first);
  }, [isAwaited, isSearching]);

  const choose = (suggestion: Suggestion) => {
    combobox.closeDropdown();
    // So that the keys of the page, `/` among them, work again.
    input.current?.blur();
    switch (suggestion.kind) {
      case 'entity':
        setText(suggestion.entity.name);
        navigator.select({ kind: 'entity', id: suggestion.entity.id }, { fly: true });
        break;
      case 'community':
        setText(suggestion.community.title);
        navigator.select({ kind: 'community', id: suggestion.community.id }, { fly: true });
        break;
      case 'document':
        navigator.openDocument({ documentId: suggestion.document.id });
        break;
      case 'ask':
        setText('');
        navigator.ask(suggestion.question);
        break;
      case 'cypher':
        setText('');
        navigator.cypher(suggestion.query);
        break;
      default:
        setText('');
        suggestion.command.run();
    }
  };

  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(value) => {
        const chosen = options.find((option) => option.value === value);
        if (chosen) choose(chosen);
      }}
      withinPortal={false}
      offset={4}
    >
      <Combobox.Target>
        <TextInput
          ref={boxRef}
          className={classes.box}
          aria-label={t('search.label')}
          placeholder={t('search.placeholder')}
          leftSection={<IconSearch size={16} stroke={1.5} aria-hidden />}
          rightSectionPointerEvents="auto"
          rightSection={
            text ? (
              <ActionIcon
                variant="subtle"
                color="muted"
                size="sm"
                aria-label={t('search.clear')}
                onClick={() => setText('')}
              >
                <IconX size={14} stroke={1.5} />
              </ActionIcon>
            ) : (
              <Kbd size="xs">/</Kbd>
            )
          }
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setUsed(true);
            setAwaited(false);
            combobox.openDropdown();
          }}
          onFocus={() => {
            setUsed(true);
            if (text) combobox.openDropdown();
          }}
          onClick={() => text && combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && !combobox.dropdownOpened) event.currentTarget.blur();
            // Whoever types a name and presses Enter means the name, however fast they are.
            if (event.key === 'Enter' && isSearching && combobox.getSelectedOptionIndex() === -1) {
              event.preventDefault();
              setAwaited(true);
            }
          }}
          spellCheck={false}
          autoComplete="off"
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={text.trim() === ''} className={classes.dropdown}>
        <Combobox.Options className={classes.options} aria-busy={isSearching}>
          {isNothing ? (
            <div className={classes.nothing}>
              <p className={classes.nothingTitle}>{t('search.nothing', { query: text.trim() })}</p>
              <p className={classes.nothingHint}>{t('search.nothingHint')}</p>
            </div>
          ) : null}
          {error ? (
            <p className={classes.nothing}>
              {t('search.failed', { message: error instanceof Error ? error.message : String(error) })}
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
      </Combobox.Dropdown>
    </Combobox>
  );
}

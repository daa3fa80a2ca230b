import { ActionIcon, Combobox, Kbd, TextInput, useCombobox } from '@mantine/core';
import { useMergedRef } from '@mantine/hooks';
import { IconSearch, IconX } from '@tabler/icons-react';
import { type Ref, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SuggestionList } from './SuggestionList.tsx';
import classes from './search.module.css';
import type { SearchCommand, Suggestion } from './suggestions.ts';
import { useGo } from './use-go.ts';
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
  const go = useGo();
  const [text, setText] = useState('');
  const [isUsed, setUsed] = useState(false);
  /** Enter was pressed before all suggestions were there. */
  const [isAwaited, setAwaited] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const boxRef = useMergedRef(input, inputRef);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const suggestions = useSuggestions(text, commands, isUsed);
  const { isSearching } = suggestions;
  const options = suggestions.groups.flatMap(({ items }) => items);
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
    setText(go(suggestion));
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
        <SuggestionList text={text} suggestions={suggestions} />
      </Combobox.Dropdown>
    </Combobox>
  );
}

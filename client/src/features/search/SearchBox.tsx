import { ActionIcon, Combobox, type ComboboxStore, Kbd, TextInput, useCombobox } from '@mantine/core';
import { useMergedRef } from '@mantine/hooks';
import { IconSearch, IconX } from '@tabler/icons-react';
import { type ChangeEvent, type KeyboardEvent, type Ref, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SuggestionList } from './SuggestionList.tsx';
import classes from './search.module.css';
import type { SearchCommand, Suggestion } from './suggestions.ts';
import { useGo } from './use-go.ts';
import { type Suggestions, useSuggestions } from './use-suggestions.ts';

/** Empties the box, or tells the key that leads to it. */
function ClearButton({ isEmpty, onClear }: { isEmpty: boolean; onClear: () => void }) {
  const { t } = useTranslation();
  if (isEmpty) return <Kbd size="xs">/</Kbd>;
  return (
    <ActionIcon variant="subtle" color="muted" size="sm" aria-label={t('search.clear')} onClick={onClear}>
      <IconX size={14} stroke={1.5} />
    </ActionIcon>
  );
}

/** What Enter takes: the first suggestion, and while names are still looked for, the first once they are there. */
function useFirstChoice(
  combobox: ComboboxStore,
  { groups, isSearching }: Suggestions,
  choose: (suggestion: Suggestion) => void,
) {
  const [isAwaited, setAwaited] = useState(false);
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

  return { options, setAwaited };
}

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
  const input = useRef<HTMLInputElement>(null);
  const boxRef = useMergedRef(input, inputRef);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const suggestions = useSuggestions(text, commands, isUsed);
  const choose = (suggestion: Suggestion) => {
    combobox.closeDropdown();
    // So that the keys of the page, `/` among them, work again.
    input.current?.blur();
    setText(go(suggestion));
  };
  const { options, setAwaited } = useFirstChoice(combobox, suggestions, choose);

  const onText = (event: ChangeEvent<HTMLInputElement>) => {
    setText(event.currentTarget.value);
    setUsed(true);
    setAwaited(false);
    combobox.openDropdown();
  };
  const onFocus = () => {
    setUsed(true);
    if (text) combobox.openDropdown();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape' && !combobox.dropdownOpened) event.currentTarget.blur();
    // Whoever types a name and presses Enter means the name, however fast they are.
    if (event.key === 'Enter' && suggestions.isSearching && combobox.getSelectedOptionIndex() === -1) {
      event.preventDefault();
      setAwaited(true);
    }
  };
  const onSubmit = (value: string) => {
    const chosen = options.find((option) => option.value === value);
    if (chosen) choose(chosen);
  };

  return (
    <Combobox store={combobox} onOptionSubmit={onSubmit} withinPortal={false} offset={4}>
      <Combobox.Target>
        <TextInput
          ref={boxRef}
          className={classes.box}
          aria-label={t('search.label')}
          placeholder={t('search.placeholder')}
          leftSection={<IconSearch size={16} stroke={1.5} aria-hidden />}
          rightSectionPointerEvents="auto"
          rightSection={<ClearButton isEmpty={!text} onClear={() => setText('')} />}
          value={text}
          onChange={onText}
          onFocus={onFocus}
          onClick={() => text && combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={onKeyDown}
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

import { useMantineColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchCommand } from '../features/search/suggestions.ts';
import { chooseLanguage } from '../i18n/i18n.ts';
import { useLanguage } from '../i18n/use-language.ts';
import type { PageState } from './use-page-state.ts';

/** What `>` in the search box offers. */
export function useCommands(
  { openPanel, change, mapHandle }: PageState,
  onGuide: () => void,
): SearchCommand[] {
  const { t, i18n } = useTranslation();
  const language = useLanguage();
  const { toggleColorScheme } = useMantineColorScheme();
  return useMemo(() => {
    const command = (id: Parameters<typeof label>[0], run: () => void): SearchCommand => ({
      id,
      label: label(id),
      run,
    });
    const label = (
      id: 'map' | 'list' | 'ask' | 'cypher' | 'library' | 'add' | 'theme' | 'language' | 'guide',
    ) => t(`search.command.${id}`);
    return [
      command('map', () => {
        openPanel('map');
        mapHandle.current?.fit();
      }),
      command('list', () => change({ list: true, panel: 'map' })),
      command('ask', () => openPanel('ask')),
      command('cypher', () => openPanel('cypher')),
      command('library', () => openPanel('library')),
      command('add', () => openPanel('library')),
      command('theme', toggleColorScheme),
      command('language', () => chooseLanguage(i18n, language === 'zh' ? 'en' : 'zh')),
      command('guide', onGuide),
    ];
  }, [t, i18n, language, openPanel, change, mapHandle, toggleColorScheme, onGuide]);
}

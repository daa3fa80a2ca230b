import { useTranslation } from 'react-i18next';
import type { Language } from './i18n.ts';

/** The language of the page now. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language.startsWith('zh') ? 'zh' : 'en';
}

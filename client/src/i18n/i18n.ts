import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { askTexts } from './texts/ask.ts';
import { cypherTexts } from './texts/cypher.ts';
import { documentTexts } from './texts/document.ts';
import { guideTexts } from './texts/guide.ts';
import { inspectorTexts } from './texts/inspector.ts';
import { libraryTexts } from './texts/library.ts';
import { searchTexts } from './texts/search.ts';
import { shellTexts } from './texts/shell.ts';

const en = {
  shell: shellTexts.en,
  search: searchTexts.en,
  inspector: inspectorTexts.en,
  document: documentTexts.en,
  ask: askTexts.en,
  cypher: cypherTexts.en,
  library: libraryTexts.en,
  guide: guideTexts.en,
};
const zh = {
  shell: shellTexts.zh,
  search: searchTexts.zh,
  inspector: inspectorTexts.zh,
  document: documentTexts.zh,
  ask: askTexts.zh,
  cypher: cypherTexts.zh,
  library: libraryTexts.zh,
  guide: guideTexts.zh,
};

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

/** The languages of the page. */
export type Language = 'zh' | 'en';

const STORAGE_KEY = 'orrery-language';

/** What was chosen before on this machine, else what the browser prefers. */
export function preferredLanguage(): Language {
  const stored = localStorage.getItem(STORAGE_KEY);
  if (stored === 'zh' || stored === 'en') return stored;
  const preferred = navigator.languages.find((tag) => /^(zh|en)\b/i.test(tag));
  return preferred?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** i18next with both languages loaded; keeps `<html lang>` in step, which also picks line heights and fonts. */
export function createI18n(language: Language): i18n {
  const instance = i18next.createInstance();
  instance.on('languageChanged', (next) => {
    document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
  });
  instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en }, zh: { translation: zh } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return instance;
}

/** Switches the page and remembers it. */
export function chooseLanguage(instance: i18n, language: Language): void {
  localStorage.setItem(STORAGE_KEY, language);
  void instance.changeLanguage(language);
}

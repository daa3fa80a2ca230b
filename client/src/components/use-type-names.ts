import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { inspectorTexts } from '../i18n/texts/inspector.ts';
import { useLanguage } from '../i18n/use-language.ts';

/** `MODEL_FAMILY` to `model family`: how a type that nobody translated is read. */
function readableType(type: string): string {
  return type.replaceAll('_', ' ').trim().toLowerCase();
}

/** Types as people say them in the page's language. */
export interface TypeNames {
  entity: (type: string) => string;
  relationship: (type: string) => string;
}

function lookUp(names: Record<string, string>, type: string): string {
  return Object.hasOwn(names, type) ? (names[type] ?? readableType(type)) : readableType(type);
}

/** How the page says `MODEL` and `IS_A`; unknown types are shown in their own letters. */
export function useTypeNames(): TypeNames {
  const language = useLanguage();
  useTranslation();
  return useMemo(() => {
    const { types, relationTypes } = inspectorTexts[language];
    return {
      entity: (type) => lookUp(types, type),
      relationship: (type) => lookUp(relationTypes, type),
    };
  }, [language]);
}

/** A tree of texts, leaves being what i18next interpolates. */
export interface TextTree {
  [key: string]: string | TextTree;
}

/** The same keys with any texts. */
export type SameKeys<T> = { [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> };

/**
 * Texts of one part of the page in both languages, side by side. A key that one language lacks, or has too many, does
 * not compile. Plurals end in `_one` and `_other` in both.
 */
export function defineTexts<T extends TextTree>(texts: {
  en: T;
  zh: NoInfer<SameKeys<T>>;
}): {
  en: T;
  zh: SameKeys<T>;
} {
  return texts;
}

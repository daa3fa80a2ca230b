import { describe, expect, test } from 'vitest';
import type { TextTree } from '../../client/src/i18n/define-texts.ts';
import { createI18n, preferredLanguage } from '../../client/src/i18n/i18n.ts';
import { askTexts } from '../../client/src/i18n/texts/ask.ts';
import { cypherTexts } from '../../client/src/i18n/texts/cypher.ts';
import { documentTexts } from '../../client/src/i18n/texts/document.ts';
import { guideTexts } from '../../client/src/i18n/texts/guide.ts';
import { inspectorTexts } from '../../client/src/i18n/texts/inspector.ts';
import { libraryTexts } from '../../client/src/i18n/texts/library.ts';
import { searchTexts } from '../../client/src/i18n/texts/search.ts';
import { shellTexts } from '../../client/src/i18n/texts/shell.ts';

const ALL = {
  askTexts,
  cypherTexts,
  documentTexts,
  guideTexts,
  inspectorTexts,
  libraryTexts,
  searchTexts,
  shellTexts,
};

function flatten(tree: TextTree, path: string): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const name = `${path}.${key}`;
    if (typeof value === 'string') texts.set(name, value);
    else for (const [inner, text] of flatten(value, name)) texts.set(inner, text);
  }
  return texts;
}

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)/g)].map((match) => match[1] ?? '').toSorted();

describe('The texts of the page', () => {
  test.each(Object.entries(ALL))('%s say the same values in both languages', (_, texts) => {
    const zh = flatten(texts.zh, '');
    for (const [name, english] of flatten(texts.en, '')) {
      const chinese = zh.get(name) ?? '';
      // A Chinese sentence may leave out a name that the English one repeats, never the other way round.
      for (const value of placeholders(chinese)) expect(placeholders(english), name).toContain(value);
      expect(chinese.trim(), name).not.toBe('');
    }
  });

  test.each(Object.entries(ALL))('%s use full-width punctuation between Chinese words', (_, texts) => {
    for (const [name, text] of flatten(texts.zh, ''))
      expect(text, name).not.toMatch(/\p{Script=Han}[,;:!?](?!\w)/u);
  });

  test.each(Object.entries(ALL))('%s are Chinese where words are needed', (_, texts) => {
    const names = /^(?:\.otherLanguage|\.command\.language|\.store\.neo4j)$/;
    for (const [name, text] of flatten(texts.zh, '')) {
      const words = text.replace(/\{\{[^}]*\}\}/g, '');
      if (/\p{L}/u.test(words) && !names.test(name)) expect(text, name).toMatch(/\p{Script=Han}/u);
    }
  });

  test('exclamation marks are not used', () => {
    for (const texts of Object.values(ALL)) {
      for (const tree of [texts.en, texts.zh]) {
        for (const [name, text] of flatten(tree, '')) expect(text, name).not.toMatch(/[!！]/);
      }
    }
  });

  test('numbers wear separators and counts choose their plural', () => {
    const english = createI18n('en');
    expect(english.t('inspector.mentions', { count: 1340 })).toBe('1,340 mentions');
    expect(english.t('inspector.mentions', { count: 1 })).toBe('1 mention');
    expect(createI18n('zh').t('inspector.mentions', { count: 1340 })).toBe('提及 1,340 次');
  });

  test('the document tells its language to readers', () => {
    createI18n('zh');
    expect(document.documentElement.lang).toBe('zh-CN');
    createI18n('en');
    expect(document.documentElement.lang).toBe('en');
  });

  test('a language that was chosen before wins over the browser', () => {
    expect(preferredLanguage()).toBe('en');
    localStorage.setItem('orrery-language', 'zh');
    expect(preferredLanguage()).toBe('zh');
  });
});

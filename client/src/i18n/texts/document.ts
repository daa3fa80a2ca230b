import { defineTexts } from '../define-texts.ts';

/** The document viewer. */
export const documentTexts = defineTexts({
  en: {
    length: '{{count, number}} characters',
    pages_one: '{{count, number}} page',
    pages_other: '{{count, number}} pages',
    page: 'page {{page, number}} of {{count, number}}',
    languages: { zh: 'Chinese', en: 'English', other: 'other language' },
    marked_one: '{{name}}: {{count, number}} place marked',
    marked_other: '{{name}}: {{count, number}} places marked',
    unmarked: '{{name}} is not mentioned here',
    next: 'Next place',
    previous: 'Previous place',
    toQuote: 'Back to the quote',
    text: 'Text of {{title}}',
    gone: 'This document is no longer in the index',
    goneBody: 'It was removed, or its folder was renamed. The library lists what is here.',
    changed: 'The document is shorter than the quoted place: it changed since. Open the quote again.',
  },
  zh: {
    length: '{{count, number}} 个字符',
    pages_one: '{{count, number}} 页',
    pages_other: '{{count, number}} 页',
    page: '第 {{page, number}} 页，共 {{count, number}} 页',
    languages: { zh: '中文', en: '英文', other: '其他语言' },
    marked_one: '{{name}}：标出 {{count, number}} 处',
    marked_other: '{{name}}：标出 {{count, number}} 处',
    unmarked: '此文未提到 {{name}}',
    next: '下一处',
    previous: '上一处',
    toQuote: '回到引文',
    text: '《{{title}}》全文',
    gone: '索引中已没有这篇文档',
    goneBody: '它可能已被移除，或所在文件夹改了名。文档库中列有现存文档。',
    changed: '文档比引文的位置更短，说明内容已变。请重新打开引文。',
  },
});

import type { AnswerMode } from '../../../domain/answer.ts';
import type { QuestionLanguage } from './question-kind.ts';

/** What the answer says in its own words, in the language of the question. */
export interface Wording {
  /** Why this mode was taken. */
  whyLocal(names: readonly string[]): string;
  whyBasic(): string;
  whyGlobal(): string;
  asAsked(mode: Exclude<AnswerMode, 'auto'>): string;
  emptyIndex(): string;
  /** Stands before sentences that answer only together. */
  onlyTogether(): string;
  /** The documents do not say; `nearest` are names of what they do tell. */
  notInDocuments(nearest: readonly string[], missing: readonly string[]): string;
}

const chinese: Wording = {
  whyLocal: (names) =>
    names.length > 0
      ? `问题提到了${names.map((name) => `“${name}”`).join('、')}，从这里沿着共同的名称逐段查找`
      : '问题没有点名，先按词语找到段落，再沿着共同的名称查找',
  whyBasic: () => '问题里没有文档认识的名称，直接查找段落',
  whyGlobal: () => '问题问的是全部文档，因此从各社区的报告里归纳',
  asAsked: (mode) =>
    ({ local: '按要求沿着共同的名称查找', basic: '按要求直接查找段落', global: '按要求阅读各社区的报告' })[
      mode
    ],
  emptyIndex: () => '索引里还没有文档。请先添加文档，再提问。',
  onlyTogether: () => '没有一句话直接回答这个问题，下面几句连起来看最接近：',
  notInDocuments(nearest, missing) {
    const lacking =
      missing.length > 0 ? `（文档里没有提到${missing.map((word) => `“${word}”`).join('、')}）` : '';
    const near = nearest.length > 0 ? `最接近的内容是：${nearest.join('、')}。` : '';
    return `文档里没有这个问题的答案${lacking}。${near}`;
  },
};

const english: Wording = {
  whyLocal: (names) =>
    names.length > 0
      ? `The question names ${names.join(', ')}: passages are followed from there through shared names`
      : 'The question names nothing: passages are found by their words, then followed through shared names',
  whyBasic: () => 'The question holds no name that the documents know: passages are looked up directly',
  whyGlobal: () => 'The question is about all of the documents: the reports of their communities are read',
  asAsked: (mode) =>
    ({
      local: 'As asked, passages are followed through shared names',
      basic: 'As asked, passages are looked up directly',
      global: 'As asked, the reports of communities are read',
    })[mode],
  emptyIndex: () => 'There are no documents yet. Add some, then ask again.',
  onlyTogether: () => 'No single sentence answers this; read together, these come nearest:',
  notInDocuments(nearest, missing) {
    const lacking =
      missing.length > 0 ? ` (they never mention ${missing.map((word) => `“${word}”`).join(', ')})` : '';
    const near = nearest.length > 0 ? ` The nearest they come: ${nearest.join(', ')}.` : '';
    return `The answer is not in your documents${lacking}.${near}`;
  },
};

/** The wording of a language. */
export function wordingOf(language: QuestionLanguage): Wording {
  return language === 'zh' ? chinese : english;
}

import type { ReadSentence } from './read-sentence.ts';
import type { Phrase } from './token.ts';

/** One noun phrase in a template, for use inside a larger pattern. */
export const PHRASE = '[\\uE000-\\uF8FF]';

const CHINESE_BINDING =
  /^(?:分支|子集|子领域|子类|一部分|组成部分|部分|组件|模块|成员|变种|变体|改进版?|扩展|简化版?|推广|特例|升级版?|后继者?|应用|例子|代表|区别|差异|对比|阶段|步骤|种类|类型|层次|缩写|简称|全称)$/;
const ENGLISH_BINDING =
  /(?:^|\s)(?:type|kind|form|class|family|variant|special case|example|instance|collection|set|series|group|subset|branch|subfield|part|member|component|extension|generali[sz]ation|version|simplification|improvement|building block)$/i;
const FIRST = 0xe000;
const MOST_PHRASES = 0xf8ff - FIRST;

/** A sentence with every noun phrase as one private-use character, so that patterns read phrases, not letters. */
export interface Template {
  sentence: ReadSentence;
  /** With brackets. */
  full: string;
  /** Without brackets: a gloss between subject and verb does not hide the verb. */
  text: string;
}

/** The template of a sentence. */
export function makeTemplate(sentence: ReadSentence): Template {
  let full = '';
  let at = 0;
  sentence.phrases.slice(0, MOST_PHRASES).forEach((phrase, index) => {
    if (bindsTerms(sentence.text, phrase)) return;
    full += sentence.text.slice(at, phrase.start) + String.fromCharCode(FIRST + index);
    at = phrase.end;
  });
  full += sentence.text.slice(at);
  return { sentence, full, text: full.replace(/\s*\([^()]*\)/g, '') };
}

/** "a variant of X", X 的变体, 两个阶段: words that patterns look for are not terms between other terms. */
function bindsTerms(text: string, phrase: Phrase): boolean {
  const words = text.slice(phrase.start, phrase.end);
  return (
    CHINESE_BINDING.test(words) ||
    (ENGLISH_BINDING.test(words) && /^ (?:of|on)\b/.test(text.slice(phrase.end)))
  );
}

/** Index of the phrase that a template character stands for. */
export function phraseIndex(character: string): number {
  return character.charCodeAt(0) - FIRST;
}

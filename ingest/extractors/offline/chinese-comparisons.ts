import { phraseCharacters } from './phrase-characters.ts';
import type { SentenceContext } from './sentence-context.ts';
import { PHRASE as P } from './template.ts';

const COMPARED = new RegExp(
  `(?<![不相共如])(?:与|和|同|跟|相较于|相对于|相比于|不同于|区别于|比起|相比)\\s*(?:传统的?|其他|普通|一般|标准)?(?:的)?\\s*(${P})\\s*(?:相比|不同|相反|类似|对比|相较)?[，,]?\\s*(${P})?`,
  'g',
);

const DIFFERENCE = new RegExp(
  `(${P})\\s*(?:和|与|同|跟|vs\\.?)\\s*(${P})\\s*(?:之间)?\\s*(?:有什么|有何|的)*(?:区别|差异|对比|比较|不同)`,
  'gi',
);

/** Words by which two things are set against each other. */
export const COMPARING = /相比|不同|相反|类似|对比|相较|相对|比起|区别/;

/** 与 A 相比，B …; A 和 B 的区别. */
export function chineseComparisons(context: SentenceContext, text: string): void {
  for (const match of text.matchAll(DIFFERENCE))
    context.state(
      { type: 'COMPARED_WITH', pattern: 'zh-difference', confidence: 0.85, description: '区别' },
      context.end(match[1]),
      context.end(match[2]),
    );
  for (const match of text.matchAll(COMPARED)) {
    const word = COMPARING.exec(match[0])?.[0];
    if (!word) continue;
    const other = context.end(match[1]);
    const before = phraseCharacters(text.slice(0, match.index)).at(-1);
    const pronoun =
      /^[，,]?\s*(?:它|其|该|此|这)/.test(text.slice(match.index + match[0].length)) ||
      match[2] === undefined;
    const subject =
      context.end(match[2]) ??
      (before ? context.end(before) : null) ??
      (pronoun ? (context.previous?.subject ?? context.topic) : null);
    context.state(
      { type: 'COMPARED_WITH', pattern: 'zh-compared', confidence: 0.75, description: word },
      subject,
      other,
    );
  }
}

import { COMPARING, chineseComparisons } from './chinese-comparisons.ts';
import { chineseCopulas, chineseListHeads } from './chinese-copulas.ts';
import { chineseAndOthers, chineseParts, chineseSuchAs } from './chinese-lists.ts';
import { chineseMakers, MAKING } from './chinese-makers.ts';
import type { End } from './findings.ts';
import type { SentenceContext } from './sentence-context.ts';
import { PHRASE as P } from './template.ts';

const BASED_ON = new RegExp(
  `基于\\s*(${P})\\s*(?:架构|技术|模型|算法|框架|机制)?(?:的|构建的|开发的|实现的)\\s*[^，。；、的\\uE000-\\uF8FF]{0,6}(${P})`,
  'g',
);

const COMBINED = new RegExp(
  `(?:将|把)\\s*[^，。；\\uE000-\\uF8FF]{0,8}(${P})[^，。；\\uE000-\\uF8FF]{0,8}(?:与|和|同)\\s*[^，。；\\uE000-\\uF8FF]{0,10}(${P})[^，。；\\uE000-\\uF8FF]{0,8}(?:相?结合|融合|集成)`,
  'g',
);

/** "X 是一种" just before. */
const DEFINED = new RegExp(
  `(?:^|[，。；：])\\s*(${P})\\s*(?:\\([^()]*\\))?\\s*(?:就?是|为|属于)\\s*(?:一[种个类项套门款]|目前)?[^，。；\\uE000-\\uF8FF]{0,4}$`,
);

/** What a heading says of two: "RAG 和微调的区别". */
export function chineseHeading(context: SentenceContext): void {
  if (/区别|差异|对比|比较|不同/.test(context.template.text))
    chineseComparisons(context, context.template.text);
}

/** Relations of the patterns that are right most of the time; each states a type. */
export function chineseStatements(context: SentenceContext): void {
  const { sentence } = context;
  const { text, full } = context.template;
  if (text.includes('等')) chineseAndOthers(context, text);
  if (/如|包括|有/.test(text)) chineseSuchAs(context, full);
  if (/是|即|为|指|属于/.test(text)) chineseCopulas(context, text);
  if (context.head && sentence.opensLine) chineseListHeads(context, text);
  if (new RegExp(MAKING).test(text)) chineseMakers(context, text);
  if (COMPARING.test(text) || /差异|比较/.test(text)) chineseComparisons(context, text);
  if (/分为|组成|构成/.test(text)) chineseParts(context, text);
  if (text.includes('基于')) {
    for (const match of text.matchAll(BASED_ON))
      context.state(
        { type: 'BASED_ON', pattern: 'zh-based-on', confidence: 0.85, description: '基于' },
        basedThing(context, text, match),
        context.end(match[1]),
      );
  }
  if (/结合|融合|集成/.test(text)) {
    for (const match of text.matchAll(COMBINED))
      context.state(
        { type: 'COMBINED_WITH', pattern: 'zh-combined', confidence: 0.75, description: '结合' },
        context.end(match[1]),
        context.end(match[2]),
      );
  }
}

/** "X 是一种基于 Y 的 Z": X is based on Y, not every Z. */
function basedThing(context: SentenceContext, text: string, match: RegExpMatchArray): End | null {
  const subject = DEFINED.exec(text.slice(0, match.index))?.[1];
  return context.end(subject ?? match[2]);
}

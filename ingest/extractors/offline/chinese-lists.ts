import { LIST } from './chinese-pieces.ts';
import { phraseCharacters } from './phrase-characters.ts';
import type { SentenceContext } from './sentence-context.ts';
import { PHRASE as P } from './template.ts';

const AND_OTHERS = new RegExp(
  `(${LIST})\\s*等(?:多种|各种|一系列|常见|流行|传统|主流|其他|大型|先进|著名|知名|几种|众多|的)?\\s*(${P})(?!\\s*的)`,
  'g',
);

const SUCH_AS = new RegExp(
  `(${P})(?:系列|等)?[，,(]?\\s*(?:例如|比如|譬如|诸如|如|包括但不限于)[:：]?\\s*(${LIST})(?=等|[，。；、)]|\\s|$)`,
  'g',
);

const DIVIDED = new RegExp(
  `(${P})\\s*(?:主要|通常|一般|又|可以|可|大致)*(?:划分为|分为|分成)\\s*(${LIST})\\s*(?:等)?(?:[一二两三四五六七八九十几]+?(?:大)?(个阶段|步|种|类|个部分|部分|层|个))?`,
  'g',
);

const COMPOSED = new RegExp(
  `(${P})\\s*(?:主要|通常|一般|都|均|则)*由\\s*(?:若干个?|多个|许多|一个|[一二两三四五六七八九十]个)?\\s*(${LIST})\\s*(?:等)?(?:[一二两三四五六七八九十几]+?个?(?:部分|层|模块))?\\s*(?:组成|构成)`,
  'g',
);

/** "常见的优化器有 A、B 和 C", "PEFT 方法包括 A 和 B": a class with several members, by its last word. */
const CLASS_INCLUDES = new RegExp(
  `(${P})\\s*(?:主要|通常|一般|常见的)?(?:包括|有)\\s*(${P}(?:\\s*(?:、|，|和|与|以及|及)\\s*${P})+)\\s*(?:等|[，。；]|$)`,
  'g',
);

const CLASS_TAIL =
  /(?:方法|算法|模型|技术|指标|工具|框架|数据库|生物|动物|植物|元素|语言|策略|优化器|分词器|编码器|平台|产品|作品|国家|城市)$/;

/** A、B 等 H. */
export function chineseAndOthers(context: SentenceContext, text: string): void {
  for (const match of text.matchAll(AND_OTHERS)) {
    const items = phraseCharacters(match[1]);
    for (const item of items)
      context.state(
        {
          type: 'IS_A',
          pattern: 'zh-and-others',
          confidence: items.length > 1 ? 0.8 : 0.65,
          description: '等',
        },
        context.end(item),
        context.end(match[2]),
      );
  }
}

/** H，例如 A、B; H 包括 A、B. */
export function chineseSuchAs(context: SentenceContext, text: string): void {
  for (const match of text.matchAll(SUCH_AS)) instances(context, match, 'zh-such-as', '例如');
  for (const match of text.matchAll(CLASS_INCLUDES))
    if (CLASS_TAIL.test(context.words(match[1]))) instances(context, match, 'zh-class-includes', '包括');
}

/** The phrases of the second group are instances of the first. */
function instances(
  context: SentenceContext,
  match: RegExpMatchArray,
  pattern: string,
  description: string,
): void {
  const items = phraseCharacters(match[2]);
  const confidence = items.length > 1 ? 0.75 : 0.65;
  for (const item of items)
    context.state(
      { type: 'IS_A', pattern, confidence, description },
      context.end(item),
      context.end(match[1]),
    );
}

/** "S 分为 A 和 B 两个阶段 | 两类", "S 由 A 和 B 组成". */
export function chineseParts(context: SentenceContext, text: string): void {
  for (const match of text.matchAll(DIVIDED)) {
    const [, whole, list, unit = ''] = match;
    for (const item of phraseCharacters(list)) {
      if (/种|类/.test(unit))
        context.state(
          { type: 'IS_A', pattern: 'zh-divided', confidence: 0.75, description: '分为' },
          context.end(item),
          context.end(whole),
        );
      else
        context.state(
          {
            type: /阶段|步/.test(unit) ? 'HAS_STEP' : 'HAS_PART',
            pattern: 'zh-divided',
            confidence: 0.75,
            description: '分为',
          },
          context.end(whole),
          context.end(item),
        );
    }
  }
  for (const match of text.matchAll(COMPOSED))
    for (const item of phraseCharacters(match[2]))
      context.state(
        { type: 'HAS_PART', pattern: 'zh-composed', confidence: 0.75, description: '组成' },
        context.end(match[1]),
        context.end(item),
      );
}

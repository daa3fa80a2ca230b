import { CLASS_WORD, CLASSIFIER, CLAUSE_END, LIST, MODAL, OPENING, VERB_BEFORE } from './chinese-pieces.ts';
import type { End } from './findings.ts';
import { phraseCharacters } from './phrase-characters.ts';
import type { SentenceContext } from './sentence-context.ts';
import { PHRASE as P } from './template.ts';

const IS_A = new RegExp(
  `${OPENING}(${P})[”"」]?\\s*${CLASS_WORD}[，,]?\\s*(?:就|也|其实|本质上|通常|一般|都|均|则|主要|又|仍|同样|最初)*(是|即|为|指的是|是指|指|属于|作为)(?!否|不是|因为|由于|如何|什么|从|将|把|为了|通过)\\s*([^。；！？，：]{0,60}?)(${P})(之一|的一种|的一类|的统称|的总称)?${CLAUSE_END}`,
  'g',
);

const KIND_OF = new RegExp(
  `${OPENING}(${P})[”"」]?\\s*${CLASS_WORD}\\s*(?:也|都|均|通常|其实)?(?:是|为|属于|作为)\\s*([^。；，]{0,20}?)(${P})\\s*(?:领域|学科|家族|中)?的\\s*(?:一个|一种|一类|一)?(?:重要|核心|关键|主要|基本|早期|常见|特殊|著名)?(?:的)?(分支|子集|子领域|子类|一部分|组成部分|部分|组件|模块|成员|变种|变体|改进版?本?|扩展|简化版?|推广|特例|升级版?|后继者?|应用|例子|代表)(?:之一)?${CLAUSE_END}`,
  'g',
);

const HEAD_KIND_OF = new RegExp(
  `^[^：]{1,40}：\\s*(?:是)?\\s*(${P})\\s*的\\s*(?:一种|一个)?(变体|变种|改进版?|扩展|简化版?|推广|特例|子集|分支|一部分|组成部分)${CLAUSE_END}`,
);

const HEAD_IS_A = new RegExp(
  `^[^：]{1,40}：\\s*(?:就?是|指|属于|即)?\\s*${CLASSIFIER}([^。；！？，]{0,50}?)(${P})${CLAUSE_END}`,
);

const HEAD_SUCH_AS = new RegExp(
  `^[^：]{1,40}：\\s*(?:例如|比如|如|代表有|代表是|包括)\\s*(${LIST})(?=等|[，。；、)]|\\s|$)`,
);

/** S 是一种 H; S 属于 H; S 是 H 的变体、分支、应用. */
export function chineseCopulas(context: SentenceContext, text: string): void {
  for (const match of text.matchAll(IS_A)) isA(context, match);
  for (const match of text.matchAll(KIND_OF)) {
    context.subject ??= context.end(match[1]);
    kindOf(context, context.end(match[1]), match[4] ?? '', context.end(match[3]));
  }
}

function isA(context: SentenceContext, match: RegExpMatchArray): void {
  const [, subject, verb = '', between = '', object, tail] = match;
  const classified = new RegExp(`^(?:由[^，]{2,30}?的)?(?:目前|当前|最|非常|比较)?${CLASSIFIER}|^一`).test(
    between,
  );
  const plain = between.replace(new RegExp(`^${CLASSIFIER}`), '');
  if (VERB_BEFORE.test(plain) && !/的[^的]{0,6}$/.test(plain)) return;
  if (!(plain === '' || /的\s*[^的]{0,8}$/.test(plain) || plain.length <= 8)) return;
  const sure = classified || tail !== undefined;
  const source = context.end(subject);
  context.subject ??= source;
  if (!sure && verb !== '属于') {
    if (verb === '是' && definesTopic(context, subject, match, plain)) {
      context.state(
        { type: 'IS_A', pattern: 'zh-is-topic', confidence: 0.75, description: verb },
        source,
        context.end(object),
      );
    } else if (verb === '是')
      context.state(
        { type: 'RELATED_TO', pattern: 'zh-is', confidence: 0.5, description: verb },
        source,
        context.end(object),
      );
    return;
  }
  if (verb === '为' && (plain.length > 4 || !/^一[种类个]/.test(between))) return;
  const pattern = sure ? 'zh-is-a-kind' : 'zh-belongs-to';
  context.state(
    { type: 'IS_A', pattern, confidence: sure ? 0.85 : 0.75, description: verb },
    source,
    context.end(object),
  );
}

/** The first sentence under a heading says what the heading's topic is: "叶绿体是植物细胞特有的细胞器". */
function definesTopic(
  context: SentenceContext,
  subject: string | undefined,
  match: RegExpMatchArray,
  plain: string,
): boolean {
  const topic = context.topic;
  return (
    match.index === 0 &&
    /的\s*[^的]{0,4}$/.test(plain) &&
    topic !== null &&
    'surface' in topic &&
    topic.surface === context.words(subject)
  );
}

/** "S 是 H 的 分支 | 变体 | 应用": part, variant or application, by the word. */
function kindOf(context: SentenceContext, part: End | null, kind: string, whole: End | null): void {
  const description = `的${kind}`;
  if (/分支|子集|子领域|部分|组件|模块|成员/.test(kind))
    context.state({ type: 'HAS_PART', pattern: 'zh-part-of', confidence: 0.85, description }, whole, part);
  else if (/变|改进|扩展|简化|推广|特例|升级|后继/.test(kind))
    context.state(
      { type: 'VARIANT_OF', pattern: 'zh-variant-of', confidence: 0.85, description },
      part,
      whole,
    );
  else if (/应用/.test(kind))
    context.state(
      { type: 'APPLICATION_OF', pattern: 'zh-application-of', confidence: 0.8, description },
      part,
      whole,
    );
  else context.state({ type: 'IS_A', pattern: 'zh-example-of', confidence: 0.75, description }, part, whole);
}

/** What a list item says of its head: "X：一种 H", "X：H 的变体", "H：如 A、B". */
export function chineseListHeads(context: SentenceContext, text: string): void {
  const variant = HEAD_KIND_OF.exec(text);
  if (variant) kindOf(context, context.head, variant[2] ?? '', context.end(variant[1]));
  const kind = HEAD_IS_A.exec(text);
  if (kind && !MODAL.test(kind[1] ?? '') && !VERB_BEFORE.test((kind[1] ?? '').replace(/.*的/, ''))) {
    context.state(
      { type: 'IS_A', pattern: 'zh-head-is-a', confidence: 0.75, description: '是' },
      context.head,
      context.end(kind[2]),
    );
  }
  for (const item of phraseCharacters(HEAD_SUCH_AS.exec(text)?.[1]))
    context.state(
      { type: 'IS_A', pattern: 'zh-head-such-as', confidence: 0.7, description: '例如' },
      context.end(item),
      context.head,
    );
}

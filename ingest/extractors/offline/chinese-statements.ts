import { isAgent } from './agents.ts';
import type { End } from './findings.ts';
import { makingType } from './making-verbs.ts';
import type { SentenceContext } from './sentence-context.ts';
import { PHRASE as P } from './template.ts';

const LIST = `${P}(?:\\s*(?:、|，|和|与|及|以及|或者|或)\\s*${P})*`;
const CLASSIFIER =
  '(?:其中)?(?:的)?(?:一|这|两|几)?(?:种|类|个|款|项|套|系列|组|门|家|名|位|条|本|部|支|座|场)';
const CLAUSE_END = '(?=\\s*(?:[。；！？，：,.;]|$))';
const MAKING =
  '(?:提出|发布|开发|推出|研发|研制|创建|创立|创办|创作|设计|发明|发现|成立|建立|开源|撰写|编写|制造|生产)';
const CLASS_WORD = '(?:模型|算法|架构|技术|方法|机制|网络|系统|框架)?';
const OPENING =
  '(?:^|[。；，：])\\s*(?:(?:总之|其中|而|但|事实上|实际上|简单来说|简言之|通常|这里的|所谓)[，,]?)?\\s*[“"「]?';

const AND_OTHERS = new RegExp(
  `(${LIST})\\s*等(?:多种|各种|一系列|常见|流行|传统|主流|其他|大型|先进|著名|知名|几种|众多|的)?\\s*(${P})(?!\\s*的)`,
  'g',
);
const SUCH_AS = new RegExp(
  `(${P})(?:系列|等)?[，,(]?\\s*(?:例如|比如|譬如|诸如|如|包括但不限于)[:：]?\\s*(${LIST})(?=等|[，。；、)]|\\s|$)`,
  'g',
);
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
const MADE_BY = new RegExp(
  `由\\s*([^，。；\\uE000-\\uF8FF]{0,16}?)(${P})((?:\\s*[、和与的及]\\s*${P}){0,3})(\\s*\\s*(?:等人|等|团队|公司|博士|教授|研究团队)?)[^，。；]{0,24}?${MAKING}`,
  'g',
);
const MAKES = new RegExp(
  `(${P})(?:公司|团队|实验室|研究院|研究人员|官方|等人|等)*(?:于|在)?[^，。；\\uE000-\\uF8FF]{0,16}?${MAKING}了?(?:的|一种|一个|名为|其|新的|全新的|著名的)*\\s*[《“"]?(${P})(?!的)`,
  'g',
);
const IS_MADE_BY = new RegExp(
  `^[^\\uE000-\\uF8FF，。；]{0,6}(${P})[^，。；]{0,10}?(?:是|为)[^。；]{0,60}?(${P})(?:等人|等|团队|公司)?[^，。；\\uE000-\\uF8FF]{0,12}(?:共同)?${MAKING}的`,
);
const COMPARED = new RegExp(
  `(?<![不相共如])(?:与|和|同|跟|相较于|相对于|相比于|不同于|区别于|比起|相比)\\s*(?:传统的?|其他|普通|一般|标准)?(?:的)?\\s*(${P})\\s*(?:相比|不同|相反|类似|对比|相较)?[，,]?\\s*(${P})?`,
  'g',
);
const DIFFERENCE = new RegExp(
  `(${P})\\s*(?:和|与|同|跟|vs\\.?)\\s*(${P})\\s*(?:之间)?\\s*(?:有什么|有何|的)*(?:区别|差异|对比|比较|不同)`,
  'gi',
);
const BASED_ON = new RegExp(
  `基于\\s*(${P})\\s*(?:架构|技术|模型|算法|框架|机制)?(?:的|构建的|开发的|实现的)\\s*[^，。；、的\\uE000-\\uF8FF]{0,6}(${P})`,
  'g',
);
const COMBINED = new RegExp(
  `(?:将|把)\\s*[^，。；\\uE000-\\uF8FF]{0,8}(${P})[^，。；\\uE000-\\uF8FF]{0,8}(?:与|和|同)\\s*[^，。；\\uE000-\\uF8FF]{0,10}(${P})[^，。；\\uE000-\\uF8FF]{0,8}(?:相?结合|融合|集成)`,
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
const VERB_BEFORE = /(?:使用|进行|通过|可以|能够|需要|让|使|将|把|在于|用于|如何)/;
const MODAL = /可以|能够|需要|应该|会|能|要|必须/;
const COMPARING = /相比|不同|相反|类似|对比|相较|相对|比起|区别/;

/** What a heading says of two: "RAG 和微调的区别". */
export function chineseHeading(context: SentenceContext): void {
  if (/区别|差异|对比|比较|不同/.test(context.template.text)) comparisons(context, context.template.text);
}

/** Relations of the patterns that are right most of the time; each states a type. */
export function chineseStatements(context: SentenceContext): void {
  const { sentence } = context;
  const { text, full } = context.template;
  if (text.includes('等')) andOthers(context, text);
  if (/如|包括|有/.test(text)) suchAs(context, full);
  if (/是|即|为|指|属于/.test(text)) copulas(context, text);
  if (context.head && sentence.opensLine) listHeads(context, text);
  if (new RegExp(MAKING).test(text)) makers(context, text);
  if (COMPARING.test(text) || /差异|比较/.test(text)) comparisons(context, text);
  if (/分为|组成|构成/.test(text)) parts(context, text);
  if (text.includes('基于')) {
    for (const match of text.matchAll(BASED_ON))
      context.state(
        { type: 'BASED_ON', pattern: 'zh-based-on', confidence: 0.85, description: '基于' },
        context.end(match[2]),
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

function andOthers(context: SentenceContext, text: string): void {
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

function suchAs(context: SentenceContext, text: string): void {
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

function copulas(context: SentenceContext, text: string): void {
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

/** "S 分为 A 和 B 两个阶段 | 两类", "S 由 A 和 B 组成". */
function parts(context: SentenceContext, text: string): void {
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

function listHeads(context: SentenceContext, text: string): void {
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

function makers(context: SentenceContext, text: string): void {
  for (const match of text.matchAll(MADE_BY)) {
    const what = subjectBefore(context, text, match.index);
    for (const agent of [match[2], ...phraseCharacters(match[3])])
      if (isMaker(context, agent, match[4] ?? '')) made(context, 'zh-made-by', 0.8, match[0], what, agent);
  }
  for (const match of text.matchAll(MAKES)) {
    const before = text.slice(0, match.index);
    if (/由[^，。；]*$/.test(before) || /由/.test(match[0])) continue;
    if (isAgent(context.phrase(match[1]), context.words(match[1])))
      made(context, 'zh-makes', 0.7, match[0], context.end(match[2]), match[1]);
  }
  const is = IS_MADE_BY.exec(text);
  if (is && isAgent(context.phrase(is[2]), context.words(is[2])))
    made(context, 'zh-is-made-by', 0.8, is[0], context.end(is[1]), is[2]);
}

function made(
  context: SentenceContext,
  pattern: string,
  confidence: number,
  words: string,
  what: End | null,
  agent: string | undefined,
): void {
  const description = [...words.matchAll(new RegExp(MAKING, 'g'))].at(-1)?.[0] ?? '';
  context.state(
    { type: makingType(description), pattern, confidence, description },
    what,
    context.end(agent),
  );
  if (what) context.markName(agent);
}

/** 由 … 提出 says that somebody made it: there a single unknown word is a name too. */
function isMaker(context: SentenceContext, agent: string | undefined, behind: string): boolean {
  const phrase = context.phrase(agent);
  if (/等人|团队|公司|博士|教授/.test(behind) || isAgent(phrase, context.words(agent))) return true;
  return phrase?.tokens.length === 1 && /^(?:nw|nr|nrfg|nrt|nz|ns|nt)$/.test(phrase.tokens[0]?.tag ?? '');
}

/** The phrase before 由 in its clause, else the first of the sentence, else what the list or the text is about. */
function subjectBefore(context: SentenceContext, text: string, at: number): End | null {
  if (context.head && context.sentence.opensLine) return context.head;
  const clause = text.slice(0, at).split(/[，。；：]/);
  const own = phraseCharacters(clause.at(-1));
  if (own.length > 0)
    return context.end(
      clause
        .at(-1)
        ?.trimEnd()
        .endsWith(own.at(-1) ?? '')
        ? own.at(-1)
        : own[0],
    );
  const first = phraseCharacters(text.slice(0, at))[0];
  return first ? context.end(first) : (context.previous?.subject ?? context.topic);
}

function comparisons(context: SentenceContext, text: string): void {
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

function phraseCharacters(piece: string | undefined): string[] {
  return [...(piece ?? '')].filter((character) => character >= '\uE000' && character <= '\uF8FF');
}

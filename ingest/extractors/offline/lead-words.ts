import { hasCjk } from '../../text/characters.ts';
import { simplify } from '../../text/simplify.ts';

/** What a heading or a lead-in line says about the items under it. */
const LEADS: readonly { pattern: RegExp; type: string }[] = [
  {
    pattern:
      /缺点|已知问题|缺陷|弱点|短板|挑战|局限|劣势|不足|限制|drawbacks?|limitations?|challenges?|disadvantages?|weaknesses|known (?:issues|bugs|problems)/i,
    type: 'HAS_LIMITATION',
  },
  {
    pattern: /应用场景|应用领域|应用(?!与使用|程序)|用途|用处|适用场景|use cases?|applications?|used for/i,
    type: 'USED_FOR',
  },
  {
    pattern: /步骤|流程|阶段|工序|过程|(?<!by )steps?\b(?! by\b|-)|stages?\b|phases?\b|workflow/i,
    type: 'HAS_STEP',
  },
  {
    pattern:
      /组成|主要部分|构成|结构(?!化)|层次|部分|模块|组件|components?|consists? of|\bparts\b|structure/i,
    type: 'HAS_PART',
  },
  {
    pattern: /特点|特性|优势|优点|好处|功能|特征|advantages?|benefits?|features?|strengths|properties/i,
    type: 'HAS_FEATURE',
  },
  {
    pattern: /类型|分类|种类|变体|变种|几种|几类|大类|types? of|\btypes\b|variants?|kinds? of|categories/i,
    type: 'HAS_TYPE',
  },
  { pattern: /例子|示例|代表|常见的?实现|examples?|implementations/i, type: 'HAS_EXAMPLE' },
  { pattern: /包括|包含|includes?|including/i, type: 'HAS_PART' },
];
const LEAD_ONLY =
  /^(?:的?目的|应用|用途|用处|特点|特性|特征|优点|缺点|优缺点|优势|劣势|已知问题|挑战|局限|不足|步骤|流程|组成|构成|结构|分类|类型|种类|变体|变种|原理|简介|介绍|概述|背景|主要|工作原理|代表|例子|示例|参考|总结|小结|advantages?|disadvantages?|benefits?|drawbacks?|limitations?|challenges?|applications?|use cases?|components?|features?|types|variants?|examples?|steps|stages|how it works|overview|background|summary|structure|properties|strengths|weaknesses|pros|cons)\S{0,6}$/i;

/** "三种", "两个": a number and what is counted; 多头 and 三元组 are none. */
const COUNTED = /^(?:[一二两三四五六七八九十几多\d]+(?:个|种|类|步|项|条|点)|[几各]大)/;
/** Words that only lead to a word such as "weaknesses" or 缺点. */
const QUALIFIED =
  /^(?:常见|常用|主要|重要|典型|各|不同|已知|[两三四五六]大)(?:的)?|^(?:known|main|key|common|important|typical|some|two|three|four|five|six|seven|several|the (?:main|key|two|three|four|five)|open|other)\s/i;
/** Evidence, reasons and the like: what stands under them is about the text's subject. */
const SUPPORT =
  /^(?:evidence|reasons?|criteria|arguments|motivation|factors)\b.*\b(?:for|of|behind|used|against)\b/i;

/** What the items of a list are to its topic. */
export function leadType(lead: string): string | null {
  if (SUPPORT.test(lead)) return null;
  const end = hasCjk(lead) ? simplify(lead.slice(-16)) : lead.slice(-48);
  return LEADS.find(({ pattern }) => pattern.test(end))?.type ?? null;
}

/** True when the heading only says what kind of thing follows ("优点", "三个阶段", "Known weaknesses"), not about what. */
export function isLeadOnly(heading: string): boolean {
  const text = simplify(heading).replace(/[?？:：\s]+$/, '');
  if (LEAD_ONLY.test(text) || SUPPORT.test(text)) return true;
  if (/^(?:two|three|four|five|six|seven|several|some|other)\s+[a-z-]+$/i.test(text)) return true;
  if (COUNTED.test(text)) return leadType(text) !== null || text.length <= 12;
  return QUALIFIED.test(text) && leadType(text) !== null;
}

import { hasCjk } from '../../text/characters.ts';
import { simplify } from '../../text/simplify.ts';
import type { Heading } from '../../text/text-block.ts';
import { headingTopics } from './cue-terms.ts';

/** What a heading or a lead-in line says about the items under it. */
const LEADS: readonly { pattern: RegExp; type: string }[] = [
  {
    pattern: /缺点|挑战|局限|劣势|不足|限制|drawbacks?|limitations?|challenges?|disadvantages?|weaknesses/i,
    type: 'HAS_LIMITATION',
  },
  {
    pattern: /应用场景|应用领域|应用(?!与使用|程序)|用途|用处|适用场景|use cases?|applications?|used for/i,
    type: 'USED_FOR',
  },
  { pattern: /步骤|流程|阶段|工序|过程|steps?\b|stages?\b|phases?\b|workflow/i, type: 'HAS_STEP' },
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
  /^(?:的?目的|应用|用途|用处|特点|特性|特征|优点|缺点|优缺点|优势|劣势|挑战|局限|不足|步骤|流程|组成|构成|结构|分类|类型|种类|变体|变种|原理|简介|介绍|概述|背景|主要|工作原理|代表|例子|示例|参考|总结|小结|advantages?|disadvantages?|benefits?|drawbacks?|limitations?|challenges?|applications?|use cases?|components?|features?|types|variants?|examples?|steps|stages|how it works|overview|background|summary|structure|properties|strengths|weaknesses|pros|cons)\S{0,6}$/i;

const COUNTED =
  /^(?:[一二两三四五六七八九十几多\d]+|常见|常用|主要|重要|典型|各|不同)(?:的)?[个种类大步项条]?|^(?:known|main|key|common|important|typical|some|two|three|four|five|six|seven|several|the main|the key|open|other)\s/i;

/** What the items of a list are to its topic. */
export function leadType(lead: string): string | null {
  const end = hasCjk(lead) ? simplify(lead.slice(-16)) : lead.slice(-48);
  return LEADS.find(({ pattern }) => pattern.test(end))?.type ?? null;
}

/** True when the heading only says what kind of thing follows ("优点", "三个阶段", "Known weaknesses"), not about what. */
function isLeadOnly(heading: string): boolean {
  const text = simplify(heading).replace(/[?？:：\s]+$/, '');
  if (LEAD_ONLY.test(text)) return true;
  return COUNTED.test(text) && (leadType(text) !== null || text.length <= 12);
}

/** A heading beside is a weaker sign than one above. */
const SIBLING_DISTANCE = 2;

/** What a text is about, by a heading above it. */
export interface Topic {
  surface: string;
  /** The heading passed on the way that says what the items are ("优点"); empty when there is none. */
  lead: string;
  /** How many headings lie between. */
  distance: number;
}

/**
 * What the text under a heading is about: the nearest heading that names one thing. Where no heading above does, a
 * lead-only heading belongs to the heading before it on its own level.
 *
 * @returns null when no heading within three names anything
 */
export function topicOf(heading: Heading | null): Topic | null {
  let lead = '';
  let sibling: Topic | null = null;
  let current = heading;
  for (let distance = 0; current && distance < 3; distance += 1) {
    if (leadType(current.text) && !lead) lead = current.text;
    const leadOnly = isLeadOnly(current.text);
    const surface = leadOnly ? null : soleTopic(current.text);
    if (surface !== null) return { surface, lead, distance };
    if (leadOnly && !sibling) sibling = previousTopic(current, lead);
    current = current.parent;
  }
  return sibling;
}

function previousTopic(heading: Heading, lead: string): Topic | null {
  let current = heading.previous;
  while (current && isLeadOnly(current.text)) current = current.previous;
  const surface = current ? soleTopic(current.text) : null;
  return surface === null ? null : { surface, lead, distance: SIBLING_DISTANCE };
}

/** The one thing that a heading names, before its colon where it has one; null when it names none or several. */
function soleTopic(heading: string): string | null {
  const head = /^[^：:]{2,40}(?=[：:]\s*\S)/.exec(heading)?.[0];
  const [topic, ...others] = headingTopics(head ?? heading);
  return topic && others.length === 0 ? heading.slice(topic.start, topic.end) : null;
}

/** What a lead-in line is about ("LoRA 的优点："), when it says so itself; null when it does not. */
export function leadTopic(lead: string): string | null {
  const text = lead.replace(/[:：\s]+$/, '');
  const topic = soleTopic(text);
  return topic !== null && topic.length < text.length ? topic : null;
}

/** The relation of a topic to one of its items: some items say more about themselves than their heading does. */
export function structuralRelation(type: string, item: string): { type: string; itemFirst: boolean } {
  if (type === 'HAS_TYPE') return { type: 'IS_A', itemFirst: true };
  if (type === 'HAS_EXAMPLE') return { type: 'EXAMPLE_OF', itemFirst: true };
  if (type === 'HAS_PART' && /(?:性|能力|效率|高|好|强|低|功能)$/.test(item))
    return { type: 'HAS_FEATURE', itemFirst: false };
  if (type === 'HAS_FEATURE' && /(?:层|机制|网络|门|函数|模块|连接|编码|单元|器|结构|组件)$/.test(item))
    return { type: 'HAS_PART', itemFirst: false };
  return { type, itemFirst: false };
}

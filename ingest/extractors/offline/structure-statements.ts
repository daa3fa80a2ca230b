import type { Heading } from '../../text/text-block.ts';
import { headingTopics } from './cue-terms.ts';
import { isLeadOnly, leadType } from './lead-words.ts';

/** A question beside ("Why the KL penalty?") is a thing of its own; what follows is about the whole text. */
const ASKS = /[?？]\s*$|^(?:why|how|what|when|which|where)\b|^(?:为什么|如何|怎么|怎样|何时|什么)/i;

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
  if (current && ASKS.test(current.text)) return null;
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

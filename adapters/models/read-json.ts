import { jsonrepair } from 'jsonrepair';
import { mendBrackets } from './mend-brackets.ts';
import { wholeRecords } from './whole-records.ts';

/** JSON as far as it could be read. */
export interface ReadJson {
  /** Undefined when there is none. */
  value: unknown;
  /** What `value` was read from, without fences and talk around it. */
  text: string;
  /** True when it took more than taking off the fence: talk cut away, brackets closed, quotes mended. */
  repaired: boolean;
  /** True when the text ends in the middle of the JSON; `value` then has what stands whole before the end. */
  cutOff: boolean;
}

/**
 * Reads the JSON of a reply, forgiving what models do to it: code fences, talk before and after, single quotes, trailing commas, missing
 * brackets, a text cut off in the middle. Only an object or a list counts, so that an apology is never taken for an answer.
 *
 * @param text without thinking
 * @param schema the root's `type` and `required` are looked at, no more
 */
export function readJson(text: string, schema: Record<string, unknown>): ReadJson {
  const inside = withoutFence(text.trim());
  const strict = fitting(parsed(inside), schema);
  if (strict !== undefined) return { value: strict, text: inside, repaired: false, cutOff: false };
  const slice = fromFirstBracket(inside, schema);
  if (slice === null) return { value: undefined, text: inside, repaired: false, cutOff: false };
  const closed = balanced(slice) ?? balanced(mendBrackets(slice));
  const whole = closed === null ? undefined : fitting(parsed(closed) ?? mended(closed), schema);
  if (closed !== null && whole !== undefined && hasAnother(slice, closed, schema))
    return { value: undefined, text: inside, repaired: false, cutOff: false };
  if (whole !== undefined) return { value: whole, text: closed ?? slice, repaired: true, cutOff: false };
  const records = wholeRecords(mendBrackets(slice));
  const value = fitting(mended(records.text), schema);
  if (value === undefined) return { value, text: inside, repaired: false, cutOff: false };
  return { value, text: slice, repaired: true, cutOff: records.cutOff };
}

/** What stands in the first code fence, closed or not; all of it where there is no fence. */
function withoutFence(text: string): string {
  const fence = /```[a-z0-9]*[ \t]*\r?\n?/i.exec(text);
  if (!fence || /[[{]/.test(text.slice(0, fence.index))) return text;
  const inside = text.slice(fence.index + fence[0].length);
  const close = inside.lastIndexOf('```');
  return (close < 0 ? inside : inside.slice(0, close)).trim();
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    // Some models put the JSON into a JSON string.
    return typeof value === 'string' && /^\s*[[{]/.test(value) ? parsed(value) : value;
  } catch {
    return undefined;
  }
}

function mended(text: string): unknown {
  try {
    return parsed(jsonrepair(mendBrackets(text)));
  } catch {
    return undefined;
  }
}

/** From the first bracket that can open the root. */
function fromFirstBracket(text: string, schema: Record<string, unknown>): string | null {
  const at = schema.type === 'object' ? text.indexOf('{') : text.search(/[[{]/);
  return at < 0 ? null : text.slice(at);
}

/** Up to where the first bracket is closed; null when it never is. */
function balanced(text: string): string | null {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (quoted) {
      if (character === '\\') at += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth === 0) return text.slice(0, at + 1);
    }
  }
  return null;
}

/**
 * True when other JSON of the same shape follows: drafts, or one answer for each part of the question. Which of them is meant cannot be told, and
 * none is all of it.
 */
function hasAnother(text: string, first: string, schema: Record<string, unknown>): boolean {
  if (schema.type !== 'object') return false;
  let rest = text.slice(first.length);
  for (let at = rest.indexOf('{'); at >= 0; at = rest.indexOf('{')) {
    const next = balanced(rest.slice(at));
    if (next !== null && next !== first && fitting(parsed(next), schema) !== undefined) return true;
    rest = rest.slice(at + (next?.length ?? 1));
  }
  return false;
}

/** The value when it can be the root of the schema; the one element of a list where an object was wanted; else undefined. */
function fitting(value: unknown, schema: Record<string, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) {
    if (schema.type !== 'object') return value;
    return value.length === 1 ? fitting(value[0], schema) : undefined;
  }
  if (schema.type === 'array') return undefined;
  const required = Array.isArray(schema.required) ? schema.required : [];
  return required.length === 0 || required.some((key) => String(key) in value) ? value : undefined;
}

import { REASONS, type Reason, type ReasonCode } from '../../../domain/reason.ts';
import { RequestError } from '../request-error.ts';
import type { Language } from './i18n.ts';
import { reasonTexts } from './texts/reasons.ts';

/** A failure as the server tells it: in English words, and perhaps with a reason that can be told in others. */
interface Failure {
  message: string;
  hint?: string | undefined;
  reason?: Reason | undefined;
}

/** What failed and what to do, in the language of the page; in English where its reason has no other words. */
export function tellFailure(
  { message, hint, reason }: Failure,
  language: Language,
): { message: string; hint?: string | undefined } {
  if (language === 'en' || !reason || !isKnown(reason)) return { message, hint };
  return { message: inWords(reason), hint: hintFor(reason) };
}

/** The same of whatever was thrown. */
export function tellError(error: unknown, language: Language): ReturnType<typeof tellFailure> {
  if (error instanceof RequestError) return tellFailure(error, language);
  return { message: error instanceof Error ? error.message : String(error) };
}

type KnownReason = Reason & { code: ReasonCode; because?: KnownReason[] };

/** False for a reason of a later version, or one behind which such a reason stands. */
function isKnown(reason: Reason): reason is KnownReason {
  return Object.hasOwn(REASONS, reason.code) && (reason.because ?? []).every(isKnown);
}

function inWords({ code, values, because = [] }: KnownReason): string {
  const [what] = reasonTexts[code];
  const behind = because.map(inWords).join('；');
  if (what.includes('{{because}}')) return filledIn(what, { ...values, because: behind });
  return `${filledIn(what, values)}${behind && `：${behind}`}`;
}

/** What can be done about what stands behind it, then about itself. */
function hintFor({ code, values, because = [] }: KnownReason): string | undefined {
  const own = reasonTexts[code][1];
  const hints = [because.map(hintFor).find(Boolean), own && filledIn(own, values)].filter(Boolean);
  return hints.length > 0 ? hints.join('') : undefined;
}

function filledIn(text: string, values: Reason['values'] = {}): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => valueInWords(values[name]));
}

function valueInWords(value: string | number | readonly number[] | undefined): string {
  if (typeof value === 'string') return value;
  return [value ?? ''].flat().map(inDigits).join('、');
}

function inDigits(value: number | string): string {
  return typeof value === 'number' ? value.toLocaleString('zh-CN', { maximumFractionDigits: 6 }) : value;
}

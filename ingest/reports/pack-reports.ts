import type { ChatReply, ChatRequest } from '../../domain/ports/language-model.ts';
import { compareText } from '../ordering.ts';
import { type NumberedGroup, REPORT_SCHEMA, reportPrompt } from '../prompts/report-prompt.ts';
import { readReports } from './report-reply.ts';
import { type ReportWork, toldTokens } from './report-work.ts';

/** Communities that are told in one call, all in one language. */
export interface ReportPack {
  language: ReportWork['language'];
  members: readonly ReportWork[];
}

/** Tokens of all that one call tells. */
const PACK_TOKENS = 2200;
/** Small models lose count of more. */
const MOST_MEMBERS = 6;
/** Reply tokens for a community: a runaway is cut, a long report is not. */
const REPLY_TOKENS = 700;

/** Packs communities into calls, each language apart, in the order of their ids: the same communities make the same calls, whose replies are remembered. */
export function packReports(work: readonly ReportWork[]): ReportPack[] {
  const packs: { language: ReportWork['language']; members: ReportWork[]; tokens: number }[] = [];
  for (const language of ['en', 'zh'] as const) {
    const ofLanguage = work
      .filter((one) => one.language === language)
      .sort((one, other) => compareText(one.communityId, other.communityId));
    let current: (typeof packs)[number] | null = null;
    for (const one of ofLanguage) {
      const tokens = toldTokens(one);
      if (!current || current.members.length === MOST_MEMBERS || current.tokens + tokens > PACK_TOKENS) {
        current = { language, members: [], tokens: 0 };
        packs.push(current);
      }
      current.members.push(one);
      current.tokens += tokens;
    }
  }
  return packs.map(({ language, members }) => ({ language, members }));
}

/**
 * The calls for what is not known. Packed as if nothing were, so that a run that goes on makes the very calls of the one that was cut off; calls of
 * which a part is known are taken apart, and what is open of them is packed anew.
 */
export function packOpenReports(
  work: readonly ReportWork[],
  isKnown: (one: ReportWork) => boolean,
): ReportPack[] {
  const packs = packReports(work);
  const parts = packs.filter(({ members }) => members.some(isKnown));
  const open = parts.flatMap(({ members }) => members.filter((one) => !isKnown(one)));
  return [...packs.filter((pack) => !parts.includes(pack)), ...packReports(open)];
}

/** The call that asks for a pack's reports. */
export function reportRequest(pack: ReportPack): ChatRequest {
  const groups = numberThrough(pack.members);
  return {
    messages: reportPrompt(pack.language, groups),
    maxTokens: REPLY_TOKENS * pack.members.length,
    schema: REPORT_SCHEMA,
    purpose: 'report',
    accept: (reply) => whatIsWrong(reply, pack),
  };
}

/** Groups and their sentences as one call numbers them, both from 1. */
function numberThrough(members: readonly ReportWork[]): NumberedGroup[] {
  let last = 0;
  return members.map(({ members: names, relationships, sentences }, at) => ({
    number: at + 1,
    members: names,
    relationships,
    sentences: sentences.map(({ text }) => ({ number: ++last, text })),
  }));
}

/** The caller's word on a reply: what has less than half of the reports is asked for again, and never remembered. */
function whatIsWrong(reply: ChatReply, { members }: ReportPack): string | null {
  const read = readReports(reply.value, members);
  if (!read) return 'It is not the JSON object that was asked for, with "reports".';
  if (read.filter((one) => one !== null).length * 2 >= members.length) return null;
  if (reply.finish === 'length') return 'It was cut off before its end. Write shorter reports.';
  return 'Most groups have no report with a summary and findings whose sentences say them.';
}

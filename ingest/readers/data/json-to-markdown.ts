import { oneLine } from '../../../domain/one-line.ts';
import { reasonFor } from '../../../domain/reason.ts';
import { escapeInline, escapeLineStart } from '../escape-markdown.ts';
import { UnreadableError } from '../unreadable-error.ts';

/** Deeper than any file a person would read; deeper values are shown as they are written. */
const MAX_DEPTH = 100;
/** A longer value, or one of several lines, is a paragraph and not an item of a list. */
const MAX_ITEM_LENGTH = 200;

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * Any JSON value as Markdown that reads like notes: an object is a list, `- key: value` a member; lists of plain values stand on one line;
 * what holds objects is a section headed by its path (`## people › 2 › address`); long texts are paragraphs of their own, headed alike.
 * Nulls and empty values are left out.
 */
export function jsonToMarkdown(value: unknown): string {
  const blocks: string[] = [];
  writeSection(value as Json, [], blocks);
  return blocks.join('\n\n');
}

function writeSection(value: Json, path: readonly string[], blocks: string[]): void {
  if (path.length > MAX_DEPTH)
    throw new UnreadableError(
      'malformed',
      `Its values lie more than ${MAX_DEPTH} levels deep`,
      reasonFor('source-too-deep', { most: MAX_DEPTH }),
    );
  const members = membersOf(value);
  const items: string[] = [];
  const sections: [string, Json][] = [];
  for (const [key, member] of members) {
    const line = itemOf(member);
    if (line === null) sections.push([key, member]);
    else if (line !== '')
      items.push(Array.isArray(value) ? `- ${line}` : `- ${escapeInline(oneLine(key))}: ${line}`);
  }
  if (items.length > 0) blocks.push(...headingOf(path), items.join('\n'));
  for (const [key, member] of sections) {
    const below = key === '' ? path : [...path, key];
    if (typeof member !== 'string') writeSection(member, below, blocks);
    else blocks.push(...headingOf(below), paragraph(member));
  }
}

/** Members with their names; those of a list are numbered from 1. A value alone is its own, nameless member. */
function membersOf(value: Json): [string, Json][] {
  if (Array.isArray(value)) return value.map((member, index) => [String(index + 1), member as Json]);
  if (typeof value === 'object' && value !== null) return Object.entries(value) as [string, Json][];
  return [['', value]];
}

/** The value on one line; empty when there is nothing to say; null when it needs a section. */
function itemOf(value: Json): string | null {
  if (value === null || value === '') return '';
  if (typeof value === 'string')
    return value.length > MAX_ITEM_LENGTH || value.includes('\n') ? null : escapeInline(oneLine(value));
  if (typeof value !== 'object') return String(value);
  if (!Array.isArray(value)) return Object.keys(value).length === 0 ? '' : null;
  const parts = (value as readonly Json[]).map((member) =>
    typeof member === 'object' ? null : itemOf(member),
  );
  if (parts.some((part) => part === null)) return null;
  const line = parts.filter((part) => part !== '').join(', ');
  return line.length > MAX_ITEM_LENGTH * 2 ? null : line;
}

function headingOf(path: readonly string[]): string[] {
  if (path.length === 0) return [];
  const level = Math.min(6, path.length + 1);
  return [`${'#'.repeat(level)} ${path.map((key) => escapeInline(oneLine(key))).join(' › ')}`];
}

function paragraph(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  return lines.map((line) => escapeLineStart(escapeInline(line))).join('\n');
}

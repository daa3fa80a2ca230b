import { escapeInline } from '../escape-markdown.ts';
import { isWide } from '../wide-text.ts';
import { ELEMENT_NODE, type HtmlNode, isSkipped, TEXT_NODE } from './html-node.ts';

/** Deeper inside each other than any page means; what is deeper still is read as text without marks. */
export const MAX_DEPTH = 200;

const MARKS: Readonly<Record<string, string>> = { b: '**', strong: '**', i: '*', em: '*', dfn: '*' };

/** Inline nodes as Markdown on one line; `<br>` is a line end. Links are their words: an address says nothing to a reader of names. */
export function inlineMarkdown(nodes: Iterable<HtmlNode>, depth = 0): string {
  let result = '';
  for (const node of nodes) result += inlineNode(node, depth);
  return result;
}

function inlineNode(node: HtmlNode, depth: number): string {
  if (node.nodeType === TEXT_NODE) return escapeInline((node.textContent ?? '').replace(/\s+/g, ' '));
  if (node.nodeType !== ELEMENT_NODE || isSkipped(node)) return '';
  if (depth > MAX_DEPTH) return escapeInline((node.textContent ?? '').replace(/\s+/g, ' '));
  const name = node.localName ?? '';
  if (name === 'br') return '\n';
  if (name === 'code' || name === 'kbd' || name === 'samp') return codeSpan(node.textContent ?? '');
  if (name === 'rt' || name === 'rp') return '';
  if (isNoteReference(node)) return `[${(node.textContent ?? '').trim()}]`;
  const content = inlineMarkdown(node.childNodes, depth + 1);
  const mark = MARKS[name];
  return mark ? marked(content, mark) : content;
}

/** The number of a note, which would become a part of the name before it: a raised link, or what is called one (EPUB, DPUB-ARIA). */
function isNoteReference(node: HtmlNode): boolean {
  if (!/^\s*\d{1,3}\s*$/.test(node.textContent ?? '')) return false;
  if (node.localName === 'sup') return [...node.childNodes].some(({ localName }) => localName === 'a');
  if (node.localName !== 'a') return false;
  const isRaised = [...node.childNodes].some(({ localName }) => localName === 'sup');
  const called = `${node.getAttribute?.('epub:type') ?? ''} ${node.getAttribute?.('role') ?? ''}`;
  return isRaised || /\b(doc-)?noteref\b/.test(called);
}

/** The mark set close around the words, as Markdown asks; none around what has a mark already, or spans lines. */
function marked(content: string, mark: string): string {
  const words = content.trim();
  if (words === '' || words.includes('\n') || /^\*|\*$/.test(words)) return content;
  const at = content.indexOf(words);
  return content.slice(0, at) + mark + words + mark + content.slice(at + words.length);
}

function codeSpan(text: string): string {
  const code = text.replace(/\s+/g, ' ').trim();
  if (code === '') return '';
  return code.includes('`') ? escapeInline(code) : `\`${code}\``;
}

/** White space as a page shows it: one space, none beside a line end, none between Chinese characters that a line end parted. */
export function tidyInline(text: string): string {
  return text
    .replace(/[ \t\f\v\u00a0\u3000]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{2,}/g, '\n')
    .replace(/(\S) (?=(\S))/g, (whole, before: string, after: string) =>
      isWide(before) && isWide(after) ? before : whole,
    )
    .trim();
}

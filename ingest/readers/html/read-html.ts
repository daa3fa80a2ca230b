import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { decodeText, normalizeText } from '../decode-text.ts';
import { escapeInline } from '../escape-markdown.ts';
import { UnreadableError } from '../unreadable-error.ts';
import type { WrittenText } from '../written-text.ts';
import type { HtmlDocument, HtmlNode } from './html-node.ts';
import { htmlToMarkdown } from './html-to-markdown.ts';
import { MAX_DEPTH } from './inline-markdown.ts';

/** Where a page says its encoding, it does so here. */
const ENCODING_BYTES = 4096;
/** Pages with more elements are read whole: looking for the article takes too long in them. */
const MAX_ARTICLE_ELEMENTS = 50_000;
/** An article that holds less of the page's text has left out what a person may have meant. */
const MIN_ARTICLE_SHARE = 0.4;

/**
 * A web page as Markdown. Its article, as Readability finds it; the whole body without navigation where it finds none, or where the
 * article would be less than 40 % of the body's text. Nothing in the page is run or fetched.
 */
export function readHtml(bytes: Uint8Array): WrittenText {
  const html = decodeHtml(bytes);
  const page = parsePage(html);
  const headings = new Set([...page.querySelectorAll('h1')].map(wordsOf).filter((words) => words !== ''));
  const [heading] = headings;
  const isTitled = heading !== undefined && headings.size === 1;
  const title = isTitled ? heading : wordsOf(page.querySelector('title'));
  const body = htmlToMarkdown(page.querySelector('body') ?? page, { leaveOut: isChrome });
  const article = articleOf(page);
  const isEnough = article !== null && article.length >= MIN_ARTICLE_SHARE * body.length;
  const text = !isEnough ? body : isTitled ? underHeading(article, escapeInline(heading)) : article;
  return { text: normalizeText(text), ...(title ? { title } : {}) };
}

/** Readability takes the page's heading for its title, and out of the article, or makes it a lesser one. */
function underHeading(article: string, heading: string): string {
  if (article.startsWith('# ')) return article;
  const lesser = `## ${heading}`;
  return article.startsWith(lesser) ? article.slice(1) : `# ${heading}\n\n${article}`;
}

function wordsOf(element: HtmlNode | null): string {
  return (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** Parses a page without running anything in it. A fragment becomes the body of a page. */
export function parsePage(html: string): HtmlDocument {
  const page = /<body[\s>]/i.test(html) ? html : `<!doctype html><html><body>${html}</body></html>`;
  return parseHTML(page).document as unknown as HtmlDocument;
}

/** Bytes to characters: by mark, UTF-8, what the page says, GB 18030. */
function decodeHtml(bytes: Uint8Array): string {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, ENCODING_BYTES));
  const named = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]+encoding\s*=\s*["']([\w-]+)/i.exec(
    start,
  );
  const decoded = decodeText(bytes);
  if ('text' in decoded && decoded.encoding !== 'gb18030') return decoded.text;
  const label = named?.[1] ?? named?.[2];
  if (label && !('code' in decoded && decoded.code === 'binary')) {
    try {
      return normalizeText(new TextDecoder(label, { fatal: true }).decode(bytes));
    } catch {
      // An encoding nobody knows, or the page lies about it.
    }
  }
  if ('code' in decoded) throw new UnreadableError(decoded.code, decoded.message, decoded.reason);
  return decoded.text;
}

/** What stands around the text of most pages. */
function isChrome(element: HtmlNode): boolean {
  const name = element.localName ?? '';
  if (name === 'nav' || name === 'footer') return true;
  return /^(?:navigation|banner|contentinfo|search|menu)$/.test(element.getAttribute?.('role') ?? '');
}

/** Readability takes minutes for pages that nest deeply. */
function isTooDeep(page: HtmlNode): boolean {
  let level: HtmlNode[] = [page];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((node) => [...node.childNodes]);
  }
  return false;
}

/** The page's article as Markdown, or null. Takes the page apart. */
function articleOf(page: HtmlDocument): string | null {
  if (isTooDeep(page) || page.querySelectorAll('*').length > MAX_ARTICLE_ELEMENTS) return null;
  try {
    const options = { serializer: (node: unknown) => node as HtmlNode, disableJSONLD: true };
    const article = new Readability<HtmlNode>(page as never, options).parse();
    return article?.content ? htmlToMarkdown(article.content) : null;
  } catch {
    // Some pages are too odd for it; the body is there.
    return null;
  }
}

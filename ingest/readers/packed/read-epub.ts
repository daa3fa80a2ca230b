import { DOMParser } from 'linkedom';
import { reasonFor } from '../../../domain/reason.ts';
import { normalizeText } from '../decode-text.ts';
import type { HtmlDocument, HtmlNode } from '../html/html-node.ts';
import { htmlToMarkdown } from '../html/html-to-markdown.ts';
import { parsePage } from '../html/read-html.ts';
import { UnreadableError } from '../unreadable-error.ts';
import type { WrittenText } from '../written-text.ts';
import { unpack } from './unpack.ts';

const CONTAINER = 'META-INF/container.xml';
const ENCRYPTION = 'META-INF/encryption.xml';

/**
 * A book (.epub) as Markdown: its chapters in the order of its spine; the table of contents and what the book calls not linear are left
 * out.
 *
 * @see https://www.w3.org/TR/epub-33/ sections 4 (container) and 5 (package document)
 */
export function readEpub(bytes: Uint8Array): WrittenText {
  const files = unpack(bytes, (name) => /\.(?:xml|opf|x?html?|ncx)$/i.test(name));
  const container = parseXml(files, CONTAINER, 'It is a ZIP archive, but not a book (.epub)');
  const place = container.querySelector('rootfile')?.getAttribute?.('full-path') ?? '';
  const book = parseXml(files, place, 'The book is damaged: it has no package document');
  const chapters = chapterPaths(book, place);
  refuseLocked(files, chapters);
  const texts: string[] = [];
  for (const path of chapters) {
    const file = files[path];
    if (!file) continue;
    const page = parsePage(new TextDecoder().decode(file));
    const text = htmlToMarkdown(page.querySelector('body') ?? page);
    if (text !== '') texts.push(text);
  }
  if (chapters.length > 0 && !chapters.some((path) => files[path]))
    throw new UnreadableError(
      'malformed',
      'The book is damaged: none of its chapters is in it',
      reasonFor('source-damaged', {}),
    );
  const title = [...book.querySelectorAll('metadata > *')]
    .find((element) => /^(?:dc:)?title$/.test(element.localName ?? ''))
    ?.textContent?.replace(/\s+/g, ' ')
    .trim();
  return { text: normalizeText(texts.join('\n\n')), ...(title ? { title } : {}) };
}

function parseXml(
  files: Readonly<Record<string, Uint8Array>>,
  name: string,
  otherwise: string,
): HtmlDocument {
  const file = files[name];
  if (!file) throw new UnreadableError('malformed', otherwise, reasonFor('source-damaged', {}));
  const text = new TextDecoder().decode(file);
  return new DOMParser().parseFromString(text, 'text/xml') as unknown as HtmlDocument;
}

/** Paths inside the archive of the chapters, in reading order. */
function chapterPaths(book: HtmlDocument, place: string): string[] {
  const items = new Map<string, HtmlNode>();
  for (const item of book.querySelectorAll('manifest > item')) items.set(attribute(item, 'id'), item);
  const paths: string[] = [];
  for (const reference of book.querySelectorAll('spine > itemref')) {
    const item = items.get(attribute(reference, 'idref'));
    if (!item || attribute(reference, 'linear') === 'no') continue;
    if (attribute(item, 'properties').split(' ').includes('nav')) continue;
    if (/html|xml/.test(attribute(item, 'media-type')))
      paths.push(resolvePath(place, attribute(item, 'href')));
  }
  return paths;
}

function attribute(element: HtmlNode, name: string): string {
  return element.getAttribute?.(name) ?? '';
}

/** The path that `href` means, seen from the file at `from`; only names of entries, so nothing outside the archive is reached. */
function resolvePath(from: string, href: string): string {
  const path = new URL(href, `epub:/${from}`).pathname.replace(/^\/+/, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Books with copy protection keep their chapters encrypted. (Fonts are often scrambled in books that anyone may read.) */
function refuseLocked(files: Readonly<Record<string, Uint8Array>>, chapters: readonly string[]): void {
  const list = files[ENCRYPTION] && new TextDecoder().decode(files[ENCRYPTION]);
  const locked =
    list && chapters.some((path) => list.includes(`"${path}"`) || list.includes(`"${encodeURI(path)}"`));
  if (locked)
    throw new UnreadableError(
      'password-protected',
      'The book is locked by copy protection and cannot be read',
      reasonFor('source-copy-protected', {}),
    );
}

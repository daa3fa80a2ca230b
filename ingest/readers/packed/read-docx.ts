import { zipSync } from 'fflate';
import mammoth from 'mammoth';
import { reasonFor } from '../../../domain/reason.ts';
import { normalizeText } from '../decode-text.ts';
import { htmlToMarkdown } from '../html/html-to-markdown.ts';
import { parsePage } from '../html/read-html.ts';
import { refusedByParser, UnreadableError } from '../unreadable-error.ts';
import type { WrittenText } from '../written-text.ts';
import { unpack } from './unpack.ts';

/** Styles that Word, LibreOffice and Pandoc give to titles, quotes and code; mammoth knows headings and lists itself. */
const STYLES = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Subtitle'] => p:fresh",
  "p[style-name='Quote'] => blockquote > p:fresh",
  "p[style-name='Intense Quote'] => blockquote > p:fresh",
  "p[style-name='Block Text'] => blockquote > p:fresh",
  "p[style-name='Source Code'] => pre:separator('\\n')",
  "p[style-name='HTML Preformatted'] => pre:separator('\\n')",
  "r[style-name='Verbatim Char'] => code",
];

/** A Word document (.docx) as Markdown, by mammoth's reading of its styles. Pictures, headers and footers are left out. */
export async function readDocx(bytes: Uint8Array): Promise<WrittenText> {
  const parts = unpack(bytes, (name) => /\.(?:xml|rels)$/i.test(name));
  if (
    !parts['word/document.xml'] &&
    !Object.keys(parts).some((name) => /^word\/document\d*\.xml$/.test(name))
  )
    throw new UnreadableError(
      'malformed',
      'It is a ZIP archive, but not a Word document (.docx)',
      reasonFor('source-is-packed', {}),
    );
  const html = await toHtml(parts);
  const text = htmlToMarkdown(parsePage(html));
  const title = coreTitle(parts['docProps/core.xml']);
  return { text: normalizeText(text), ...(title ? { title } : {}) };
}

/** Packed again without pictures and unpacked sizes checked: mammoth unpacks whatever it is given. */
async function toHtml(parts: Readonly<Record<string, Uint8Array>>): Promise<string> {
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(zipSync({ ...parts }, { level: 0 })) },
      {
        styleMap: STYLES,
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
        includeEmbeddedStyleMap: false,
        externalFileAccess: false,
      },
    );
    return value;
  } catch (error) {
    throw refusedByParser('The Word document is damaged', error, '; open it and save it again');
  }
}

/** The title in the document's properties; empty when it has none. */
function coreTitle(xml: Uint8Array | undefined): string {
  if (!xml) return '';
  const page = parsePage(new TextDecoder().decode(xml).replaceAll('dc:title', 'dc-title'));
  return page.querySelector('dc-title')?.textContent?.trim() ?? '';
}

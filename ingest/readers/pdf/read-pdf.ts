import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { reasonFor } from '../../../domain/reason.ts';
import { normalizeText } from '../decode-text.ts';
import { refusedByParser, UnreadableError } from '../unreadable-error.ts';
import type { WrittenText } from '../written-text.ts';
import { columnLines } from './column-lines.ts';
import { joinBlocks } from './join-blocks.ts';
import { withoutMargins } from './page-margins.ts';
import { pageRuns, type TextItem } from './page-runs.ts';
import { pageSegments } from './page-segments.ts';
import { blocksOf, styleOf } from './pdf-blocks.ts';
import type { PdfPage } from './pdf-line.ts';
import { readingOrder } from './reading-order.ts';
import { writeBlocks } from './write-blocks.ts';

/** Most pages that are read. */
export const MAX_PAGES = 5000;
/** Most characters that are read. */
const MAX_CHARACTERS = 20 * 1024 * 1024;

/** Lines of a table of contents: dots, then the number of a page. */
const LEADERS = /(?:[.·…]\s?){5,}\s*[\divxl]{0,6}\s*$/;

/**
 * A PDF as Markdown, with the place where each page begins: columns in reading order, paragraphs whole across lines, columns and pages,
 * cut words joined, running headers, footers and page numbers left out, headings by the size of their letters. Scripts in it are not run.
 *
 * @throws UnreadableError `password-protected`, `no-text` when its pages are pictures, `too-large`, `malformed`
 */
export async function readPdf(bytes: Uint8Array): Promise<WrittenText> {
  const { pages, title } = await drawnPages(bytes);
  const hasText = pages.some(({ runs }) => runs.some(({ text }) => /[\p{L}\p{N}]/u.test(text)));
  if (!hasText) {
    const what = pages.length === 1 ? 'Its page is a picture' : `Its ${pages.length} pages are pictures`;
    const message = `${what} without a text layer; let a program recognise the text (OCR) first`;
    throw new UnreadableError('no-text', message, reasonFor('source-pictures', { pages: pages.length }));
  }
  const segments = withoutMargins(
    pages.map(({ height, runs }) => ({ height, segments: pageSegments(runs) })),
  );
  const groups = readingOrder(segments).flatMap((page, at) =>
    page.map((group) => columnLines(group, at).filter(({ text }) => !LEADERS.test(text))),
  );
  const style = styleOf(groups);
  const blocks = joinBlocks(groups.map((lines) => blocksOf(lines, style)));
  const written = writeBlocks(blocks, pages.length);
  // Every replacement keeps the length, so that the places of pages hold.
  return { text: normalizeText(written.text), pages: written.pages, ...(title ? { title } : {}) };
}

async function drawnPages(bytes: Uint8Array): Promise<{ pages: PdfPage[]; title: string }> {
  const pdf = await openPdf(bytes);
  try {
    if (pdf.numPages > MAX_PAGES)
      throw new UnreadableError(
        'too-large',
        `It has ${pdf.numPages} pages; at most ${MAX_PAGES} are read. Split it`,
        reasonFor('source-pages', { pages: pdf.numPages, most: MAX_PAGES }),
      );
    const pages: PdfPage[] = [];
    let characters = 0;
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const { items, styles } = await page.getTextContent();
      const texts = items.filter((item): item is typeof item & TextItem => 'str' in item);
      const { height, transform } = page.getViewport({ scale: 1 });
      pages.push(pageRuns(texts, { height, transform }, styles));
      page.cleanup();
      characters += texts.reduce((sum, { str }) => sum + str.length, 0);
      if (characters > MAX_CHARACTERS)
        throw new UnreadableError(
          'too-large',
          `Its text has more than ${MAX_CHARACTERS} characters. Split it`,
          reasonFor('source-characters', { most: MAX_CHARACTERS }),
        );
    }
    return { pages, title: await titleOf(pdf) };
  } catch (error) {
    if (error instanceof UnreadableError) throw error;
    throw refusedByParser('The PDF is damaged', error);
  } finally {
    await pdf.loadingTask.destroy();
  }
}

async function openPdf(bytes: Uint8Array) {
  const { getDocument, VerbosityLevel } = await loadPdfjs();
  const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  try {
    return await getDocument({
      // pdf.js takes the bytes away from whoever gives them.
      data: bytes.slice(),
      // Without these, text in fonts that are not in the file (most Chinese ones) is dropped without a word.
      cMapUrl: join(folder, 'cmaps') + sep,
      cMapPacked: true,
      standardFontDataUrl: join(folder, 'standard_fonts') + sep,
      wasmUrl: join(folder, 'wasm') + sep,
      isEvalSupported: false,
      useSystemFonts: false,
      disableFontFace: true,
      verbosity: VerbosityLevel.ERRORS,
    }).promise;
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') {
      const message = 'The PDF is locked with a password; save a copy without one';
      throw new UnreadableError('password-protected', message, reasonFor('source-locked', {}), error);
    }
    throw refusedByParser('It is no PDF, or a damaged one', error);
  }
}

/** pdf.js wants this class to be there when it is loaded; only drawing uses it, and drawing needs a native library. */
async function loadPdfjs() {
  const scope = globalThis as { DOMMatrix?: unknown };
  scope.DOMMatrix ??= class {};
  return import('pdfjs-dist/legacy/build/pdf.mjs');
}

/** The title that the file gives itself; empty when it is only what a program wrote there. */
async function titleOf(pdf: { getMetadata(): Promise<{ info: object }> }): Promise<string> {
  const { info } = await pdf.getMetadata().catch(() => ({ info: {} }));
  const title =
    'Title' in info && typeof info.Title === 'string' ? info.Title.replace(/\s+/g, ' ').trim() : '';
  const isJunk =
    /^(?:untitled|无标题|about:blank|microsoft (?:word|powerpoint).*|.*\.(?:docx?|tex|dvi|html?|pptx?|pdf|odt))$/i;
  return isJunk.test(title) ? '' : title;
}

import { screen } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { DocumentViewer } from '../../../../client/src/features/document/DocumentViewer.tsx';
import { failure, startFakeServer } from '../../support/fake-server.ts';
import { aDocument, aMention, anEntityDetail, pageOf } from '../../support/records.ts';
import { renderPart } from '../../support/render-part.tsx';

const text = '# LoRA\n\n**LoRA** freezes the weights of the model.\n\nIt is a kind of fine-tuning.';
const quote = { documentId: 'd-notes', start: 8, end: 50 };

function serve() {
  const server = startFakeServer();
  server.on('GET /api/documents/:id', () => aDocument({ text }));
  server.on('GET /api/entities/:id', () => anEntityDetail());
  server.on('GET /api/entities/:id/mentions', () =>
    pageOf([
      aMention({ start: 10, end: 14 }),
      aMention({ start: 2, end: 6 }),
      aMention({ documentId: 'another', start: 20, end: 24 }),
    ]),
  );
  return server;
}

const texts = (container: HTMLElement, selector: string): string[] =>
  [...container.querySelectorAll(selector)].map((element) => element.textContent ?? '');

describe('The document viewer', () => {
  test('marks exactly the quoted characters, whatever Markdown stands among them', async () => {
    serve();
    const { container } = renderPart(<DocumentViewer place={quote} entityId={null} />);
    await screen.findByRole('heading', { name: 'Notes on LoRA' });
    expect(texts(container, '[data-quote]').join('')).toBe(text.slice(8, 50));
    expect(texts(container, '[data-quote]:not([data-style="mark"])').join('')).toBe(
      'LoRA freezes the weights of the model.',
    );
  });

  test('shows headings and paragraphs without their marks', async () => {
    serve();
    renderPart(<DocumentViewer place={{ documentId: 'd-notes' }} entityId={null} />);
    expect(await screen.findByRole('heading', { name: 'LoRA' })).toBeTruthy();
    expect(screen.getByText('It is a kind of fine-tuning.')).toBeTruthy();
  });

  test('tells the page of the quote, and of a file with pages how many there are', async () => {
    const server = serve();
    server.on('GET /api/documents/:id', () =>
      aDocument({ text, mediaType: 'application/pdf', pages: [0, 8, 52] }),
    );
    const { unmount } = renderPart(<DocumentViewer place={quote} entityId={null} />);
    expect(await screen.findByText('page 2 of 3')).toBeTruthy();
    unmount();
    renderPart(<DocumentViewer place={{ documentId: 'd-notes' }} entityId={null} />, 'zh');
    expect(await screen.findByText('3 页')).toBeTruthy();
  });

  test('shows what a reader made of another format as it shows Markdown, escapes gone', async () => {
    const written = '# Mills\n\nA mill at 5 \\* 3 **stones**.';
    serve().on('GET /api/documents/:id', () => aDocument({ text: written, mediaType: 'text/html' }));
    const { container } = renderPart(<DocumentViewer place={{ documentId: 'd-notes' }} entityId={null} />);
    expect(await screen.findByRole('heading', { name: 'Mills' })).toBeTruthy();
    expect(texts(container, '[data-style="strong"]')).toEqual(['stones']);
    expect(texts(container, '[data-style="mark"]')).toContain('\\');
  });

  test('softly marks every mention of the selected entity in this document, and counts them', async () => {
    serve();
    const { container } = renderPart(<DocumentViewer place={quote} entityId="e-lora" />);
    expect(await screen.findByText('LoRA: 2 places marked')).toBeTruthy();
    expect(texts(container, '[data-mention]')).toEqual(['LoRA', 'LoRA']);
  });

  test('says when the selected entity is not mentioned here', async () => {
    serve().on('GET /api/entities/:id/mentions', () => pageOf([]));
    renderPart(<DocumentViewer place={quote} entityId="e-lora" />, 'zh');
    expect(await screen.findByText('此文未提到 LoRA')).toBeTruthy();
  });

  test('finds words in the whole document and steps from place to place', async () => {
    serve();
    const { container, user } = renderPart(
      <DocumentViewer place={{ documentId: 'd-notes' }} entityId={null} />,
    );
    await user.click(await screen.findByRole('button', { name: 'Find in this document' }));
    const field = screen.getByRole('textbox', { name: 'Find in this document' });
    await user.type(field, 'lora');
    expect(await screen.findByText('2 places')).toBeTruthy();
    expect(texts(container, '[data-mention]')).toEqual(['LoRA', 'LoRA']);
    await user.keyboard('{Enter}');
    expect(screen.getByText('1 of 2')).toBeTruthy();
    await user.keyboard('{Enter}');
    expect(screen.getByText('2 of 2')).toBeTruthy();
    expect(texts(container, '[data-current]')).toEqual(['LoRA']);
    await user.type(field, ' (x');
    expect(await screen.findByText('not found')).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('textbox', { name: 'Find in this document' })).toBeNull();
  });

  test('document text is never markup', async () => {
    const evil = '<img src=x onerror="alert(1)"> [click](javascript:alert(1))';
    serve().on('GET /api/documents/:id', () => aDocument({ text: evil }));
    const { container } = renderPart(<DocumentViewer place={{ documentId: 'd-notes' }} entityId={null} />);
    expect(await screen.findByText(/<img src=x/)).toBeTruthy();
    expect(container.querySelector('img, a')).toBeNull();
  });

  test('tells when the document changed since it was quoted', async () => {
    serve();
    const place = { documentId: 'd-notes', start: 5000, end: 5100 };
    renderPart(<DocumentViewer place={place} entityId={null} />);
    expect(await screen.findByText(/it changed since/)).toBeTruthy();
  });

  test('a document that is gone is told as gone, and can be left', async () => {
    serve().on('GET /api/documents/:id', () => failure(404, 'not-found', 'No document'));
    const onClose = vi.fn();
    const { user } = renderPart(<DocumentViewer place={quote} entityId={null} onClose={onClose} />);
    expect(await screen.findByText('This document is no longer in the index')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(onClose).toHaveBeenCalledOnce();
  });

  test('a document of a megabyte puts only what is in sight into the page', async () => {
    const long = Array.from({ length: 20_000 }, (_, index) => `Line ${index} about graphs and models.`).join(
      '\n\n',
    );
    serve().on('GET /api/documents/:id', () => aDocument({ text: long }));
    const { container } = renderPart(<DocumentViewer place={{ documentId: 'd-notes' }} entityId={null} />);
    await screen.findByText('Line 0 about graphs and models.');
    expect(container.querySelectorAll('p').length).toBeLessThan(200);
  });
});

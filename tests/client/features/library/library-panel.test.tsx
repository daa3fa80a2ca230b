import { notifications } from '@mantine/notifications';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { fileSource, isClutter } from '../../../../client/src/features/library/file-source.ts';
import { LibraryPanel } from '../../../../client/src/features/library/LibraryPanel.tsx';
import type { JobResponse } from '../../../../domain/api/jobs.ts';
import { eventStream, failure, reply, startFakeServer } from '../../support/fake-server.ts';
import { aDocument, aJob, aReport, aSummary, pageOf } from '../../support/records.ts';
import { renderPart } from '../../support/render-part.tsx';

// Only so many are shown at once: those of one test would keep out those of the next.
afterEach(() => notifications.clean());

const idle = { job: null, hasSamples: false, model: null, embedding: null, openDocumentId: null };

function serve(
  documents = [aSummary(), aSummary({ id: 'd-rag', title: '检索增强生成', source: 'notes/rag.md' })],
) {
  const server = startFakeServer();
  server.on('GET /api/documents', () => pageOf(documents));
  server.on('GET /api/jobs', () => pageOf([]));
  server.on('POST /api/documents', () => reply(202, { jobId: 'j-1' }));
  return server;
}

describe('The library', () => {
  test('lists documents, finds them by title or source, and opens them', async () => {
    serve();
    const { user, navigator } = renderPart(<LibraryPanel {...idle} />);
    expect(await screen.findByText('2 documents')).toBeTruthy();
    await user.type(screen.getByRole('textbox', { name: 'Search documents' }), '检索');
    expect(await screen.findByText('1 of 2 documents')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Open 检索增强生成' }));
    expect(navigator.openDocument).toHaveBeenCalledWith({ documentId: 'd-rag' });
    await user.type(screen.getByRole('textbox', { name: 'Search documents' }), 'zz');
    expect(await screen.findByText('No document is called “检索zz”')).toBeTruthy();
  });

  test('fetches all pages of a long list', async () => {
    const server = serve();
    server.on('GET /api/documents', ({ query }) =>
      query.get('cursor') === 'next'
        ? { items: [aSummary({ id: 'd-2', title: 'Second' })], total: 2 }
        : { items: [aSummary()], total: 2, nextCursor: 'next' },
    );
    renderPart(<LibraryPanel {...idle} />);
    expect(await screen.findByRole('button', { name: 'Open Second' })).toBeTruthy();
  });

  test('without documents it says what to do, in both languages', async () => {
    serve([]);
    const first = renderPart(<LibraryPanel {...idle} />);
    expect(await screen.findByText('No documents yet')).toBeTruthy();
    first.unmount();
    renderPart(<LibraryPanel {...idle} />, 'zh');
    expect(await screen.findByText('还没有文档')).toBeTruthy();
    expect(screen.getByText('把文件或文件夹拖到这里')).toBeTruthy();
  });

  test('sends dropped files under their path in the folder, without the clutter of systems', async () => {
    const server = serve();
    renderPart(<LibraryPanel {...idle} />);
    const input = await screen.findByLabelText('Drop files or folders here');
    const note = new File(['LoRA'], 'lora.md', { type: 'text/markdown' });
    Object.defineProperty(note, 'webkitRelativePath', { value: 'notes/rag/lora.md' });
    const clutter = new File(['x'], '.DS_Store');
    fireEvent.change(input, { target: { files: [note, clutter] } });
    await waitFor(() => expect(server.requests.some(({ method }) => method === 'POST')).toBe(true));
    const sent = server.requests.find(({ method }) => method === 'POST');
    if (!(sent?.body instanceof FormData)) throw new Error('no files were sent');
    const files = sent.body.getAll('files').filter((file) => file instanceof File);
    expect(sent.query.getAll('root')).toEqual(['notes']);
    expect(files.map(({ name }) => name)).toEqual(['notes/rag/lora.md']);
    expect(await screen.findByText('The documents were received and are being read')).toBeTruthy();
  });

  test('adds a pasted text under its name', async () => {
    const server = serve();
    const { user } = renderPart(<LibraryPanel {...idle} />);
    await user.click(await screen.findByRole('button', { name: 'Paste text…' }));
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByRole('textbox', { name: /Name/ }), 'Idea');
    await user.type(within(dialog).getByRole('textbox', { name: /Text/ }), 'LoRA is small.');
    await user.click(within(dialog).getByRole('button', { name: 'Add' }));
    await waitFor(() =>
      expect(server.requests.find(({ method }) => method === 'POST')?.body).toEqual({
        documents: [{ source: 'Idea.md', text: 'LoRA is small.' }],
      }),
    );
  });

  test('a refusal of the server is told with its reason', async () => {
    serve().on('POST /api/documents', () => failure(400, 'request-invalid', 'Too many files'));
    renderPart(<LibraryPanel {...idle} />);
    const input = await screen.findByLabelText('Drop files or folders here');
    fireEvent.change(input, { target: { files: [new File(['a'], 'a.md')] } });
    expect(await screen.findByText('Too many files')).toBeTruthy();
    expect(screen.getByText('The documents were not added')).toBeTruthy();
  });

  test('removes a document after one question and brings it back on undo', async () => {
    const server = serve();
    server.on('GET /api/documents/:id', () => aDocument({ text: 'LoRA text' }));
    server.on('DELETE /api/documents/:id', () => reply(202, { jobId: 'j-2' }));
    const { user } = renderPart(<LibraryPanel {...idle} />);
    await user.click(await screen.findByRole('button', { name: 'Remove Notes on LoRA' }));
    expect(
      await screen.findByText('What only it supports leaves the map; what others support stays.'),
    ).toBeTruthy();
    expect(server.requests.some(({ method }) => method === 'DELETE')).toBe(false);
    await user.click(screen.getByRole('button', { name: 'Remove' }));
    expect(await screen.findByText('is being removed')).toBeTruthy();
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() =>
      expect(server.requests.find(({ method }) => method === 'POST')?.body).toEqual({
        documents: [
          {
            source: 'notes/lora.md',
            title: 'Notes on LoRA',
            mediaType: 'text/markdown',
            text: 'LoRA text',
            asRead: {},
          },
        ],
      }),
    );
  });

  test.each(['offline', 'model'] as const)('brings a document back to its reader: %s', async (readBy) => {
    const server = serve();
    server.on('GET /api/documents/:id', () => aDocument({ readBy }));
    server.on('DELETE /api/documents/:id', () => reply(202, { jobId: 'j-2' }));
    const { user } = renderPart(<LibraryPanel {...idle} model="gpt-5-mini" />);
    await user.click(await screen.findByRole('button', { name: 'Remove Notes on LoRA' }));
    await user.click(await screen.findByRole('button', { name: 'Remove' }));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() =>
      expect(server.requests.find(({ method }) => method === 'POST')?.query.get('extractor')).toBe(readBy),
    );
  });

  test('keeps the document when the question is answered so', async () => {
    const server = serve();
    const { user } = renderPart(<LibraryPanel {...idle} />, 'zh');
    await user.click(await screen.findByRole('button', { name: '移除《Notes on LoRA》' }));
    await user.click(await screen.findByRole('button', { name: '保留' }));
    expect(server.requests.some(({ method }) => method === 'DELETE')).toBe(false);
  });

  test('removes all samples', async () => {
    const server = serve();
    server.on('DELETE /api/samples', () => reply(202, { jobId: 'j-3' }));
    const { user } = renderPart(<LibraryPanel {...idle} hasSamples />);
    await user.click(await screen.findByRole('button', { name: 'Remove the samples' }));
    await user.click(await screen.findByRole('button', { name: 'Remove' }));
    expect(await screen.findByText('The samples are being removed')).toBeTruthy();
  });
});

describe('A running job in the library', () => {
  test('shows the stage it is in, how far, and follows its events', async () => {
    const server = serve();
    server.on('GET /api/jobs/:id', () => aJob());
    server.on('GET /api/jobs/:id/events', () =>
      eventStream([{ event: 'job', data: aJob({ stage: 'cluster', progress: { done: 1, total: 2 } }) }]),
    );
    renderPart(<LibraryPanel {...idle} job={aJob()} />);
    const job = await screen.findByRole('region', { name: 'Reading documents' });
    await waitFor(() => {
      const current = within(job).getAllByRole('listitem', { current: 'step' });
      expect(current.map((item) => item.textContent)).toEqual(['Find communities1 of 2']);
    });
  });

  test('can be cancelled', async () => {
    const server = serve();
    server.on('GET /api/jobs/:id', () => aJob());
    server.on('GET /api/jobs/:id/events', () => eventStream([]));
    server.on('DELETE /api/jobs/:id', () => aJob({ state: 'cancelled' }));
    const { user } = renderPart(<LibraryPanel {...idle} job={aJob()} />, 'zh');
    await user.click(await screen.findByRole('button', { name: '取消' }));
    await waitFor(() => expect(server.requests.some(({ method }) => method === 'DELETE')).toBe(true));
  });
});

describe('The report of the last change', () => {
  test('counts what came, and lists what could not be read with its reason', async () => {
    const report = aReport({
      documents: {
        added: ['a', 'b'],
        changed: [],
        removed: [],
        unchanged: 3,
        failed: [
          { source: 'notes/empty.md', code: 'empty', message: 'The file is empty' },
          { source: 'notes/odd.bin', code: 'something-new', message: 'A reason of its own' },
        ],
        vanished: [],
      },
    });
    serve().on('GET /api/jobs', () =>
      pageOf([aJob({ state: 'done', endedAt: '2026-01-01T10:00:02.000Z', report })]),
    );
    renderPart(<LibraryPanel {...idle} />);
    const part = await screen.findByRole('region', { name: 'Last change' });
    expect(within(part).getByText('2 added · 3 unchanged')).toBeTruthy();
    expect(within(part).getByText('12 entities and 9 relationships written · in 900 ms')).toBeTruthy();
    expect(within(part).getByText('2 files were not read')).toBeTruthy();
    expect(within(part).getByText('it is empty')).toBeTruthy();
    expect(within(part).getByText('A reason of its own')).toBeTruthy();
  });

  test('lists two hundred of what was not read, and how many more there are', async () => {
    const report = aReport();
    report.documents.failed = Array.from({ length: 5000 }, (_, row) => ({
      source: `rows.jsonl#${row}`,
      code: 'malformed',
      message: 'not valid JSON',
    }));
    serve().on('GET /api/jobs', () =>
      pageOf([aJob({ state: 'done', endedAt: '2026-01-01T10:00:02.000Z', report })]),
    );
    const { user } = renderPart(<LibraryPanel {...idle} />);
    await user.click(await screen.findByRole('button', { name: '5,000 files were not read' }));
    expect(screen.getAllByText(/^rows\.jsonl#/)).toHaveLength(200);
    expect(screen.getByText('and 4,800 more')).toBeTruthy();
  });

  test('is that of a job that has just ended, also when it changed nothing', async () => {
    const server = serve();
    const running = aJob();
    const { rerenderPart } = renderPart(<LibraryPanel {...idle} job={running} />);
    await screen.findByRole('region', { name: 'Reading documents' });
    server.on('GET /api/jobs', () =>
      pageOf([
        aJob({
          state: 'cancelled',
          endedAt: '2026-01-01T10:00:02.000Z',
          progress: { done: 3, total: 12, spent: { input: 1200, output: 400, cost: 0.0011 } },
        }),
      ]),
    );
    rerenderPart(<LibraryPanel {...idle} />);
    expect(await screen.findByText('Cancelled; what the map already shows stays')).toBeTruthy();
    expect(screen.getByText(/^It took 1,200 tokens in, 400 out, \$0\.0011\. .* is kept/)).toBeTruthy();
  });

  test('a job that failed says what is safe', async () => {
    serve().on('GET /api/jobs', () =>
      pageOf([
        aJob({
          state: 'failed',
          endedAt: '2026-01-01T10:00:02.000Z',
          error: { code: 'store-unavailable', message: 'The disk is full' },
        }),
      ]),
    );
    renderPart(<LibraryPanel {...idle} />, 'zh');
    expect(await screen.findByText('变更失败，图谱上已有的内容会保留')).toBeTruthy();
    expect(screen.getByText('The disk is full')).toBeTruthy();
  });
});

describe('A change that was cancelled or failed', () => {
  const cancelled = (given: Partial<JobResponse> = {}) =>
    aJob({ state: 'cancelled', endedAt: '2026-01-01T10:00:02.000Z', canGoOn: true, ...given });

  test('goes on at a click', async () => {
    const server = serve();
    server.on('GET /api/jobs', () => pageOf([cancelled()]));
    server.on('POST /api/jobs/:id/again', () => reply(202, { jobId: 'j-2' }));
    const { user } = renderPart(<LibraryPanel {...idle} />);
    expect(await screen.findByText(/they stay in the data folder until another change is done/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Go on' }));
    await waitFor(() => expect(server.requests.map(({ path }) => path)).toContain('/api/jobs/j-1/again'));
  });

  test('says that a budget counts what was spent, where something was', async () => {
    const progress = { done: 1, total: 2, spent: { input: 1, output: 1, cost: 0.1 } };
    serve().on('GET /api/jobs', () => pageOf([cancelled({ state: 'failed', progress })]));
    renderPart(<LibraryPanel {...idle} />, 'zh');
    expect(await screen.findByRole('button', { name: '继续' })).toBeTruthy();
    expect(screen.getByText(/预算会计入此前的花费/)).toBeTruthy();
  });

  test('that is no longer kept says so, and what to do instead', async () => {
    const server = serve();
    server.on('GET /api/jobs', () => pageOf([cancelled()]));
    server.on('POST /api/jobs/:id/again', () => {
      server.on('GET /api/jobs', () => pageOf([{ ...cancelled(), canGoOn: undefined }]));
      return failure(409, 'conflict', 'What job "j-1" was asked to do is no longer kept');
    });
    const { user } = renderPart(<LibraryPanel {...idle} />, 'zh');
    await user.click(await screen.findByRole('button', { name: '继续' }));
    expect(await screen.findByText('未能继续')).toBeTruthy();
    expect(screen.getByText(/请重新添加文档/)).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole('button', { name: '继续' })).toBeNull());
  });

  test('offers nothing where it cannot go on', async () => {
    serve().on('GET /api/jobs', () => pageOf([cancelled({ canGoOn: undefined })]));
    renderPart(<LibraryPanel {...idle} />);
    expect(await screen.findByText('Cancelled; what the map already shows stays')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Go on' })).toBeNull();
  });

  test('makes way for the report of a job that ended later, though that was asked for first', async () => {
    serve().on('GET /api/jobs', () =>
      pageOf([
        cancelled({ id: 'j-2', canGoOn: undefined }),
        aJob({ state: 'done', endedAt: '2026-01-01T10:00:03.000Z', report: aReport() }),
      ]),
    );
    renderPart(<LibraryPanel {...idle} />);
    expect(await screen.findByText('1 added')).toBeTruthy();
  });
});

describe('The source of a file', () => {
  test('is its path from the folder that was given, or its name', () => {
    const plain = new File([''], 'a.md');
    expect(fileSource(plain)).toBe('a.md');
    const dropped = Object.assign(new File([''], 'a.md'), { path: './notes/a.md' });
    expect(fileSource(dropped)).toBe('notes/a.md');
    expect(fileSource(Object.assign(new File([''], 'a.md'), { path: '/notes/a.md' }))).toBe('notes/a.md');
  });

  test('hidden files and folders are clutter', () => {
    expect(isClutter('notes/.git/config')).toBe(true);
    expect(isClutter('notes/Thumbs.db')).toBe(true);
    expect(isClutter('notes/a.b.md')).toBe(false);
  });
});

import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { LibraryPanel } from '../../../../client/src/features/library/LibraryPanel.tsx';
import type { EstimateResponse } from '../../../../domain/api/estimate.ts';
import { failure, reply, startFakeServer } from '../../support/fake-server.ts';
import { aJob, aReport, pageOf } from '../../support/records.ts';
import { renderPart } from '../../support/render-part.tsx';

const withModel = {
  job: null,
  hasSamples: false,
  openDocumentId: null,
  model: 'gpt-5-mini',
  embedding: null,
};

function anEstimate(given: Partial<EstimateResponse> = {}): EstimateResponse {
  return {
    documents: {
      added: ['notes/a.md'],
      changed: [],
      removed: [],
      unchanged: 2,
      failed: [],
      vanished: [],
    },
    chunks: { read: 14, kept: 3 },
    embeddingModel: null,
    model: 'gpt-5-mini',
    stages: [{ purpose: 'extract', calls: 2, inputTokens: 3400, outputTokens: 1200, cost: 0.0032 }],
    tokens: { input: 3400, output: 1200 },
    cost: 0.0032,
    pricesListed: '2026-11',
    tokenizer: { name: 'o200k_base', error: 0.1 },
    correction: { input: 1, output: 1, runs: 0 },
    ontology: null,
    ...given,
  };
}

function serve(estimate: EstimateResponse | Response = anEstimate()) {
  const server = startFakeServer();
  server.on('GET /api/documents', () => pageOf([]));
  server.on('GET /api/jobs', () => pageOf([]));
  server.on('POST /api/estimate', () => estimate);
  server.on('POST /api/documents', () => reply(202, { jobId: 'j-1' }));
  return server;
}

async function dropNote(): Promise<HTMLElement> {
  const input = await screen.findByLabelText('Drop files or folders here');
  const note = new File(['LoRA'], 'a.md', { type: 'text/markdown' });
  Object.defineProperty(note, 'webkitRelativePath', { value: 'notes/a.md' });
  fireEvent.change(input, { target: { files: [note] } });
  return screen.findByRole('dialog', { name: 'Before it is read' });
}

describe('Adding documents where only vectors are made by a model', () => {
  test('tells their price first too, and leaves reading to the rules', async () => {
    const stages = [{ purpose: 'embed', calls: 1, inputTokens: 900, outputTokens: 0, cost: 0.0001 }];
    const tokens = { input: 900, output: 0 };
    const server = serve(
      anEstimate({ model: null, embeddingModel: 'embed-3', stages, tokens, cost: 0.0001 }),
    );
    const { user } = renderPart(<LibraryPanel {...withModel} model={null} embedding="embed-3" />);
    const dialog = await dropNote();
    expect(await within(dialog).findByText(/about \$0\.0001/)).toBeTruthy();
    expect(within(dialog).getByLabelText(/vectors by embed-3/)).toBeTruthy();
    expect(within(dialog).queryByText('What it looks for')).toBeNull();
    await user.click(within(dialog).getByRole('button', { name: 'Add' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const sent = server.requests.find(({ path, method }) => method === 'POST' && path === '/api/documents');
    expect(sent?.query.get('extractor')).toBe('auto');
  });
});

describe('Adding documents with a model', () => {
  test('tells calls, tokens and money before anything is sent to be read', async () => {
    const server = serve();
    const { user } = renderPart(<LibraryPanel {...withModel} />);
    const dialog = await dropNote();
    expect(
      await within(dialog).findByText(
        /about \$0\.0032 · 2 calls, 3,400 tokens in, 1,200 out · prices of 2026-11/,
      ),
    ).toBeTruthy();
    expect(within(dialog).getByText(/within 10 %/)).toBeTruthy();
    expect(within(dialog).getByText('1 new · 2 unchanged · 14 passages to read')).toBeTruthy();
    expect(server.requests.some(({ path, method }) => method === 'POST' && path === '/api/documents')).toBe(
      false,
    );

    await user.type(within(dialog).getByRole('textbox', { name: 'Stop at' }), '0.5');
    await user.click(within(dialog).getByRole('button', { name: 'Add' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const sent = server.requests.find(({ path, method }) => method === 'POST' && path === '/api/documents');
    expect(Object.fromEntries(sent?.query ?? [])).toEqual({
      root: 'notes',
      extractor: 'model',
      budget: '0.5',
    });
    expect(sent?.body).toBeInstanceOf(FormData);
  });

  test('takes a budget of nothing for a mistake, not for no limit', async () => {
    const server = serve();
    const { user } = renderPart(<LibraryPanel {...withModel} />);
    const dialog = await dropNote();
    const budget = await within(dialog).findByRole('textbox', { name: 'Stop at' });
    await user.type(budget, '0');
    expect(within(dialog).getByText(/An amount above 0/)).toBeTruthy();
    expect(within(dialog).getByRole('button', { name: 'Add' }).hasAttribute('disabled')).toBe(true);
    await user.clear(budget);
    await user.click(within(dialog).getByRole('button', { name: 'Add' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const sent = server.requests.find(({ path, method }) => method === 'POST' && path === '/api/documents');
    expect(Object.fromEntries(sent?.query ?? [])).not.toHaveProperty('budget');
  });

  test('reads on this machine when that is chosen', async () => {
    const server = serve(anEstimate({ cost: null }));
    const { user } = renderPart(<LibraryPanel {...withModel} />);
    const dialog = await dropNote();
    expect(await within(dialog).findByText(/its price is not known/)).toBeTruthy();
    expect(within(dialog).queryByRole('textbox', { name: 'Stop at' })).toBeNull();
    await user.click(within(dialog).getByRole('radio', { name: 'This machine, without a model' }));
    await user.click(within(dialog).getByRole('button', { name: 'Add' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const sent = server.requests.find(({ path, method }) => method === 'POST' && path === '/api/documents');
    expect(sent?.query.get('extractor')).toBe('offline');
  });

  test('finds types in a sample when asked to, lets them be edited, and reads by what is left', async () => {
    const server = serve();
    const example = { words: 'LoRA', sentence: 'LoRA is small.', source: 'notes/a.md' };
    server.on('POST /api/ontology', () => ({
      types: {
        entityTypes: [
          { type: 'METHOD', count: 4, example },
          { type: 'MODEL', count: 2, example },
        ],
        relationshipTypes: [{ type: 'USES', count: 3, example }],
        dropped: 0,
        sample: { documents: 1, chunks: 5, tokens: 900 },
      },
      spent: { input: 1200, output: 300, cost: 0.0009 },
    }));
    const { user } = renderPart(<LibraryPanel {...withModel} />);
    const dialog = await dropNote();
    const add = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Add' });
    expect(await within(dialog).findByRole('radio', { name: 'Anything', checked: true })).toBeTruthy();
    await user.click(within(dialog).getByRole('radio', { name: /finds in a sample/ }));
    await waitFor(() =>
      expect(
        server.requests.some(({ path, query }) => path === '/api/estimate' && query.get('types') === 'find'),
      ).toBe(true),
    );
    expect(add.disabled).toBe(true);
    expect(server.requests.some(({ path }) => path === '/api/ontology')).toBe(false);

    await user.click(within(dialog).getByRole('button', { name: 'Find types' }));
    expect(await within(dialog).findByText('MODEL')).toBeTruthy();
    expect(await screen.findByText('Types found in 5 passages, $0.0009')).toBeTruthy();
    await user.type(
      within(dialog).getByRole('combobox', { name: 'Types of entities' }),
      '{Backspace}DATASET{Enter}',
    );
    await waitFor(() => expect(add.disabled).toBe(false));
    await user.click(add);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const sent = server.requests.find(({ path, method }) => method === 'POST' && path === '/api/documents');
    expect(sent?.query.getAll('entityType')).toEqual(['METHOD', 'DATASET']);
    expect(sent?.query.getAll('relationshipType')).toEqual(['USES']);
  });

  test('goes on with the types of the library unless told otherwise', async () => {
    const server = serve(anEstimate({ ontology: { entityTypes: ['METHOD'], relationshipTypes: ['USES'] } }));
    const { user } = renderPart(<LibraryPanel {...withModel} />);
    const dialog = await dropNote();
    expect(
      await within(dialog).findByRole('radio', { name: 'The types that the library has', checked: true }),
    ).toBeTruthy();
    expect(within(dialog).getByText('METHOD, USES')).toBeTruthy();
    await user.click(within(dialog).getByRole('radio', { name: 'Anything' }));
    const add = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Add' });
    await waitFor(() => expect(add.disabled).toBe(false));
    await user.click(add);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const sent = server.requests.find(({ path, method }) => method === 'POST' && path === '/api/documents');
    expect(sent?.query.get('types')).toBe('any');
  });

  test('takes types from a YAML file, and says what is wrong with one', async () => {
    const server = serve();
    const { user } = renderPart(<LibraryPanel {...withModel} />);
    const dialog = await dropNote();
    await user.click(await within(dialog).findByRole('radio', { name: 'Types from a file' }));
    const input = dialog.querySelector<HTMLInputElement>('input[type=file]');
    const choose = (text: string) => user.upload(input as HTMLInputElement, new File([text], 'types.yaml'));
    await choose('entities: [PERSON]');
    expect((await within(dialog).findByRole('alert')).textContent).toContain('types.yaml cannot be used');
    await choose('entityTypes: [PERSON]');
    expect(await within(dialog).findByText('PERSON')).toBeTruthy();
    expect(within(dialog).queryByRole('alert')).toBeNull();
    const add = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Add' });
    await waitFor(() => expect(add.disabled).toBe(false));
    await user.click(add);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const sent = server.requests.find(({ path, method }) => method === 'POST' && path === '/api/documents');
    expect(sent?.query.getAll('entityType')).toEqual(['PERSON']);
  });

  test('stops looking for types when the dialog is left, and tells why they could not be found', async () => {
    const server = serve();
    server.on('POST /api/ontology', () => failure(502, 'model-output-invalid', 'The reply has no type'));
    const { user } = renderPart(<LibraryPanel {...withModel} />);
    const dialog = await dropNote();
    await user.click(await within(dialog).findByRole('radio', { name: /finds in a sample/ }));
    await user.click(within(dialog).getByRole('button', { name: 'Find types' }));
    expect(await within(dialog).findByText('The reply has no type')).toBeTruthy();
    server.on('POST /api/ontology', () => new Promise<Response>(() => {}));
    await user.click(within(dialog).getByRole('button', { name: 'Find types' }));
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(server.requests.findLast(({ path }) => path === '/api/ontology')?.signal?.aborted).toBe(true);
  });

  test('says what went wrong with counting, and nothing is sent when it is left', async () => {
    const server = serve(failure(400, 'request-invalid', 'A source has no name'));
    const { user } = renderPart(<LibraryPanel {...withModel} />);
    const dialog = await dropNote();
    expect(await within(dialog).findByText('A source has no name')).toBeTruthy();
    expect(within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Add' }).disabled).toBe(true);
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(server.requests.some(({ path, method }) => method === 'POST' && path === '/api/documents')).toBe(
      false,
    );
  });

  test('asks for a pasted text too, and says where its text goes', async () => {
    serve(anEstimate({ model: null, stages: [], tokens: { input: 0, output: 0 }, cost: 0 }));
    const { user } = renderPart(<LibraryPanel {...withModel} />);
    expect(await screen.findByText(/What it costs to have gpt-5-mini read them/)).toBeTruthy();
    expect(screen.queryByText(/stay on this machine/)).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Paste text…' }));
    const paste = await screen.findByRole('dialog', { name: 'Add a text' });
    await user.type(within(paste).getByRole('textbox', { name: /Name/ }), 'Idea');
    await user.type(within(paste).getByRole('textbox', { name: /Text/ }), 'LoRA is small.');
    await user.click(within(paste).getByRole('button', { name: 'Add' }));
    const dialog = await screen.findByRole('dialog', { name: 'Before it is read' });
    expect(await within(dialog).findByText(/Nothing to ask/)).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: 'Add' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});

test('a running job tells what the model took so far', async () => {
  serve();
  const job = aJob({ progress: { done: 3, total: 12, spent: { input: 1200, output: 400, cost: 0.0011 } } });
  renderPart(<LibraryPanel {...withModel} job={job} />);
  expect(await screen.findByText('So far 1,200 tokens in, 400 out, $0.0011')).toBeTruthy();
});

test('the last change tells what the model took and what became of its facts, and why a passage failed', async () => {
  const server = serve();
  const receipt = { purpose: 'extract', model: 'gpt-5-mini', calls: 3, failedCalls: 1, cachedCalls: 0 };
  const taken = { inputTokens: 3500, outputTokens: 1100, cachedInputTokens: 0, cost: 0.0031 };
  const lost = { inputTokens: 1750, outputTokens: 20 };
  const report = aReport({
    tokens: { input: 3500, output: 1100 },
    cost: 0.0031,
    model: {
      name: 'gpt-5-mini',
      estimate: { stages: anEstimate().stages, correction: { input: 1, output: 1, runs: 0 } },
      receipts: [{ ...receipt, ...taken, lost }],
      facts: { cited: 8, found: 1, unverified: 1, dropped: 2 },
      remembered: { chunks: 40, reports: 2 },
      silent: [{ source: 'notes/c.md', chunks: [2, 5] }],
      budget: 0.05,
      reports: {
        written: 3,
        findings: { kept: 14, dropped: 1 },
        failed: [
          { communityId: 'm0-1', title: 'Harbours', code: 'budget-spent', message: 'The budget is used up' },
        ],
      },
    },
  });
  report.documents.failed = [
    {
      source: 'notes/b.md',
      code: 'extraction-failed',
      message: '1 of 3 chunks could not be read: the budget is used up',
    },
  ];
  const ended = aJob({ state: 'done', endedAt: '2026-01-01T10:01:00.000Z', report });
  server.on('GET /api/jobs', () => pageOf([ended]));
  server.on('POST /api/documents/read-again', () => reply(202, { jobId: 'j-2' }));
  const { user } = renderPart(<LibraryPanel {...withModel} />);
  expect(
    await screen.findByText(
      /^gpt-5-mini: 3,500 tokens in, 1,100 out, \$0\.0031 · of these about 1,750 in, 20 out for replies that broke off, counted here · expected [\d,]+ in, [\d,]+ out, \$0\.\d+$/,
    ),
  ).toBeTruthy();
  expect(screen.getByText('Known from before, nothing was asked: 40 passages, 2 reports')).toBeTruthy();
  expect(screen.getByText(/Of 12 facts that it told, 9 stand in a sentence/)).toBeTruthy();
  expect(
    screen.getByText('In 2 passages it named nothing, though names stand there (notes/c.md: 2, 5)'),
  ).toBeTruthy();
  expect(
    screen.getByText('Reports written: 3, with 14 findings that sentences hold, 1 left out'),
  ).toBeTruthy();
  const unwritten = screen.getByText(/^1 report was not written.*by the next run: The budget is used up$/);
  expect(screen.getByText('1 file was not read whole')).toBeTruthy();
  expect(unwritten.title).toBe('Harbours: The budget is used up');
  expect(screen.getByText(/the budget is used up/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Read the failed passages again, for at most $0.05' }));
  await waitFor(() =>
    expect(server.requests.find(({ path }) => path === '/api/documents/read-again')).toMatchObject({
      body: { sources: ['notes/b.md'] },
    }),
  );
  const again = server.requests.find(({ path }) => path === '/api/documents/read-again');
  expect(Object.fromEntries(again?.query ?? [])).toEqual({ extractor: 'model', budget: '0.05' });
  await user.click(screen.getByRole('button', { name: 'Without a limit' }));
  await waitFor(() =>
    expect(server.requests.filter(({ path }) => path === '/api/documents/read-again')).toHaveLength(2),
  );
  expect(server.requests.at(-1)?.query.has('budget')).toBe(false);
});

test('the last change tells how many texts have no vector, and why', async () => {
  const server = serve();
  const missing = { count: 40, code: 'model-unavailable', message: 'The server cannot be reached' };
  const report = aReport({ embeddings: { model: 'bge-m3', written: 64, kept: 3, deleted: 0, missing } });
  const ended = aJob({ state: 'done', endedAt: '2026-01-01T10:01:00.000Z', report });
  server.on('GET /api/jobs', () => pageOf([ended]));
  renderPart(<LibraryPanel {...withModel} />);
  expect(
    await screen.findByText(
      '64 vectors made, 3 kept · 40 texts have no vector yet: The server cannot be reached',
    ),
  ).toBeTruthy();
});

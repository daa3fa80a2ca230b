import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { AskPanel } from '../../../../client/src/features/ask/AskPanel.tsx';
import type { CitationResponse } from '../../../../domain/api/ask.ts';
import { eventStream, failure, startFakeServer } from '../../support/fake-server.ts';
import { anEntity, pageOf } from '../../support/records.ts';
import { renderPart } from '../../support/render-part.tsx';

const citation: CitationResponse = {
  number: 1,
  documentId: 'd-notes',
  source: 'notes/lora.md',
  start: 9,
  end: 51,
  quote: '**LoRA** freezes the weights.',
  entityIds: ['e-lora'],
};
const passage = {
  document: { id: 'd-notes', source: 'notes/lora.md', title: 'Notes' },
  chunkId: 'k-1',
  start: 0,
  end: 90,
  text: 'All about LoRA.',
  score: 1,
};
const plan = { mode: 'local', why: 'the question names LoRA', language: 'en', kind: 'definition' };
const found = [
  { event: 'plan', data: plan },
  { event: 'seeds', data: { entities: [{ id: 'e-lora', name: 'LoRA', surface: 'LoRA' }] } },
  { event: 'expand', data: { steps: [], entities: [{ id: 'e-tuning', name: 'fine-tuning', score: 1 }] } },
  { event: 'context', data: { passages: [passage], tokens: 20 } },
  { event: 'text', data: { text: '**LoRA** freezes ' } },
  { event: 'text', data: { text: 'the weights. [1]' } },
  { event: 'citation', data: citation },
  { event: 'usage', data: { inputTokens: 0, outputTokens: 0, cost: 0, milliseconds: 12 } },
  { event: 'done', data: { answerId: 'a-1', answered: true } },
];

const empty = { question: '', answerId: null, request: null, model: null };

function serve() {
  const server = startFakeServer();
  server.on('GET /api/entities', () => pageOf([anEntity(), anEntity({ id: 'e-q', name: 'QLoRA' })]));
  server.on('POST /api/ask', () => eventStream(found));
  return server;
}

describe('Asking', () => {
  test('shows the streamed answer, the mode and why, and that it is quoted', async () => {
    const server = serve();
    const onChange = vi.fn();
    const { user } = renderPart(<AskPanel {...empty} onChange={onChange} />);
    await user.type(screen.getByRole('textbox', { name: 'Question' }), 'What is LoRA?{Enter}');
    const answer = await screen.findByRole('article');
    expect(await within(answer).findByText(/LoRA freezes the weights\./, { selector: 'p' })).toBeTruthy();
    expect(within(answer).getByText('Graph: the question names LoRA')).toBeTruthy();
    expect(within(answer).getByText(/Taken from your documents, not generated/)).toBeTruthy();
    expect(server.requests.find(({ path }) => path === '/api/ask')?.body).toEqual({
      question: 'What is LoRA?',
      mode: 'auto',
      answerer: 'auto',
    });
    expect(onChange).toHaveBeenCalledWith({ question: 'What is LoRA?', answerId: null });
    await waitFor(() => expect(onChange).toHaveBeenCalledWith({ answerId: 'a-1' }));
  });

  test('a citation opens its sentence, and hovering it lights its names on the map', async () => {
    serve();
    const { user, navigator } = renderPart(<AskPanel {...empty} onChange={vi.fn()} />);
    await user.type(screen.getByRole('textbox', { name: 'Question' }), 'What is LoRA?{Enter}');
    const [number] = await screen.findAllByRole('button', { name: 'Source 1: notes/lora.md' });
    if (!number) throw new Error('no citation');
    expect(navigator.light).toHaveBeenLastCalledWith({
      seeds: ['e-lora'],
      walked: ['e-tuning'],
      cited: [{ entityId: 'e-lora', number: 1 }],
    });
    await user.hover(number);
    expect(navigator.light).toHaveBeenLastCalledWith({
      seeds: [],
      walked: ['e-lora'],
      cited: [{ entityId: 'e-lora', number: 1 }],
    });
    await user.click(number);
    expect(navigator.openDocument).toHaveBeenCalledWith({ documentId: 'd-notes', start: 9, end: 51 });
  });

  test('what the documents do not say is told, with the nearest passages', async () => {
    const server = serve();
    server.on('POST /api/ask', () =>
      eventStream([
        { event: 'plan', data: plan },
        { event: 'seeds', data: { entities: [] } },
        { event: 'context', data: { passages: [passage], tokens: 20 } },
        { event: 'done', data: { answerId: null, answered: false } },
      ]),
    );
    const { user } = renderPart(<AskPanel {...empty} onChange={vi.fn()} />, 'zh');
    await user.type(screen.getByRole('textbox', { name: '问题' }), '量子力学是什么？{Enter}');
    expect(await screen.findByText('文档中没有答案')).toBeTruthy();
    expect(screen.getByText('All about LoRA.')).toBeTruthy();
    expect(screen.getByText(/问题中的名称都不是索引里的实体/)).toBeTruthy();
  });

  test('a failure says what, why and what now, and can be tried again', async () => {
    const server = serve();
    server.on('POST /api/ask', () =>
      failure(503, 'store-unavailable', 'The store is away', 'Start it again.'),
    );
    const { user } = renderPart(<AskPanel {...empty} onChange={vi.fn()} />);
    await user.type(screen.getByRole('textbox', { name: 'Question' }), 'What?{Enter}');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The store is away');
    expect(alert.textContent).toContain('Start it again.');
    server.on('POST /api/ask', () => eventStream(found));
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/freezes the weights/, { selector: 'p' })).toBeTruthy();
  });

  test('a failure is told in Chinese where the server gives its reason', async () => {
    const because = [{ code: 'model-key-refused', values: { server: 'http://m/v1' } }];
    const reason = { code: 'answer-not-written', because };
    const error = { code: 'model-unavailable', message: 'No key', hint: 'Check it.', reason };
    serve().on('POST /api/ask', () => eventStream([{ event: 'error', data: error }]));
    const { user } = renderPart(<AskPanel {...empty} onChange={vi.fn()} />, 'zh');
    await user.type(screen.getByRole('textbox', { name: '问题' }), '什么？{Enter}');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('http://m/v1 拒绝了密钥');
    expect(alert.textContent).toContain('请检查 OPENAI_API_KEY');
    expect(alert.textContent).not.toMatch(/No key|Check it/);
  });

  test('a running answer can be stopped, and what had arrived stays', async () => {
    const server = serve();
    server.on('POST /api/ask', ({ signal }) => {
      const body = new ReadableStream({
        start(controller) {
          const text = 'event: text\ndata: {"text":"Half an answer"}\n\n';
          controller.enqueue(new TextEncoder().encode(text));
          signal?.addEventListener('abort', () => controller.error(new DOMException('stop', 'AbortError')));
        },
      });
      return new Response(body);
    });
    const { user } = renderPart(<AskPanel {...empty} onChange={vi.fn()} />);
    await user.type(screen.getByRole('textbox', { name: 'Question' }), 'Long?{Enter}');
    expect(await screen.findByText('Half an answer')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    expect(await screen.findByText('Stopped. What had arrived is shown.')).toBeTruthy();
    expect(screen.getByText('Half an answer')).toBeTruthy();
    expect(server.requests.find(({ path }) => path === '/api/ask')?.signal?.aborted).toBe(true);
  });

  test('Shift+Enter makes a line instead of asking', async () => {
    const server = serve();
    const { user } = renderPart(<AskPanel {...empty} onChange={vi.fn()} />);
    await user.type(screen.getByRole('textbox', { name: 'Question' }), 'One{Shift>}{Enter}{/Shift}two');
    expect(screen.getByRole('textbox', { name: 'Question' })).toHaveProperty('value', 'One\ntwo');
    expect(server.requests.some(({ path }) => path === '/api/ask')).toBe(false);
  });

  test('an address with an answer shows it again without asking', async () => {
    const server = serve();
    server.on('GET /api/answers/:id', () => ({
      id: 'a-1',
      question: 'What is LoRA?',
      mode: 'local',
      answered: true,
      text: 'LoRA freezes the weights. [1]',
      citations: [citation],
      trace: found.slice(0, 4),
      at: '2026-01-01T10:00:00.000Z',
      milliseconds: 12,
    }));
    renderPart(<AskPanel {...empty} question="What is LoRA?" answerId="a-1" onChange={vi.fn()} />);
    expect(await screen.findByRole('heading', { name: 'What is LoRA?' })).toBeTruthy();
    expect(screen.getByText(/1 passage read/)).toBeTruthy();
    expect(server.requests.some(({ path }) => path === '/api/ask')).toBe(false);
  });

  test('earlier questions are listed and opened', async () => {
    const server = serve();
    server.on('GET /api/answers', () =>
      pageOf([
        {
          id: 'a-9',
          question: '什么是 RAG？',
          mode: 'local',
          answered: false,
          text: '',
          citations: [],
          at: '2026-01-01T10:00:00.000Z',
          milliseconds: 5,
        },
      ]),
    );
    const onChange = vi.fn();
    const { user } = renderPart(<AskPanel {...empty} onChange={onChange} />);
    await user.click(screen.getByRole('button', { name: 'Earlier questions' }));
    expect(await screen.findByText('not found')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: /什么是 RAG？/ }));
    expect(onChange).toHaveBeenCalledWith({ question: '什么是 RAG？', answerId: 'a-9' });
  });

  test('begins with questions about what the index knows best', async () => {
    const server = serve();
    const { user } = renderPart(<AskPanel {...empty} onChange={vi.fn()} />);
    await user.click(await screen.findByRole('button', { name: 'How are LoRA and QLoRA related?' }));
    await waitFor(() => expect(server.requests.some(({ path }) => path === '/api/ask')).toBe(true));
  });

  test('a question sent from elsewhere is asked once', async () => {
    const server = serve();
    const part = <AskPanel {...empty} request={{ question: 'From the box?', key: 1 }} onChange={vi.fn()} />;
    const { rerenderPart } = renderPart(part);
    expect(await screen.findByRole('heading', { name: 'From the box?' })).toBeTruthy();
    rerenderPart(<AskPanel {...empty} request={{ question: 'From the box?', key: 1 }} onChange={vi.fn()} />);
    expect(server.requests.filter(({ path }) => path === '/api/ask')).toHaveLength(1);
  });

  describe('with a model', () => {
    const byModel = { ...plan, answerer: 'model', model: 'some-model' };
    const written = 'LoRA freezes the weights [1]. It won a prize.';
    const usage = {
      inputTokens: 1024,
      outputTokens: 80,
      cost: 0.0003,
      calls: 1,
      cachedCalls: 0,
      milliseconds: 12,
    };
    const audit = {
      sentences: [
        { text: 'LoRA freezes the weights.', support: 'quoted', citations: [1], start: 0, end: 29 },
        { text: 'It won a prize.', support: 'none', citations: [], start: 30, end: 45 },
      ],
      struckOut: 2,
      cutOff: false,
    };
    const eventsOf = (
      change: { audit?: object; usage?: object; answered?: boolean } = {},
    ): { event: string; data: object }[] => [
      { event: 'plan', data: byModel },
      ...found.slice(1, 4),
      { event: 'text', data: { text: written } },
      ...(change.answered === false ? [] : [{ event: 'citation', data: citation }]),
      { event: 'audit', data: { ...audit, ...change.audit } },
      { event: 'usage', data: { ...usage, ...change.usage } },
      { event: 'done', data: { answerId: 'a-2', answered: change.answered ?? true } },
    ];
    const askWith = async (events: object[]) => {
      const server = serve();
      server.on('POST /api/ask', () => eventStream(events as Parameters<typeof eventStream>[0]));
      const part = renderPart(<AskPanel {...empty} model="some-model" onChange={vi.fn()} />);
      await part.user.type(screen.getByRole('textbox', { name: 'Question' }), 'What is LoRA?{Enter}');
      await screen.findByText(/Written by some-model|Not in your documents/);
      return { server, ...part };
    };

    test('it says who wrote, marks what no source says, and tells wrong citations, tokens and money', async () => {
      await askWith(eventsOf());
      expect(
        screen.getByText(
          /Written by some-model.*1 sentence that no source says.*2 wrong citations taken out.*1,024 tokens in, 80 out.*\$0\.0003/,
        ),
      ).toBeTruthy();
      const marked = screen.getAllByTitle('No source says this');
      expect(marked.map(({ textContent }) => textContent)).toEqual(['It won a prize.']);
      expect(screen.getByText(/LoRA freezes the weights/, { selector: 'p' }).textContent).toContain('1');
    });

    test('an unknown price and a remembered answer are told as what they are', async () => {
      await askWith(eventsOf({ usage: { cost: null } }));
      expect(screen.getByText(/1,024 tokens in, 80 out · price not known/)).toBeTruthy();
    });

    test('a remembered answer took nothing', async () => {
      await askWith(
        eventsOf({ usage: { inputTokens: 0, outputTokens: 0, cost: 0, calls: 0, cachedCalls: 1 } }),
      );
      expect(screen.getByText(/remembered, nothing was asked/)).toBeTruthy();
      expect(screen.queryByText(/tokens/)).toBeNull();
    });

    test('an answer that was cut off says so', async () => {
      await askWith(eventsOf({ audit: { cutOff: true } }));
      expect(screen.getByText('The model was cut off: this answer is not whole.')).toBeTruthy();
    });

    test('an answer without some of the reports says so, and why', async () => {
      const unread = { titles: ['Harbours', 'Mills'], message: 'The server is too busy' };
      await askWith(eventsOf({ audit: { unread } }));
      const told = screen.getByText(/^2 reports are not in this answer.*The server is too busy$/);
      expect(told.title).toBe('Harbours\nMills');
    });

    test('quotes alone are one click away, and the model is one click back', async () => {
      const { server, user } = await askWith(eventsOf());
      server.on('POST /api/ask', () => eventStream(found));
      await user.click(screen.getByRole('button', { name: 'Show quotes only' }));
      await screen.findByText(/Taken from your documents, not generated/);
      const asked = () => server.requests.filter(({ path }) => path === '/api/ask').map(({ body }) => body);
      expect(asked().at(-1)).toEqual({ question: 'What is LoRA?', mode: 'local', answerer: 'extractive' });
      server.on('POST /api/ask', () => eventStream(eventsOf()));
      await user.click(screen.getByRole('button', { name: 'Let some-model write it' }));
      await screen.findByText(/Written by some-model/);
      expect(asked().at(-1)).toEqual({ question: 'What is LoRA?', mode: 'local', answerer: 'model' });
    });

    test('who answers can be chosen before', async () => {
      const { server, user } = await askWith(eventsOf());
      await user.click(screen.getByRole('radio', { name: 'Quotes' }));
      await user.click(screen.getByRole('radio', { name: 'Overview' }));
      await user.click(screen.getByRole('button', { name: 'Ask' }));
      await waitFor(() =>
        expect(server.requests.findLast(({ path }) => path === '/api/ask')?.body).toMatchObject({
          mode: 'global',
          answerer: 'extractive',
        }),
      );
    });

    test('what nothing backs is shown as such, not as an answer', async () => {
      const all = audit.sentences.map((sentence) => ({ ...sentence, support: 'none' }));
      await askWith(eventsOf({ answered: false, audit: { sentences: all } }));
      expect(screen.getByText('Not in your documents')).toBeTruthy();
      expect(screen.getByText(/nothing in your documents backs it/)).toBeTruthy();
      expect(screen.getAllByTitle('No source says this').length).toBeGreaterThan(1);
      expect(screen.queryByRole('button', { name: /^Source/ })).toBeNull();
    });

    test('what was written in vain is still shown as such when the answer is opened again', async () => {
      const server = serve();
      const trace = eventsOf({
        answered: false,
        audit: { sentences: audit.sentences.map((sentence) => ({ ...sentence, support: 'none' })) },
      });
      trace.splice(5, 0, { event: 'text', data: { text: 'It is not there.', refusal: true } });
      server.on('GET /api/answers/:id', () => ({
        id: 'a-2',
        question: 'What is LoRA?',
        mode: 'local',
        model: 'some-model',
        answered: false,
        text: 'It is not there.',
        citations: [],
        trace,
        at: '2026-01-01T10:00:00.000Z',
        milliseconds: 12,
      }));
      renderPart(<AskPanel {...empty} model="some-model" answerId="a-2" onChange={vi.fn()} />);
      expect(await screen.findByText('Not in your documents')).toBeTruthy();
      const marked = screen.getAllByTitle('No source says this').map(({ textContent }) => textContent);
      expect(marked.join('')).toContain('It won a prize.');
      expect(screen.queryByText(/It is not there/)).toBeNull();
    });

    test('a model that fails leaves the quotes one click away', async () => {
      const server = serve();
      server.on('POST /api/ask', () =>
        eventStream([
          { event: 'plan', data: byModel },
          { event: 'error', data: { code: 'model-unavailable', message: 'It is away', hint: 'Wait.' } },
        ]),
      );
      const { user } = renderPart(<AskPanel {...empty} model="some-model" onChange={vi.fn()} />);
      await user.type(screen.getByRole('textbox', { name: 'Question' }), 'What is LoRA?{Enter}');
      expect((await screen.findByRole('alert')).textContent).toContain('It is away');
      server.on('POST /api/ask', () => eventStream(found));
      await user.click(screen.getByRole('button', { name: 'Show quotes only' }));
      expect(await screen.findByText(/Taken from your documents/)).toBeTruthy();
    });
  });

  test('nobody is to be chosen from where no model is configured', async () => {
    serve();
    renderPart(<AskPanel {...empty} onChange={vi.fn()} />);
    expect(screen.queryByRole('radio', { name: 'Quotes' })).toBeNull();
  });

  test('reports that an answer read are listed, and open their communities', async () => {
    const server = serve();
    const reports = Array.from({ length: 12 }, (_, at) => ({
      communityId: `0:${at}`,
      title: `Report ${at}`,
      level: 0,
      score: 1,
    }));
    server.on('POST /api/ask', () =>
      eventStream([
        { event: 'plan', data: { ...plan, mode: 'global' } },
        { event: 'seeds', data: { entities: [] } },
        { event: 'context', data: { passages: [], reports, tokens: 20 } },
        ...found.slice(4),
      ]),
    );
    const { user, navigator } = renderPart(<AskPanel {...empty} onChange={vi.fn()} />);
    await user.type(screen.getByRole('textbox', { name: 'Question' }), 'Main themes?{Enter}');
    await user.click(await screen.findByRole('button', { name: /12 reports read/ }));
    expect(screen.queryByRole('button', { name: 'Report 11' })).toBeNull();
    await user.click(screen.getByRole('button', { name: '10 of 12 reports · show all' }));
    await user.click(screen.getByRole('button', { name: 'Report 11' }));
    expect(navigator.select).toHaveBeenCalledWith({ kind: 'community', id: '0:11' }, { fly: true });
  });
});

import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { App } from '../../../client/src/app/App.tsx';
import { createI18n, type Language } from '../../../client/src/i18n/i18n.ts';
import { encodeMap } from '../../../domain/api/map.ts';
import { syntheticMap } from '../../support/synthetic-map.ts';
import { eventStream, failure, startFakeServer } from '../support/fake-server.ts';
import {
  aDocument,
  aJob,
  aMention,
  anEntity,
  anEntityDetail,
  aRelationship,
  aStatus,
  aSummary,
  pageOf,
} from '../support/records.ts';

const { map, names } = syntheticMap({ entities: 60 });
const emptyMap = {
  ...map,
  header: { ...map.header, count: 0, linkCount: 0, communities: [], names: [], ids: [] },
  x: new Uint16Array(),
  y: new Uint16Array(),
  leaf: new Uint16Array(),
  sizeClass: new Uint8Array(),
  type: new Uint8Array(),
  links: new Uint32Array(),
  linkOrigin: new Uint8Array(),
};

function binary(data: typeof map): Response {
  return new Response(encodeMap(data) as BodyInit);
}

function serve() {
  const server = startFakeServer();
  server.on('GET /api/status', () => aStatus());
  server.on('GET /api/map', () => binary(map));
  server.on('GET /api/map/names', () => names);
  server.on('GET /api/communities', () => pageOf([]));
  server.on('GET /api/entities', () => pageOf([anEntity()]));
  server.on('GET /api/entities/:id', () => anEntityDetail());
  server.on('GET /api/entities/:id/mentions', () => pageOf([aMention()]));
  server.on('GET /api/entities/:id/relationships', () => pageOf([aRelationship()]));
  server.on('GET /api/documents', () => pageOf([aSummary()]));
  server.on('GET /api/documents/:id', () => aDocument());
  server.on('GET /api/jobs', () => pageOf([]));
  server.on('GET /api/answers', () => pageOf([]));
  return server;
}

function open(
  address = '/',
  { language = 'en', width = 1440 }: { language?: Language; width?: number } = {},
) {
  window.history.replaceState(null, '', address);
  Object.assign(window, { innerWidth: width, innerHeight: 900 });
  window.dispatchEvent(new Event('resize'));
  return { user: userEvent.setup(), ...render(<App i18n={createI18n(language)} env="test" />) };
}

beforeEach(() => localStorage.setItem('orrery-guide-done', 'true'));

describe('The page', () => {
  test('shows the map, the overview and the state of the index', async () => {
    serve();
    open();
    expect(await screen.findByRole('navigation', { name: 'Sections' })).toBeTruthy();
    const state = screen.getByRole('region', { name: 'State of the index' });
    expect(await within(state).findByText('Embedded store')).toBeTruthy();
    expect(within(state).getByText('No model')).toBeTruthy();
    expect(within(state).getByText('Index 4')).toBeTruthy();
    expect(await screen.findByRole('region', { name: 'Strongest entities' })).toBeTruthy();
  });

  test('tells how many texts are found by meaning, where an embedding model is set', async () => {
    const models = { extractor: 'offline', chat: null, embedding: 'small-embedding' };
    serve().on('GET /api/status', () => aStatus({ models, vectors: { made: 40, texts: 1250 } }));
    open();
    const state = screen.getByRole('region', { name: 'State of the index' });
    expect(await within(state).findByText('Vectors 40/1,250')).toBeTruthy();
  });

  test('an address restores selection, document and place', async () => {
    serve();
    const { container } = open('/?entity=e-lora&document=d-notes&at=8-50');
    expect(await screen.findByRole('heading', { name: 'LoRA', level: 2 })).toBeTruthy();
    expect(await screen.findByRole('heading', { name: 'Notes on LoRA' })).toBeTruthy();
    await waitFor(() => expect(container.querySelector('[data-quote]')).toBeTruthy());
    expect(document.title).toBe('LoRA · Orrery');
  });

  test('the back button leads back to what was selected before', async () => {
    serve();
    const { user } = open('/?entity=e-lora');
    await user.click(await screen.findByRole('button', { name: '1 sentence' }));
    expect(window.location.search).toContain('relationship=r-1');
    act(() => window.history.back());
    await waitFor(() => expect(window.location.search).toContain('entity=e-lora'));
    expect(await screen.findByRole('heading', { name: 'LoRA', level: 2 })).toBeTruthy();
  });

  test('/ and Ctrl+K focus the search, but not while a text is written', async () => {
    serve();
    const { user } = open('/?panel=ask');
    const search = await screen.findByRole('textbox', { name: 'Search or ask' });
    act(() => (document.activeElement as HTMLElement | null)?.blur());
    await user.keyboard('/');
    expect(document.activeElement).toBe(search);
    const question = screen.getByRole('textbox', { name: 'Question' });
    await user.type(question, 'and/or');
    expect(question).toHaveProperty('value', 'and/or');
    await user.keyboard('{Control>}k{/Control}');
    expect(document.activeElement).toBe(search);
  });

  test('a question in the search box opens Ask and is asked', async () => {
    const server = serve();
    server.on('POST /api/ask', () =>
      eventStream([
        { event: 'text', data: { text: 'LoRA freezes weights.' } },
        { event: 'done', data: { answerId: 'a-1', answered: true } },
      ]),
    );
    const { user } = open();
    await user.type(await screen.findByRole('textbox', { name: 'Search or ask' }), 'What is LoRA?');
    await user.click(await screen.findByText('Ask “What is LoRA?”'));
    expect(await screen.findByText('LoRA freezes weights.')).toBeTruthy();
    expect(window.location.search).toContain('answer=a-1');
  });

  test('the map can be read as a list', async () => {
    serve();
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Read as a list' }));
    const list = await screen.findByRole('region', { name: 'Read as a list' });
    const first = map.header.communities.find(({ level }) => level === 0);
    const unfold = within(list).getAllByRole('button', { name: /^Unfold/ });
    expect(unfold).toHaveLength(map.header.communities.filter(({ level }) => level === 0).length);
    expect(first).toBeTruthy();
    expect(window.location.search).toContain('list=1');
  });

  test('language and theme are switched in the foot and remembered', async () => {
    serve();
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: '中文' }));
    expect(await screen.findByRole('navigation', { name: '栏目' })).toBeTruthy();
    expect(localStorage.getItem('orrery-language')).toBe('zh');
    await user.click(screen.getByRole('button', { name: '主题：跟随系统' }));
    expect(document.documentElement.dataset.mantineColorScheme).toBe('light');
    await user.click(screen.getByRole('button', { name: '主题：纸面' }));
    expect(document.documentElement.dataset.mantineColorScheme).toBe('dark');
  });

  test('when the index has become another one, what is on screen is asked anew', async () => {
    const server = serve();
    let version = 4;
    server.on('GET /api/status', () => aStatus({ job: aJob(), index: { ...aStatus().index, version } }));
    open('/?entity=e-lora');
    await screen.findByRole('heading', { name: 'LoRA', level: 2 });
    const asked = () => server.requests.filter(({ path }) => path === '/api/entities/e-lora').length;
    const maps = () => server.requests.filter(({ path }) => path === '/api/map').length;
    expect([asked(), maps()]).toEqual([1, 1]);
    version = 5;
    await waitFor(() => expect(maps()).toBe(2), { timeout: 5000 });
    await waitFor(() => expect(asked()).toBe(2));
  });
});

describe('The guide', () => {
  test('leads through four steps on the first visit, and is found again in the foot', async () => {
    localStorage.removeItem('orrery-guide-done');
    serve();
    const { user } = open('/', { language: 'zh' });
    const guide = await screen.findByRole('region', { name: '先看一眼' });
    expect(within(guide).getByText(/1 \/ 4/)).toBeTruthy();
    for (let step = 0; step < 3; step += 1)
      await user.click(within(guide).getByRole('button', { name: '下一步' }));
    await user.click(within(guide).getByRole('button', { name: '开始探索' }));
    expect(screen.queryByRole('region', { name: '先看一眼' })).toBeNull();
    await user.click(screen.getByRole('button', { name: '引导' }));
    expect(await screen.findByRole('region', { name: '先看一眼' })).toBeTruthy();
  });

  test('can be skipped for good', async () => {
    localStorage.removeItem('orrery-guide-done');
    serve();
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Skip' }));
    expect(localStorage.getItem('orrery-guide-done')).toBe('true');
  });
});

describe('States of the page', () => {
  test('an empty index says what to do and opens the library', async () => {
    const server = serve();
    server.on('GET /api/map', () => binary(emptyMap));
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Add documents' }));
    expect(await screen.findByRole('heading', { name: 'Library' })).toBeTruthy();
    expect(window.location.search).toContain('panel=library');
  });

  test('while the first map is made, it says at which step', async () => {
    const server = serve();
    server.on('GET /api/map', () => binary(emptyMap));
    server.on('GET /api/status', () => aStatus({ job: aJob({ stage: 'cluster' }) }));
    open('/', { language: 'zh' });
    expect(await screen.findByText('正在绘制第一张图谱')).toBeTruthy();
    expect(screen.getByText(/^发现社区/, { selector: 'p' })).toBeTruthy();
  });

  test('a server that is away is told without losing what is on screen', async () => {
    serve().on('GET /api/status', () => aStatus({ job: aJob() }));
    open('/?entity=e-lora');
    await screen.findByRole('heading', { name: 'LoRA', level: 2 });
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    const alert = await screen.findByRole('alert', {}, { timeout: 5000 });
    expect(alert.textContent).toContain('Orrery’s server does not answer');
    expect(screen.getByRole('heading', { name: 'LoRA', level: 2 })).toBeTruthy();
  });

  test('a server with a token asks for it once', async () => {
    const server = serve();
    let isOpen = false;
    server.on('GET /api/status', () =>
      isOpen ? aStatus() : failure(401, 'unauthorized', 'This server asks for a token'),
    );
    server.on('POST /api/session', ({ body }) => {
      isOpen = true;
      expect(body).toEqual({ token: 'sesame' });
      return { open: true };
    });
    const { user } = open();
    await user.type(await screen.findByLabelText('Token'), 'sesame');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByRole('navigation', { name: 'Sections' })).toBeTruthy();
  });
});

describe('On a phone', () => {
  test('asking comes first, the map on demand, and the answer stays meanwhile', async () => {
    const server = serve();
    server.on('POST /api/ask', () =>
      eventStream([
        { event: 'text', data: { text: 'LoRA freezes weights.' } },
        { event: 'done', data: { answerId: null, answered: true } },
      ]),
    );
    const { user } = open('/', { width: 390 });
    await user.type(await screen.findByRole('textbox', { name: 'Question' }), 'What is LoRA?{Enter}');
    await screen.findByText('LoRA freezes weights.');
    await user.click(screen.getByRole('button', { name: 'Map' }));
    expect(window.location.search).toContain('front=map');
    expect(screen.queryByRole('textbox', { name: 'Question' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Ask' }));
    expect(screen.getByText('LoRA freezes weights.')).toBeTruthy();
    expect(server.requests.filter(({ path }) => path === '/api/ask')).toHaveLength(1);
  });
});

import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { CypherPanel } from '../../../../client/src/features/cypher/CypherPanel.tsx';
import { failure, jsonLines, reply, startFakeServer } from '../../support/fake-server.ts';
import { renderPart } from '../../support/render-part.tsx';

const node = {
  kind: 'node',
  id: '17',
  labels: ['Entity', 'METHOD'],
  properties: { id: 'e-lora', name: 'LoRA' },
};
const link = {
  kind: 'relationship',
  id: '4',
  type: 'IS_A',
  startId: '17',
  endId: '18',
  properties: { id: 'r-1', origin: 'stated' },
};
const lines = [
  { columns: ['e', 'r', 'n'] },
  { row: [node, link, 3] },
  { row: [{ ...node, properties: { id: 'e-q', name: 'QLoRA' } }, null, 4] },
  { summary: { rows: 2, truncated: true, milliseconds: 12 } },
];

function serve() {
  const server = startFakeServer();
  server.on('GET /api/schema', () => ({ labels: [], relationshipTypes: [] }));
  server.on('POST /api/cypher', () => jsonLines(lines));
  return server;
}

afterEach(() => vi.restoreAllMocks());

describe('The Cypher panel', () => {
  test('runs the query of the address and shows rows, count, time and the cut', async () => {
    const server = serve();
    const { user } = renderPart(<CypherPanel query="MATCH (e) RETURN e" onQuery={vi.fn()} />);
    await user.click(screen.getByRole('button', { name: 'Run' }));
    const table = await screen.findByRole('table');
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map((cell) => cell.textContent),
    ).toEqual(['e', 'r', 'n']);
    expect(within(table).getAllByRole('row')).toHaveLength(3);
    expect(screen.getByText('2 rows · in 12 ms · first 2 rows; raise the limit for more')).toBeTruthy();
    expect(server.requests.find(({ path }) => path === '/api/cypher')?.body).toEqual({
      query: 'MATCH (e) RETURN e',
      limit: 1000,
    });
  });

  test('says the same in Chinese', async () => {
    serve();
    const { user } = renderPart(<CypherPanel query="MATCH (e) RETURN e" onQuery={vi.fn()} />, 'zh');
    await user.click(screen.getByRole('button', { name: '运行' }));
    expect(await screen.findByText('2 行 · 用时 12 毫秒 · 仅前 2 行；提高上限可看到更多')).toBeTruthy();
    expect(screen.getByText('只读')).toBeTruthy();
  });

  test('nodes and relationships select what they are', async () => {
    serve();
    const { user, navigator } = renderPart(<CypherPanel query="MATCH (e) RETURN e" onQuery={vi.fn()} />);
    await user.click(screen.getByRole('button', { name: 'Run' }));
    await user.click(await screen.findByRole('button', { name: 'LoRA' }));
    expect(navigator.select).toHaveBeenCalledWith({ kind: 'entity', id: 'e-lora' }, { fly: true });
    await user.click(screen.getByRole('button', { name: 'IS_A' }));
    expect(navigator.select).toHaveBeenCalledWith({ kind: 'relationship', id: 'r-1' }, { fly: true });
  });

  test('an error is told in Chinese where the server gives its reason', async () => {
    const reason = { code: 'token-needed' };
    const error = { code: 'unauthorized', message: 'No token', hint: 'Send it.', reason };
    serve().on('POST /api/cypher', () => reply(401, { error }));
    const { user } = renderPart(<CypherPanel query="RETURN 1" onQuery={vi.fn()} />, 'zh');
    await user.click(screen.getByRole('button', { name: '运行' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('此服务器需要访问令牌');
    expect(alert.textContent).not.toMatch(/No token|Send it/);
  });

  test('an error shows its message, its code and where it is', async () => {
    serve().on('POST /api/cypher', () =>
      failure(400, 'query-invalid', 'Unexpected RETRUN (line 2, column 5)', 'Did you mean RETURN?'),
    );
    const { user, container } = renderPart(
      <CypherPanel query={'MATCH (e)\n    RETRUN e'} onQuery={vi.fn()} />,
    );
    await user.click(screen.getByRole('button', { name: 'Run' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Unexpected RETRUN');
    expect(alert.textContent).toContain('Did you mean RETURN?');
    expect(alert.textContent).toContain('Code: query-invalid · line 2, column 5');
    await waitFor(() => expect(container.querySelector('.cm-mistake')?.textContent).toBe('RETRUN'));
  });

  test('an error after rows keeps the rows', async () => {
    serve().on('POST /api/cypher', () =>
      jsonLines([...lines.slice(0, 2), { error: { code: 'query-timeout', message: 'It ran too long' } }]),
    );
    const { user } = renderPart(<CypherPanel query="MATCH (e) RETURN e" onQuery={vi.fn()} />);
    await user.click(screen.getByRole('button', { name: 'Run' }));
    expect((await screen.findByRole('alert')).textContent).toContain('It ran too long');
    expect(screen.getByRole('button', { name: 'LoRA' })).toBeTruthy();
  });

  test('a running query is cancelled, and its rows so far stay', async () => {
    const server = serve();
    server.on('POST /api/cypher', ({ signal }) => {
      const first = `${lines
        .slice(0, 2)
        .map((line) => JSON.stringify(line))
        .join('\n')}\n`;
      return new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(new TextEncoder().encode(first));
            signal?.addEventListener('abort', () => controller.error(new DOMException('stop', 'AbortError')));
          },
        }),
      );
    });
    const { user } = renderPart(<CypherPanel query="MATCH (e) RETURN e" onQuery={vi.fn()} />);
    await user.click(screen.getByRole('button', { name: 'Run' }));
    await user.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect(await screen.findByText(/^Cancelled after/)).toBeTruthy();
    expect(server.requests.find(({ path }) => path === '/api/cypher')?.signal?.aborted).toBe(true);
  });

  test('examples run at once, and what was run is found in the history', async () => {
    const server = serve();
    const onQuery = vi.fn();
    const { user } = renderPart(<CypherPanel query="" onQuery={onQuery} />);
    await user.click(screen.getByRole('button', { name: 'Examples' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Communities and their size' }));
    expect(onQuery).toHaveBeenCalledWith(expect.stringContaining(':Community'));
    await waitFor(() => expect(server.requests.some(({ path }) => path === '/api/cypher')).toBe(true));
    await user.click(screen.getByRole('button', { name: 'History' }));
    expect(await screen.findByRole('menuitem', { name: /MATCH \(c:Community\)/ })).toBeTruthy();
    await user.click(screen.getByRole('menuitem', { name: 'Clear the history' }));
    expect(localStorage.getItem('orrery-cypher-history')).toBe('[]');
  });

  test('a query without rows says so and what to try', async () => {
    serve().on('POST /api/cypher', () =>
      jsonLines([{ columns: ['e'] }, { summary: { rows: 0, truncated: false, milliseconds: 1 } }]),
    );
    const { user } = renderPart(<CypherPanel query="MATCH (e) RETURN e" onQuery={vi.fn()} />);
    await user.click(screen.getByRole('button', { name: 'Run' }));
    expect(await screen.findByText('The query matched nothing')).toBeTruthy();
  });
});

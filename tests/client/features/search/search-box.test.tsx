import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { classifyInput } from '../../../../client/src/features/search/classify-input.ts';
import { SearchBox } from '../../../../client/src/features/search/SearchBox.tsx';
import { failure, startFakeServer } from '../../support/fake-server.ts';
import { aCommunity, anEntity, aSummary, pageOf } from '../../support/records.ts';
import { renderPart } from '../../support/render-part.tsx';

function serveNames() {
  const server = startFakeServer();
  server.on('GET /api/entities', ({ query }) =>
    pageOf(
      [anEntity(), anEntity({ id: 'e-qlora', name: 'QLoRA', aliases: ['QLoRA'], mentionCount: 1 })].filter(
        ({ name, aliases }) =>
          [name, ...aliases].some((one) => one.toLowerCase().includes((query.get('q') ?? '').toLowerCase())),
      ),
    ),
  );
  server.on('GET /api/documents', () =>
    pageOf([aSummary(), aSummary({ id: 'd-rag', title: 'RAG', source: 'rag.md' })]),
  );
  server.on('GET /api/communities', () => pageOf([aCommunity({ title: 'LoRA · adapters' })]));
  return server;
}

const commands = [
  { id: 'theme', label: 'Switch between paper and night', run: vi.fn() },
  { id: 'ask', label: 'Open Ask', run: vi.fn() },
];

describe('What is being typed', () => {
  test.each([
    ['LoRA', 'name'],
    ['知识图谱', 'name'],
    ['graph neural network', 'name'],
    ['What is LoRA', 'question'],
    ['LoRA?', 'question'],
    ['什么是 LoRA', 'question'],
    ['LoRA 和 QLoRA 的区别', 'question'],
    ['notes that speak about training on graphs', 'question'],
    ['MATCH (e:Entity) RETURN e', 'cypher'],
    ['match (n) return n limit 5', 'cypher'],
    ['match maker', 'name'],
    ['> theme', 'command'],
    ['  ', 'empty'],
  ])('"%s" is taken for a %s', (text, kind) => {
    expect(classifyInput(text)).toBe(kind);
  });
});

describe('The search box', () => {
  test('suggests entities, documents and communities by group, and flies to what is chosen', async () => {
    serveNames();
    const { user, navigator } = renderPart(<SearchBox commands={commands} />);
    await user.type(screen.getByRole('textbox', { name: 'Search or ask' }), 'lora');
    const entities = await screen.findByRole('group', { name: 'Entities' });
    expect(within(entities).getAllByRole('option')).toHaveLength(2);
    expect(within(screen.getByRole('group', { name: 'Documents' })).getByText('Notes on LoRA')).toBeTruthy();
    expect(
      within(screen.getByRole('group', { name: 'Communities' })).getByText('LoRA · adapters'),
    ).toBeTruthy();
    await user.click(within(entities).getByText('QLoRA'));
    expect(navigator.select).toHaveBeenCalledWith({ kind: 'entity', id: 'e-qlora' }, { fly: true });
  });

  test('Enter opens the first suggestion', async () => {
    serveNames();
    const { user, navigator } = renderPart(<SearchBox commands={commands} />);
    await user.type(screen.getByRole('textbox', { name: 'Search or ask' }), 'lora');
    await screen.findByRole('group', { name: 'Entities' });
    await waitFor(() => expect(screen.getAllByRole('option', { selected: true })).toHaveLength(1));
    await user.keyboard('{Enter}');
    expect(navigator.select).toHaveBeenCalledWith({ kind: 'entity', id: 'e-lora' }, { fly: true });
  });

  test('tells by which alias something was found', async () => {
    serveNames();
    const { user } = renderPart(<SearchBox commands={commands} />, 'zh');
    await user.type(screen.getByRole('textbox', { name: '搜索或提问' }), '低秩');
    expect(await screen.findByText('方法 · 又写作 低秩适配')).toBeTruthy();
  });

  test('a question offers asking first, in both languages', async () => {
    serveNames();
    const first = renderPart(<SearchBox commands={commands} />);
    await first.user.type(screen.getByRole('textbox'), 'What is LoRA?');
    await first.user.click(await screen.findByText('Ask “What is LoRA?”'));
    expect(first.navigator.ask).toHaveBeenCalledWith('What is LoRA?');
    first.unmount();
    const second = renderPart(<SearchBox commands={commands} />, 'zh');
    await second.user.type(screen.getByRole('textbox'), '什么是 LoRA？');
    await second.user.click(await screen.findByText('提问：“什么是 LoRA？”'));
    expect(second.navigator.ask).toHaveBeenCalledWith('什么是 LoRA？');
  });

  test('Cypher goes to the workbench', async () => {
    serveNames();
    const { user, navigator } = renderPart(<SearchBox commands={commands} />);
    await user.type(screen.getByRole('textbox'), 'MATCH (e) RETURN e');
    await user.click(await screen.findByText('Run as Cypher'));
    expect(navigator.cypher).toHaveBeenCalledWith('MATCH (e) RETURN e');
  });

  test('> finds commands', async () => {
    serveNames();
    const { user } = renderPart(<SearchBox commands={commands} />);
    await user.type(screen.getByRole('textbox'), '>night');
    await user.click(await screen.findByText('Switch between paper and night'));
    expect(commands[0]?.run).toHaveBeenCalledOnce();
  });

  test('says when nothing bears the name, and offers to ask instead', async () => {
    serveNames();
    const { user, navigator } = renderPart(<SearchBox commands={commands} />);
    await user.type(screen.getByRole('textbox'), 'zebra');
    expect(await screen.findByText('Nothing is named “zebra”')).toBeTruthy();
    await user.click(screen.getByText('Ask “zebra”'));
    expect(navigator.ask).toHaveBeenCalledWith('zebra');
  });

  test('a search that fails says so', async () => {
    serveNames().on('GET /api/entities', () => failure(500, 'internal', 'internal error'));
    const { user } = renderPart(<SearchBox commands={commands} />);
    await user.type(screen.getByRole('textbox'), 'lora');
    expect(await screen.findByText('The search did not answer: internal error')).toBeTruthy();
  });
});

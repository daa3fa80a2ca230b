import { screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { Inspector } from '../../../../client/src/features/inspector/Inspector.tsx';
import { failure, startFakeServer } from '../../support/fake-server.ts';
import { aMention, anEntity, anEntityDetail, aRelationship, pageOf } from '../../support/records.ts';
import { renderPart } from '../../support/render-part.tsx';

function serveEntity(detail = anEntityDetail()) {
  const server = startFakeServer();
  server.on('GET /api/entities/:id', () => detail);
  server.on('GET /api/entities/:id/mentions', () =>
    pageOf([
      aMention(),
      aMention({
        documentId: 'd-b',
        source: 'b.md',
        title: 'B',
        start: 3,
        end: 7,
        sentence: { start: 3, end: 20, text: 'LoRA again.' },
      }),
      aMention({
        start: 70,
        end: 74,
        sentence: { start: 60, end: 96, text: 'LoRA is a kind of fine-tuning.' },
      }),
    ]),
  );
  server.on('GET /api/entities/:id/relationships', () =>
    pageOf([
      aRelationship(),
      aRelationship({
        id: 'r-2',
        sourceId: 'e-q',
        sourceName: 'QLoRA',
        targetId: 'e-lora',
        targetName: 'LoRA',
        type: 'VARIANT_OF',
      }),
      aRelationship({
        id: 'r-3',
        type: 'CO_OCCURS_WITH',
        origin: 'co-occurrence',
        targetName: 'adapter',
        targetId: 'e-adapter',
      }),
    ]),
  );
  return server;
}

const selection = { kind: 'entity', id: 'e-lora' } as const;

describe('The inspector of an entity', () => {
  test('tells name, type and mentions, and quotes the defining sentence without its Markdown marks', async () => {
    serveEntity();
    renderPart(<Inspector selection={selection} />);
    expect(await screen.findByRole('heading', { name: 'LoRA' })).toBeTruthy();
    expect(screen.getByText('method')).toBeTruthy();
    expect(screen.getByText('5 mentions')).toBeTruthy();
    const what = screen.getByRole('region', { name: 'What it is' });
    expect(within(what).getByRole('button').textContent).toContain('LoRA freezes the weights of the model.');
  });

  test('says the same in Chinese', async () => {
    serveEntity();
    renderPart(<Inspector selection={selection} />, 'zh');
    expect(await screen.findByText('提及 5 次')).toBeTruthy();
    expect(screen.getByText('方法')).toBeTruthy();
    expect(screen.getByRole('region', { name: '是什么' })).toBeTruthy();
    expect(await screen.findByText('是一种 →')).toBeTruthy();
  });

  test('opens the document at the characters of the quote', async () => {
    serveEntity();
    const { user, navigator } = renderPart(<Inspector selection={selection} />);
    const what = await screen.findByRole('region', { name: 'What it is' });
    await user.click(within(what).getByRole('button'));
    expect(navigator.openDocument).toHaveBeenCalledWith(
      expect.objectContaining({ documentId: 'd-notes', start: 9, end: 51 }),
    );
  });

  test('groups relationships by type and direction, the stated ones first', async () => {
    serveEntity();
    renderPart(<Inspector selection={selection} />);
    const relationships = await screen.findByRole('region', { name: 'Relationships' });
    const lists = await within(relationships).findAllByRole('list');
    expect(lists.map((list) => list.getAttribute('aria-label'))).toEqual([
      'is a →',
      '← is a variant of',
      'appears with',
    ]);
  });

  test('goes to the other entity by its name, and to the relationship by its sentences', async () => {
    serveEntity();
    const { user, navigator } = renderPart(<Inspector selection={selection} />);
    const list = await screen.findByRole('list', { name: '← is a variant of' });
    await user.click(within(list).getByRole('button', { name: 'QLoRA' }));
    expect(navigator.select).toHaveBeenCalledWith({ kind: 'entity', id: 'e-q' }, { fly: true });
    await user.click(within(list).getByRole('button', { name: '1 sentence' }));
    expect(navigator.select).toHaveBeenCalledWith({ kind: 'relationship', id: 'r-2' });
  });

  test('lists evidence by document, most places first, with how many of how many', async () => {
    serveEntity();
    renderPart(<Inspector selection={selection} />);
    const evidence = await screen.findByRole('region', { name: 'Evidence by document' });
    expect(await within(evidence).findByText('3 in 2')).toBeTruthy();
    const documents = within(evidence).getAllByRole('button', { expanded: true });
    expect(documents.map((button) => button.textContent)).toEqual(['Notes on LoRA2', 'B1']);
  });

  test('tells why differently written names are one, with the sentence', async () => {
    serveEntity();
    const { user } = renderPart(<Inspector selection={selection} />);
    await user.click(await screen.findByRole('button', { name: 'Why these are one' }));
    expect(screen.getByText(/the text says so/)).toBeTruthy();
  });

  test('says why something is absent', async () => {
    const server = serveEntity(
      anEntityDetail({
        definition: null,
        description: '',
        communities: [],
        communityId: null,
        mentionCount: 1,
      }),
    );
    server.on('GET /api/entities/:id/relationships', () => pageOf([]));
    renderPart(<Inspector selection={selection} />);
    expect(await screen.findByText(/No sentence defines it\. 1 sentence mentions it\./)).toBeTruthy();
    expect(await screen.findByText(/No relationship was found/)).toBeTruthy();
    expect(screen.getByText(/It belongs to no community/)).toBeTruthy();
  });

  test('an entity that left the index is told as gone, not as an error', async () => {
    const server = startFakeServer();
    server.on('GET /api/entities/:id', () => failure(404, 'not-found', 'No entity has the id "e-lora"'));
    renderPart(<Inspector selection={selection} />);
    expect(await screen.findByText('This is no longer in the index')).toBeTruthy();
  });

  test('an entity that leaves the index while it is shown is told as gone', async () => {
    const server = serveEntity();
    const { queryClient } = renderPart(<Inspector selection={selection} />);
    await screen.findByRole('heading', { name: 'LoRA' });
    server.on('GET /api/entities/:id', () => failure(404, 'not-found', 'No entity has the id "e-lora"'));
    await queryClient.invalidateQueries();
    expect(await screen.findByText('This is no longer in the index')).toBeTruthy();
  });

  test('it can be asked about, in the language of the page', async () => {
    serveEntity();
    const { user, navigator } = renderPart(<Inspector selection={selection} />, 'zh');
    await user.click(await screen.findByRole('button', { name: '就此提问' }));
    expect(navigator.ask).toHaveBeenCalledWith('什么是 LoRA？');
  });

  test('a failure can be tried again', async () => {
    const server = startFakeServer();
    server.on('GET /api/entities/:id', () => failure(500, 'internal', 'internal error'));
    const { user } = renderPart(<Inspector selection={selection} />);
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Code: internal');
    serveEntity();
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('heading', { name: 'LoRA' })).toBeTruthy();
  });

  test('with nothing selected it offers the regions and the strongest entities', async () => {
    const server = startFakeServer();
    server.on('GET /api/communities', ({ query }) => {
      expect(query.get('level')).toBe('0');
      return pageOf([
        { id: 'c-1', level: 0, parentId: null, title: 'Fine-tuning', size: 12, x: 0, y: 0, radius: 1 },
      ]);
    });
    server.on('GET /api/entities', () => pageOf([anEntity()], 1085));
    const { user, navigator } = renderPart(<Inspector selection={null} />);
    await user.click(await screen.findByRole('button', { name: /Fine-tuning/ }));
    expect(navigator.select).toHaveBeenCalledWith({ kind: 'community', id: 'c-1' }, { fly: true });
    expect(screen.getByText('1 of 1,085')).toBeTruthy();
  });
});

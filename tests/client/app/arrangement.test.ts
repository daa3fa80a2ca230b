import { describe, expect, test } from 'vitest';
import { arrange, initialFront } from '../../../client/src/app/arrangement.ts';

const usual = {
  width: 1440,
  panel: null,
  hasSelection: false,
  hasDocument: false,
  inspectorOpen: true,
  front: 'map' as const,
  sizes: { left: 392, inspector: 348, document: 460, bottom: 320 },
};

describe('What is on screen', () => {
  test('a wide window shows panel, map, document and inspector together while the map keeps room', () => {
    expect(arrange({ ...usual, width: 1920, panel: 'ask', hasDocument: true })).toMatchObject({
      map: true,
      left: 'ask',
      document: true,
      inspector: true,
    });
  });

  test('where the map would get too narrow, the document stands in place of the inspector', () => {
    expect(arrange({ ...usual, panel: 'ask', hasDocument: true })).toMatchObject({
      map: true,
      left: 'ask',
      inspector: false,
      documentCovers: true,
    });
  });

  test('Cypher lies below the map and leaves the left side alone', () => {
    expect(arrange({ ...usual, panel: 'cypher' })).toMatchObject({ map: true, left: null, bottom: true });
  });

  test('between 1024 and 1280 pixels one thing stands beside the map: the last that was asked for', () => {
    const narrow = {
      ...usual,
      width: 1100,
      panel: 'library' as const,
      hasSelection: true,
      hasDocument: true,
    };
    expect(arrange({ ...narrow, front: 'panel' })).toMatchObject({
      map: true,
      left: 'library',
      document: false,
    });
    expect(arrange({ ...narrow, front: 'document' })).toMatchObject({ isLeftShown: false, document: true });
    expect(arrange({ ...narrow, front: 'inspector' })).toMatchObject({ inspector: true, document: false });
  });

  test('below 1024 pixels panels take turns with the map', () => {
    const tablet = { ...usual, width: 800, hasSelection: true };
    expect(arrange({ ...tablet, front: 'inspector' })).toMatchObject({ map: false, inspector: true });
    expect(arrange({ ...tablet, front: 'map' })).toMatchObject({ map: true, inspector: false });
    expect(arrange({ ...tablet, front: 'panel', panel: 'cypher' })).toMatchObject({
      map: false,
      bottom: true,
    });
  });

  test('below 600 pixels asking comes first, the map on demand', () => {
    expect(arrange({ ...usual, width: 400, front: 'panel' })).toMatchObject({
      mode: 'phone',
      map: false,
      left: 'ask',
    });
    expect(arrange({ ...usual, width: 400, panel: 'map', front: 'map' })).toMatchObject({
      map: true,
      left: null,
    });
  });

  test('a panel whose turn is over keeps what runs in it', () => {
    const phone = { ...usual, width: 400, panel: 'ask' as const, hasSelection: true };
    expect(arrange({ ...phone, front: 'inspector' })).toMatchObject({ left: 'ask', isLeftShown: false });
    expect(arrange({ ...phone, panel: 'cypher', front: 'inspector' })).toMatchObject({
      bottom: true,
      isBottomShown: false,
    });
  });

  test('closing what is in front uncovers what was below it', () => {
    const tablet = { ...usual, width: 800, panel: 'library' as const };
    expect(arrange({ ...tablet, front: 'document', hasSelection: true })).toMatchObject({ inspector: true });
    expect(arrange({ ...tablet, front: 'inspector' })).toMatchObject({ left: 'library' });
  });

  test('a link brings its most particular thing to the front', () => {
    expect(initialFront({ hasDocument: true, hasSelection: true, panel: 'ask', mapInFront: false })).toBe(
      'document',
    );
    expect(initialFront({ hasDocument: false, hasSelection: true, panel: 'ask', mapInFront: false })).toBe(
      'inspector',
    );
    expect(initialFront({ hasDocument: false, hasSelection: false, panel: 'map', mapInFront: false })).toBe(
      'map',
    );
    expect(initialFront({ hasDocument: true, hasSelection: true, panel: 'ask', mapInFront: true })).toBe(
      'map',
    );
  });
});

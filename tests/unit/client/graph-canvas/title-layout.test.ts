import { describe, expect, it } from 'vitest';
import { isWide, type TextMeasure } from '../../../../client/src/features/graph-canvas/text-measure.ts';
import { breakPlaces, layOutTitle } from '../../../../client/src/features/graph-canvas/title-layout.ts';

/** Wide letters a whole size, others half of one. */
const measure: TextMeasure = (text, style) =>
  style.size * Array.from(text).reduce((sum, letter) => sum + (isWide(letter) ? 1 : 0.5), 0);
const style = { size: 20, weight: 600, italic: false, spacing: 0 };
const layOut = (text: string, room: number) => layOutTitle(text, room, style, { leastSize: 12, measure });

describe('a title', () => {
  it('stays on one line at full size where it fits', () => {
    expect(layOut('Storage engines', 160)).toMatchObject({ lines: ['Storage engines'], style: { size: 20 } });
  });

  it('wraps to two lines before it shrinks', () => {
    expect(layOut('Storage engines', 90)).toMatchObject({
      lines: ['Storage', 'engines'],
      style: { size: 20 },
    });
  });

  it('shrinks before it is shortened', () => {
    const title = layOut('Convolutional networks', 90);
    expect(title?.lines).toEqual(['Convolutional', 'networks']);
    expect(title?.style.size).toBe(13);
  });

  it('is shortened at the smallest size, and never ends in a comma', () => {
    const title = layOut('Tokenisation, vocabularies, and subword units in practice', 90);
    expect(title?.style.size).toBe(12);
    expect(title?.lines).toHaveLength(2);
    expect(title?.lines[1]).toMatch(/[^,·\s]…$/);
  });

  it('never gets wider than its room', () => {
    for (const text of [
      '图神经网络',
      'Attention and transformers',
      '参数高效微调 · LoRA',
      'Reinforcement learning from human feedback',
    ])
      for (let room = 24; room < 300; room += 7)
        expect(layOut(text, room)?.width ?? 0).toBeLessThanOrEqual(room);
  });

  it('is hidden in a region under 24 pixels', () => {
    expect(layOut('Evaluation', 23)).toBeNull();
  });

  it('breaks Chinese between words, and at the dot rather than inside a name', () => {
    expect(layOut('参数高效微调 · LoRA', 150)?.lines).toEqual(['参数高效微调', 'LoRA']);
    expect(breakPlaces('检索增强生成')).not.toContain(1);
  });

  it('breaks no line before closing or after opening punctuation', () => {
    for (const place of breakPlaces('排序（重排），召回。')) {
      expect('）），。').not.toContain('排序（重排），召回。'[place]);
      expect('（').not.toContain('排序（重排），召回。'[place - 1]);
    }
  });
});

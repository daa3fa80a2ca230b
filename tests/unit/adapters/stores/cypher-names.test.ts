import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelName, quoteName, relationshipTypeName } from '../../../../adapters/stores/cypher-names.ts';
import { STRUCTURAL_LABELS, STRUCTURAL_TYPES } from '../../../../domain/reserved.ts';

describe('names that enter a query', () => {
  it('keeps letters of any script, digits and _', () => {
    expect(labelName('MODEL_2')).toBe('MODEL_2');
    expect(labelName('数据集')).toBe('数据集');
    expect(relationshipTypeName('USED FOR')).toBe('USED_FOR');
    expect(labelName('x`) DETACH DELETE n //')).toBe('x_DETACH_DELETE_n_');
  });

  it('puts a _ behind what the graph keeps for itself', () => {
    for (const label of STRUCTURAL_LABELS) expect(labelName(label)).toBe(`${label}_`);
    for (const type of STRUCTURAL_TYPES) expect(relationshipTypeName(type)).toBe(`${type}_`);
    expect(labelName('PART_OF')).toBe('PART_OF');
    expect(relationshipTypeName('Document')).toBe('Document');
  });

  it('always gives a name that is safe between backticks and of bounded length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        for (const name of [labelName(text), relationshipTypeName(text)]) {
          expect(name).toMatch(/^[\p{L}\p{M}\p{N}_]+$/u);
          expect(name.length).toBeLessThanOrEqual(250);
        }
      }),
    );
  });

  it('doubles a backtick inside a quoted name', () => {
    expect(quoteName('a`b')).toBe('`a``b`');
  });
});

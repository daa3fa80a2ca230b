import { describe, expect, it } from 'vitest';
import { checkRanges } from '../../../../adapters/stores/user-cypher/check-ranges.ts';
import { tokenize } from '../../../../adapters/stores/user-cypher/tokenize.ts';

const check = (query: string, params: Record<string, unknown> = {}) => checkRanges(tokenize(query), params);

describe('ranges inside an expression', () => {
  it.each([
    'RETURN reduce(t = 0, x IN range(1, 2000000000) | t + x)',
    'RETURN any(x IN RANGE(0, 9223372036854775807) WHERE x < 0)',
    'RETURN size([x IN `range`(-2_000_000_000, 1) | x])',
    'RETURN none(x IN range(2000000000, 1, -1) WHERE x < 0)',
    'RETURN all(x IN range(0, 0x7fffffff, 2) WHERE x >= 0)',
    'UNWIND range(1, 10) AS a RETURN single(x IN range(1, 20000000) WHERE x = a)',
    'UNWIND [x IN range(1, 20000000) WHERE x < 0] AS y RETURN y',
    'UNWIND range(1, 20000000) + [1] AS y RETURN y',
  ])('are refused when they are endless to wait for: %s', (query) => {
    expect(() => check(query)).toThrow(expect.objectContaining({ code: 'query-refused' }));
  });

  it('are told by their number, with what to write instead', () => {
    expect(() => check('RETURN size(range($from, $to))', { from: 1, to: 2e9 })).toThrow(
      expect.objectContaining({
        message: expect.stringContaining('2,000,000,000'),
        hint: expect.stringContaining('UNWIND'),
      }),
    );
  });

  it.each([
    'RETURN reduce(t = 0, x IN range(1, 10000000) | t + x)',
    'UNWIND range(1, 2000000000) AS x RETURN sum(x)',
    'RETURN range(2000000000, 1)',
    'RETURN range(0, 2000000000, 1000)',
    'RETURN range(0, 2000000000, 0)',
    'MATCH (e) RETURN [i IN range(0, size(e.aliases) - 1) | e.aliases[i]]',
    'MATCH (e) WHERE e.range > 2000000000 RETURN e.range, "range(1, 2000000000)"',
    'RETURN range($from, $to)',
  ])('are let through: %s', (query) => {
    expect(() => check(query)).not.toThrow();
  });
});

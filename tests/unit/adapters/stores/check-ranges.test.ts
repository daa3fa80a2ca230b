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
    'RETURN reduce(t = 0, x IN range(1, 1000 * 1000 * 1000) | t + x)',
    'RETURN reduce(t = 0, x IN range(1, toInteger(1e11)) | t + x)',
    'RETURN size(range(-(10 ^ 9), +(2 + 3) % 7, 1))',
    'WITH 10000000000 AS n RETURN reduce(t = 0, x IN range(1, n) | t + x)',
    'WITH 1 AS a, 2 * 1000 AS b WITH a, b * b * b AS `c` RETURN [x IN range(a, c) | x]',
    'RETURN reduce(t = 0, x IN range(1, 9000000) | t + reduce(u = 0, y IN range(1, 9000000) | u + y))',
    'RETURN [x IN range(1, 3000) | [y IN range(1, 3000) | [z IN range(1, 3000) | x + y + z]]]',
    'RETURN any(x IN range(1, 9000) WHERE size([y IN range(1, 9000) WHERE x = -y]) > 0)',
    'WITH range(1, 9000) AS l RETURN reduce(t = 0, x IN l | t + reduce(u = 0, y IN l | u + y))',
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
    'RETURN [x IN range(1, 3000) | [y IN range(1, 3000) | x * y]]',
    'RETURN [x IN range(1, 9000) | x] AS a, [x IN range(1, 9000) | x] AS b',
    'RETURN size([x IN range(1, 9000) | x]) + size([y IN range(1, 9000) | y])',
    'UNWIND range(1, 1000000) AS x RETURN [y IN range(1, 1000) | x * y]',
    'WITH 1000 * 1000 AS n UNWIND range(1, n * n) AS x RETURN max(x)',
    'MATCH (e) WITH size(e.aliases) AS n RETURN [i IN range(0, n - 1) | [j IN range(0, i) | j]]',
    'WITH range(1, 9000) AS l RETURN size(l), 5 IN l, 6 IN l',
    'RETURN 5 IN range(1, 9000000)',
  ])('are let through: %s', (query) => {
    expect(() => check(query)).not.toThrow();
  });
});

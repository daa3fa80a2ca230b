import { describe, expect, it } from 'vitest';
import { readTypedQuery } from '../../../../adapters/stores/user-cypher/typed-query.ts';

describe('a query as typed', () => {
  it('is run, explained or profiled, whatever stands around the word', () => {
    expect(readTypedQuery('RETURN 1')).toMatchObject({ mode: 'run', body: 'RETURN 1' });
    expect(readTypedQuery('/* a */ explain\nRETURN 1')).toMatchObject({ mode: 'explain' });
    expect(readTypedQuery('CYPHER 5 runtime=slotted PROFILE RETURN 1')).toMatchObject({
      mode: 'profile',
      body: 'CYPHER 5 runtime=slotted         RETURN 1',
    });
    expect(readTypedQuery('PROFILE EXPLAIN RETURN 1').mode).toBe('explain');
    expect(readTypedQuery('RETURN explain').mode).toBe('run');
  });

  it('loses its comments, but no position changes', () => {
    const text = "/* one\n two */ RETURN '// kept' // gone\n, 2";
    const { body } = readTypedQuery(text);
    expect(body).toBe("      \n        RETURN '// kept'        \n, 2");
    expect(body).toHaveLength(text.length);
  });

  it('is read as it stands and with unicode escapes resolved', () => {
    const { readings } = readTypedQuery('LO\\u0041D \\u0043SV');
    expect(readings[1]?.map(({ text }) => text)).toEqual(['LOAD', 'CSV']);
  });

  it('is SHOW only when every reading is', () => {
    expect(readTypedQuery('show indexes').show).toBe(true);
    expect(readTypedQuery('/* \\u002a/ CALL x() // */ SHOW INDEXES').show).toBe(false);
  });

  it('must be there', () => {
    for (const text of ['', ' \n', ';', '// only a comment', 'PROFILE', 'CYPHER 5']) {
      expect(() => readTypedQuery(text)).toThrow(/no query/);
    }
  });
});

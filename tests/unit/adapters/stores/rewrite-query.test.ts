import { describe, expect, it } from 'vitest';
import { rewriteForEmbedded } from '../../../../adapters/stores/user-cypher/rewrite-query.ts';

const rewrite = (query: string) => rewriteForEmbedded(query, 11);

describe('a query rewritten for the embedded engine', () => {
  it('names each item of RETURN by its own text', () => {
    expect(rewrite('MATCH (n) RETURN n, count(*), n.name ORDER BY n.name LIMIT 3')).toBe(
      'MATCH (n) RETURN n, count(*) AS `count(*)`, n.name AS `n.name` ORDER BY n.name LIMIT 3',
    );
  });

  it('leaves what has a name, stands alone, or is everything', () => {
    for (const items of ['n AS x', '*', 'n', '`n m`', 'DISTINCT n', 'collect(n) AS c, n']) {
      expect(rewrite(`MATCH (n) RETURN ${items} LIMIT 1`)).toBe(`MATCH (n) RETURN ${items} LIMIT 1`);
    }
  });

  it('does not take commas and names inside brackets for its own', () => {
    expect(rewrite('RETURN [x IN [1, 2] | x] , {a: 1, b: [2, 3]} LIMIT 1')).toBe(
      'RETURN [x IN [1, 2] | x] AS `[x IN [1, 2] | x]` , {a: 1, b: [2, 3]} AS `{a: 1, b: [2, 3]}` LIMIT 1',
    );
    expect(rewrite('CALL { MATCH (n) RETURN count(n) AS c } RETURN c LIMIT 1')).toBe(
      'CALL { MATCH (n) RETURN count(n) AS c } RETURN c LIMIT 1',
    );
  });

  it('names the items of every part of a union', () => {
    expect(rewrite('RETURN 1 + 1 UNION RETURN 1 + 1')).toBe(
      'RETURN 1 + 1 AS `1 + 1` UNION RETURN 1 + 1 AS `1 + 1`',
    );
  });

  it('adds a limit where there is none and nothing is written', () => {
    expect(rewrite('MATCH (a), (b) RETURN a, b;')).toBe('MATCH (a), (b) RETURN a, b LIMIT 11;');
    expect(rewrite('MATCH (a) RETURN a ORDER BY a.id // LIMIT 5')).toBe(
      'MATCH (a) RETURN a ORDER BY a.id LIMIT 11 // LIMIT 5',
    );
    expect(rewrite('MATCH (a) RETURN a UNION MATCH (b) RETURN b AS a')).not.toContain('LIMIT');
    expect(rewrite('CREATE (a) RETURN a')).not.toContain('LIMIT');
    expect(rewrite('MATCH (a) RETURN a SKIP 2 LIMIT 1')).toBe('MATCH (a) RETURN a SKIP 2 LIMIT 1');
  });

  it('quotes keywords that name properties or keys', () => {
    expect(rewrite('MATCH (n) WHERE n.set = 1 RETURN n.order AS x, {merge: n.in} AS y LIMIT 1')).toBe(
      'MATCH (n) WHERE n.`set` = 1 RETURN n.`order` AS x, {`merge`: n.`in`} AS y LIMIT 1',
    );
  });

  it('looks for a shortest path behind its ends, not among them', () => {
    expect(rewrite('MATCH (a), (b), p = shortestPath((a)-[*..6]-(b)) WHERE a <> b RETURN p LIMIT 1')).toBe(
      'MATCH (a), (b) MATCH p = shortestPath((a)-[*..6]-(b)) WHERE a <> b RETURN p LIMIT 1',
    );
    expect(rewrite('CALL { MATCH (a) , allShortestPaths((a)-[*]-(b)) RETURN a } RETURN a AS x LIMIT 1')).toBe(
      'CALL { MATCH (a)  MATCH allShortestPaths((a)-[*]-(b)) RETURN a } RETURN a AS x LIMIT 1',
    );
    for (const kept of [
      'OPTIONAL MATCH (a), (b), p = shortestPath((a)-[*]-(b)) RETURN p LIMIT 1',
      'MATCH (a), (b) WITH a, shortestPath((a)-[*]-(b)) AS p RETURN p LIMIT 1',
      'MATCH p = shortestPath((a)-[*]-(b)), (c) RETURN p LIMIT 1',
    ])
      expect(rewrite(kept)).toBe(kept);
  });

  it('is the same in whatever case keywords are written', () => {
    expect(rewrite('match (n) return n.x limit 1')).toBe('match (n) return n.x AS `n.x` limit 1');
  });
});

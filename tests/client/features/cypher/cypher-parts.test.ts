import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { describe, expect, test } from 'vitest';
import { cypherCompletion } from '../../../../client/src/features/cypher/cypher-completion.ts';
import { toCsv, toJson } from '../../../../client/src/features/cypher/export-result.ts';
import { graphName, graphTarget } from '../../../../client/src/features/cypher/graph-cell.ts';
import { errorPosition } from '../../../../client/src/features/cypher/query-result.ts';

const schema = {
  labels: [
    { name: 'Entity', count: 9, properties: ['id', 'name'] },
    { name: 'My Type', count: 1, properties: [] },
  ],
  relationshipTypes: [{ name: 'IS_A', count: 3, properties: ['weight'], from: ['Entity'], to: ['Entity'] }],
};

async function complete(text: string, explicit = false): Promise<string[]> {
  const state = EditorState.create({ doc: text });
  const source = cypherCompletion(() => schema);
  const result = await source(new CompletionContext(state, text.length, explicit));
  return result?.options.map(({ label, apply }) => (typeof apply === 'string' ? apply : label)) ?? [];
}

describe('Completion of Cypher', () => {
  test('knows labels in nodes, types in relationships, properties behind a dot', async () => {
    expect(await complete('MATCH (e:')).toEqual(['Entity', '`My Type`']);
    expect(await complete('MATCH (a)-[r:')).toEqual(['IS_A']);
    expect(await complete('MATCH (a)-[r:IS_A|')).toEqual(['IS_A']);
    expect(await complete('MATCH (e) RETURN e.')).toEqual(['id', 'name', 'weight']);
  });

  test('offers words and functions elsewhere, and nothing unasked on an empty line', async () => {
    expect(await complete('MAT')).toContain('MATCH');
    expect(await complete('RETURN cou')).toContain('count(');
    expect(await complete('MATCH (e) ')).toEqual([]);
  });
});

describe('Export of a result', () => {
  const result = {
    columns: ['name', 'note'],
    rows: [
      ['知识图谱', 'a "quote", and\nmore'],
      ['=1+1', null],
      ['-5', { kind: 'node' as const, id: '1', labels: ['Entity'], properties: { name: 'LoRA' } }],
    ],
  };

  test('CSV opens in a spreadsheet: marked as UTF-8, quoted, without formulas', () => {
    expect(toCsv(result)).toBe(
      '\uFEFFname,note\r\n知识图谱,"a ""quote"", and\nmore"\r\n\'=1+1,\r\n-5,LoRA\r\n',
    );
  });

  test('JSON is a list of objects with the values as they came', () => {
    expect(JSON.parse(toJson(result))[2]).toEqual({ name: '-5', note: result.rows[2]?.[1] });
  });
});

describe('Values of the graph', () => {
  const node = (labels: string[], properties: Record<string, string | number>) =>
    ({ kind: 'node', id: '9', labels, properties }) as const;

  test('lead to what the page can show', () => {
    expect(graphTarget(node(['Community'], { id: 'c' }))).toEqual({ kind: 'community', id: 'c' });
    expect(graphTarget(node(['Document'], { id: 'd' }))).toEqual({ documentId: 'd' });
    expect(graphTarget(node(['Chunk'], { id: 'k', documentId: 'd', start: 3, end: 9 }))).toEqual({
      documentId: 'd',
      start: 3,
      end: 9,
    });
    expect(graphTarget(node(['Run'], { id: 'x' }))).toBeNull();
    expect(graphTarget(node(['Entity'], {}))).toBeNull();
  });

  test('are named by name, title or source, else by label', () => {
    expect(graphName(node(['Entity'], { name: 'LoRA' }))).toBe('LoRA');
    expect(graphName(node(['__Entity__', 'Run'], {}))).toBe('Run');
  });
});

test.each([
  ['Invalid input (line 2, column 7 (offset: 20))', { line: 2, column: 7 }],
  ['Parse error at 3:14: expected )', { line: 3, column: 14 }],
  ['It ran too long', null],
])('The place of the mistake in "%s"', (message, position) => {
  expect(errorPosition(message)).toEqual(position);
});

import { describe, expect, it } from 'vitest';
import { parsePlan } from '../../../../adapters/stores/embedded/parse-plan.ts';

describe('a plan of the embedded engine', () => {
  it('names every operator, also those inside expressions, and every procedure', () => {
    const text =
      'Return (ExistsSubquery(Expand(ExpandOp { input: NodeScan(NodeScanOp { label: None }) })) AS e)\n' +
      '  CallProcedure (db.labels)\n    NodeScan (n:*)\n';
    expect(parsePlan(text)).toMatchObject({
      operators: ['Return', 'CallProcedure', 'NodeScan', 'Expand'],
      procedures: ['db.labels'],
    });
  });

  it('is not fooled by quotes and lines in names', () => {
    expect(parsePlan('Return (1 AS a")\n  Create (x:b")\n').operators).toContain('Create');
    expect(parsePlan('Return (1 AS a\n  NodeScan)\n  Create (x)\n').operators).toContain('Create');
  });

  it('has an unknown operator for a line that it cannot read', () => {
    expect(parsePlan('Return (n)\n  => (n)\n').operators).toEqual(['Return', '?']);
  });
});

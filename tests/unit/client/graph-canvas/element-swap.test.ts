import cytoscape, { type Core, type ElementDefinition } from 'cytoscape';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createElementSwap,
  type ElementSwap,
} from '../../../../client/src/features/graph-canvas/element-swap.ts';

const node = (at: number): ElementDefinition => ({ group: 'nodes', data: { id: `n${at}` } });
const link = (source: number, target: number): ElementDefinition => ({
  group: 'edges',
  data: { id: `l${source}-${target}`, source: `n${source}`, target: `n${target}` },
});
const nodes = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => node(from + at));

let cy: Core;
let steps: (() => void)[];
let swap: ElementSwap;
beforeEach(() => {
  cy = cytoscape({ headless: true });
  steps = [];
  swap = createElementSwap(cy, (step) => steps.push(step));
});
afterEach(() => cy.destroy());

function runAll(): number {
  let frames = 0;
  for (let step = steps.shift(); step; step = steps.shift(), frames++) step();
  return frames;
}

describe('swapping elements', () => {
  it('ends with exactly what is wanted, links included', () => {
    swap.show([...nodes(0, 50), link(1, 2)], false, () => {});
    runAll();
    swap.show([...nodes(2, 60), link(2, 3)], false, () => {});
    runAll();
    expect(cy.nodes().length).toBe(58);
    expect(cy.edges().map((edge) => edge.id())).toEqual(['l2-3']);
  });

  it('changes a slice a frame, smaller ones while moving', () => {
    swap.show(nodes(0, 200), false, () => {});
    expect(runAll()).toBe(3);
    swap.show([], true, () => {});
    expect(runAll()).toBe(5);
  });

  it('does not touch what stays', () => {
    swap.show(nodes(0, 10), false, () => {});
    runAll();
    const kept = cy.getElementById('n5');
    kept.scratch('mark', 1);
    swap.show(nodes(5, 15), false, () => {});
    runAll();
    expect(cy.getElementById('n5').scratch('mark')).toBe(1);
  });

  it('lets a newer choice take the place of an older one', () => {
    let olderDone = false;
    swap.show(nodes(0, 300), false, () => {
      olderDone = true;
    });
    steps.shift()?.();
    swap.show(nodes(0, 5), false, () => {});
    runAll();
    expect(cy.nodes().length).toBe(5);
    expect(olderDone).toBe(false);
  });

  it('tells when it is done, even when there was nothing to do', () => {
    let done = 0;
    swap.show(nodes(0, 3), false, () => done++);
    runAll();
    swap.show(nodes(0, 3), false, () => done++);
    expect(done).toBe(2);
  });
});

import { describe, expect, it } from 'vitest';
import { layOut } from '../../../../algorithms/layout/lay-out.ts';
import type { Layout, LayoutInput, PreviousLayout } from '../../../../algorithms/layout/layout-types.ts';
import {
  type GraphOfNames,
  labelsByLevel,
  layoutCase,
  regionsOf,
} from '../../../../benchmarks/layout-case.ts';
import { layoutMetrics, movement } from '../../../../benchmarks/layout-metrics.ts';
import { plantedGraph } from '../../../../benchmarks/planted-graph.ts';

function aGraph(nodeCount = 500): GraphOfNames {
  const graph = plantedGraph({ nodeCount, regionCount: 9, groupsPerRegion: 4, edgeCount: nodeCount * 2 });
  return { ...graph, names: Array.from({ length: nodeCount }, (_, node) => `entity ${node}`) };
}

function withMore(
  graph: GraphOfNames,
  names: readonly string[],
  links: readonly (readonly [number, number])[],
): GraphOfNames {
  return {
    names: [...graph.names, ...names],
    sources: Int32Array.of(...graph.sources, ...links.map(([source]) => source)),
    targets: Int32Array.of(...graph.targets, ...links.map(([, target]) => target)),
    weights: Float64Array.of(...graph.weights, ...links.map(() => 1)),
  };
}

function previousOf(input: LayoutInput, layout: Layout): PreviousLayout {
  return { entityIds: input.entityIds, x: layout.x, y: layout.y, communities: input.communities };
}

/** Clusters and lays out the old graph, then the new one from there. Nodes of the old graph come first in the new one. */
function grow(before: GraphOfNames, after: GraphOfNames) {
  const oldInput = layoutCase(before);
  const old = layOut(oldInput);
  const labels = labelsByLevel(before.names.length, oldInput.communities).map((level) =>
    Int32Array.from({ length: after.names.length }, (_, node) => (node < level.length ? level[node]! : -1)),
  );
  const input = layoutCase(after, labels);
  const layout = layOut({ ...input, previous: previousOf(oldInput, old) });
  const pairs = oldInput.entityIds.map((_, node) => ({
    before: { x: old.x[node]!, y: old.y[node]! },
    after: { x: layout.x[node]!, y: layout.y[node]! },
  }));
  const oldRegions = regionsOf(oldInput, old);
  return { old, oldRegions, input, layout, pairs, width: old.extent.maxX - old.extent.minX };
}

describe('layOut from an old layout', () => {
  it('moves nobody when nothing changed, the belt included', () => {
    const graph = withMore(aGraph(), ['alone', 'one', 'two'], [[501, 502]]);
    const { old, layout } = grow(graph, graph);
    expect(layout.x).toEqual(old.x);
    expect(layout.y).toEqual(old.y);
    expect(layout.communities).toEqual(old.communities);
  });

  it('moves nobody in the regions that a newcomer does not join', () => {
    const { oldRegions, layout, pairs, input, width } = grow(
      aGraph(),
      withMore(
        aGraph(),
        ['new'],
        [
          [500, 7],
          [500, 8],
        ],
      ),
    );
    const joined = regionsOf(input, layout)[500]!;
    const touched = new Set(Array.from(input.communities[joined]!.members));
    const untouchedPairs = pairs.filter((_, node) => oldRegions[node]! >= 0 && !touched.has(node));
    expect(untouchedPairs.length).toBeGreaterThan(200);
    expect(movement(untouchedPairs, width).most).toBe(0);
    expect(movement(pairs, width).p95).toBeLessThan(0.02);
  });

  it('puts newcomers into their region and keeps regions apart', () => {
    const names = Array.from({ length: 10 }, (_, index) => `new ${index}`);
    const links = names.flatMap((_, index) => [
      [500 + index, index * 31] as const,
      [500 + index, index * 31 + 1] as const,
    ]);
    const { input, layout } = grow(aGraph(), withMore(aGraph(), names, links));
    const regions = regionsOf(input, layout);
    const { sources, targets } = input.edges;
    const metrics = layoutMetrics({ ...layout, regions, sources, targets });
    expect(metrics.foreign).toBeLessThan(0.03);
    expect(metrics.near).toBeLessThan(0.03);
    for (let node = 500; node < 510; node++) {
      const { x, y, radius } = layout.communities[regions[node]!]!;
      expect(Math.sqrt((layout.x[node]! - x) ** 2 + (layout.y[node]! - y) ** 2)).toBeLessThan(1.8 * radius);
    }
  });

  it('hardly moves what remains when one entity in a hundred is gone', () => {
    const graph = aGraph();
    const oldInput = layoutCase(graph);
    const old = layOut(oldInput);
    const stays = (node: number) => node % 100 !== 99;
    const place = new Int32Array(500).fill(-1);
    const kept = graph.names.filter((_, node) => stays(node));
    kept.forEach((name, index) => {
      place[Number(name.split(' ')[1])] = index;
    });
    const links = Array.from(graph.sources.keys()).filter(
      (link) => stays(graph.sources[link]!) && stays(graph.targets[link]!),
    );
    const input = layoutCase(
      {
        names: kept,
        sources: Int32Array.from(links, (link) => place[graph.sources[link]!]!),
        targets: Int32Array.from(links, (link) => place[graph.targets[link]!]!),
        weights: Float64Array.from(links, (link) => graph.weights[link]!),
      },
      labelsByLevel(500, oldInput.communities).map((level) => level.filter((_, node) => stays(node))),
    );
    const layout = layOut({ ...input, previous: previousOf(oldInput, old) });
    const pairs = kept.map((name, index) => {
      const node = Number(name.split(' ')[1]);
      return {
        before: { x: old.x[node]!, y: old.y[node]! },
        after: { x: layout.x[index]!, y: layout.y[index]! },
      };
    });
    const moved = movement(pairs, old.extent.maxX - old.extent.minX);
    expect(moved.median).toBeLessThan(0.003);
    expect(moved.p95).toBeLessThan(0.02);
  });

  it('makes room for a whole new region without mixing it into the others', () => {
    const names = Array.from({ length: 40 }, (_, index) => `new ${index}`);
    const links = names.flatMap((_, index) => [
      [500 + index, 500 + ((index + 1) % 40)] as const,
      [500 + index, 500 + ((index * 7 + 3) % 40)] as const,
    ]);
    const { input, layout, pairs, width } = grow(aGraph(), withMore(aGraph(), names, [...links, [500, 0]]));
    const regions = regionsOf(input, layout);
    const { sources, targets } = input.edges;
    expect(layoutMetrics({ ...layout, regions, sources, targets }).foreign).toBeLessThan(0.05);
    expect(movement(pairs, width).median).toBeLessThan(0.05);
  });

  it('starts from nothing when the old layout knows too few of the entities', () => {
    const graph = aGraph();
    const input = layoutCase(graph);
    const previous = { entityIds: ['entity 1', 'stranger'], x: [900, 901], y: [900, 900], communities: [] };
    const { x } = layOut({ ...input, previous });
    expect(Math.max(...x)).toBeLessThan(200);
  });

  it('keeps left and right, top and bottom, when most is new and the map is made anew', () => {
    const input = layoutCase(aGraph());
    const fresh = layOut(input);
    // A fifth is known, and lay the other way round.
    const known = Array.from({ length: 100 }, (_, index) => index * 5);
    const previous = {
      entityIds: known.map((node) => input.entityIds[node]!),
      x: known.map((node) => -fresh.x[node]!),
      y: known.map((node) => fresh.y[node]!),
      communities: [],
    };
    const layout = layOut({ ...input, previous });
    expect(layout.x).toEqual(fresh.x.map((x) => -x));
    expect(layout.y).toEqual(fresh.y);
  });

  it('keeps a map that is all belt', () => {
    const input = layoutCase({
      names: Array.from({ length: 12 }, (_, node) => `alone ${node}`),
      sources: new Int32Array(0),
      targets: new Int32Array(0),
      weights: new Float64Array(0),
    });
    const old = layOut(input);
    const layout = layOut({ ...input, previous: previousOf(input, old) });
    expect(layout.x).toEqual(old.x);
    expect(layout.y).toEqual(old.y);
  });

  it('treats positions that are not numbers as absent', () => {
    const graph = aGraph();
    const input = layoutCase(graph);
    const old = layOut(input);
    const x = old.x.slice();
    x[3] = Number.NaN;
    const layout = layOut({ ...input, previous: { ...previousOf(input, old), x } });
    expect(Number.isFinite(layout.x[3]!)).toBe(true);
    expect(Math.abs(layout.x[3]! - old.x[3]!)).toBeLessThan(10);
  });
});

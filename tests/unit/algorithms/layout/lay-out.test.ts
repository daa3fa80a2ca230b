import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut } from '../../../../algorithms/layout/lay-out.ts';
import type { Layout, LayoutInput } from '../../../../algorithms/layout/layout-types.ts';
import { type GraphOfNames, layoutCase, regionsOf } from '../../../../benchmarks/layout-case.ts';
import { layoutMetrics } from '../../../../benchmarks/layout-metrics.ts';
import { plantedGraph } from '../../../../benchmarks/planted-graph.ts';

function aCase(nodeCount: number, edgeCount: number, regionCount = 9, seed = 1): LayoutInput {
  const graph = plantedGraph({ nodeCount, regionCount, groupsPerRegion: 4, edgeCount, seed });
  return layoutCase({ ...graph, names: Array.from({ length: nodeCount }, (_, node) => `entity ${node}`) });
}

function edges(list: readonly (readonly [number, number])[]): LayoutInput['edges'] {
  return { sources: list.map(([source]) => source), targets: list.map(([, target]) => target) };
}

function bare(nodeCount: number, list: readonly (readonly [number, number])[] = []): LayoutInput {
  return {
    entityIds: Array.from({ length: nodeCount }, (_, node) => `e${node}`),
    ranks: new Float64Array(nodeCount),
    edges: edges(list),
    communities: [],
  };
}

/** Overlap of two stars, in units; below 0 when they are apart. */
function deepestOverlap({ x, y, radii }: Layout): number {
  let deepest = Number.NEGATIVE_INFINITY;
  for (let a = 0; a < x.length; a++) {
    for (let b = a + 1; b < x.length; b++) {
      const apart = Math.sqrt((x[a]! - x[b]!) ** 2 + (y[a]! - y[b]!) ** 2);
      deepest = Math.max(deepest, radii[a]! + radii[b]! - apart);
    }
  }
  return deepest;
}

describe('layOut', () => {
  const usual = aCase(500, 900);
  const usualLayout = layOut(usual);

  it.each([
    { nodes: 250, links: 420, regions: 6, mixed: 0.2 },
    { nodes: 500, links: 900, regions: 9, mixed: 0.08 },
    { nodes: 2500, links: 9000, regions: 14, mixed: 0.05 },
  ])('shows the regions of $nodes entities clearly', ({ nodes, links, regions, mixed }) => {
    const input = aCase(nodes, links, regions);
    const layout = layOut(input);
    const { sources, targets } = input.edges;
    const metrics = layoutMetrics({ ...layout, regions: regionsOf(input, layout), sources, targets });
    expect(metrics.ratio).toBeLessThan(0.35);
    expect(metrics.foreign).toBeLessThan(0.03);
    expect(metrics.near).toBeLessThan(0.03);
    // Cells are larger than the gaps on a small map, so some must hold two regions.
    expect(metrics.mixed).toBeLessThan(mixed);
    expect(metrics.empty).toBeLessThan(0.5);
  });

  it('keeps quiet water between regions', () => {
    const layout = usualLayout;
    const regions = regionsOf(usual, layout);
    let closest = Number.POSITIVE_INFINITY;
    regions.forEach((region, a) => {
      regions.forEach((other, b) => {
        if (region < 0 || other < 0 || region === other) return;
        const apart = Math.sqrt((layout.x[a]! - layout.x[b]!) ** 2 + (layout.y[a]! - layout.y[b]!) ** 2);
        closest = Math.min(closest, apart - layout.radii[a]! - layout.radii[b]!);
      });
    });
    expect(closest).toBeGreaterThan(1.8);
  });

  it('lets no two stars lie on each other', () => {
    expect(deepestOverlap(usualLayout)).toBeLessThan(0.15);
  });

  it('gives important entities more room and the middle of their community', () => {
    const input = usual;
    const layout = usualLayout;
    const order = Array.from(input.entityIds.keys()).sort(
      (left, right) => input.ranks[right]! - input.ranks[left]!,
    );
    expect(layout.radii[order[0]!]!).toBeGreaterThan(1.5 * layout.radii[order[400]!]!);
    const relative = input.communities
      .filter(({ level, members }) => level === 0 && members.length >= 20)
      .map(({ members }) => {
        const hub = Array.from(members).reduce((best, node) =>
          input.ranks[node]! > input.ranks[best]! ? node : best,
        );
        const { x, y, radius } =
          layout.communities[input.communities.findIndex((one) => one.members === members)]!;
        return Math.sqrt((layout.x[hub]! - x) ** 2 + (layout.y[hub]! - y) ** 2) / radius;
      });
    // Members lie at two thirds of the radius on the mean.
    expect(relative.reduce((sum, share) => sum + share, 0) / relative.length).toBeLessThan(0.5);
  });

  it('lies wider than high, around 0, within its extent', () => {
    const { x, y, extent } = usualLayout;
    const width = extent.maxX - extent.minX;
    const height = extent.maxY - extent.minY;
    expect(width / height).toBeGreaterThan(1);
    expect(width / height).toBeLessThan(1.8);
    expect(Math.abs(extent.minX + extent.maxX)).toBeLessThan(0.001 * width);
    expect(Math.abs(extent.minY + extent.maxY)).toBeLessThan(0.001 * height);
    for (const value of x) expect(value > extent.minX && value < extent.maxX).toBe(true);
    for (const value of y) expect(value > extent.minY && value < extent.maxY).toBe(true);
  });

  it('draws a disc of each community around its members', () => {
    const layout = usualLayout;
    usual.communities.forEach(({ members }, index) => {
      const { x, y, radius } = layout.communities[index]!;
      const inside = Array.from(members).filter(
        (node) => Math.sqrt((layout.x[node]! - x) ** 2 + (layout.y[node]! - y) ** 2) < 1.5 * radius,
      );
      expect(inside.length / members.length).toBeGreaterThan(0.7);
    });
  });

  it('gives the same positions whatever the order of entities, links and communities', () => {
    const input = aCase(220, 400);
    const straight = layOut(input);
    const count = input.entityIds.length;
    const flip = (index: number) => count - 1 - index;
    const last = input.communities.length - 1;
    const turned = layOut({
      entityIds: input.entityIds.toReversed(),
      ranks: Array.from(input.ranks).toReversed(),
      edges: {
        sources: Array.from(input.edges.targets, flip).toReversed(),
        targets: Array.from(input.edges.sources, flip).toReversed(),
        weights: Array.from(input.edges.weights!).toReversed(),
      },
      communities: input.communities.toReversed().map(({ id, level, parent, members }) => ({
        id,
        level,
        parent: parent < 0 ? -1 : last - parent,
        members: Array.from(members, flip),
      })),
    });
    expect(turned.x.toReversed()).toEqual(straight.x);
    expect(turned.y.toReversed()).toEqual(straight.y);
    expect(turned.communities.toReversed()).toEqual(straight.communities);
  });

  it('looks different for another seed', () => {
    const input = aCase(100, 200);
    expect(layOut(input, { seed: 1 }).x).not.toEqual(layOut(input, { seed: 2 }).x);
  });
});

describe('layOut of odd graphs', () => {
  it('does nothing for nobody', () => {
    expect(layOut(bare(0))).toMatchObject({
      communities: [],
      extent: { minX: 0, maxX: 0, minY: 0, maxY: 0 },
    });
  });

  it('puts a single entity in the middle', () => {
    const { x, y } = layOut(bare(1));
    expect(x[0]).toBeCloseTo(0, 5);
    expect(y[0]).toBeCloseTo(0, 5);
  });

  it.each([2, 3, 10, 60])('keeps %i entities apart, linked or not', (count) => {
    const chain = Array.from({ length: count - 1 }, (_, node) => [node, node + 1] as const);
    for (const input of [bare(count), bare(count, chain)])
      expect(deepestOverlap(layOut(input))).toBeLessThan(0.15);
  });

  it('puts isolated entities and small components on a belt outside everything else', () => {
    const graph: GraphOfNames = aGraphWithIslands();
    const input = layoutCase(graph);
    const layout = layOut(input);
    expect(Array.from(layout.belt.subarray(300))).toEqual([1, 1, 1, 1, 1]);
    expect(layout.belt.subarray(0, 300).every((onBelt) => onBelt === 0)).toBe(true);
    const between = (a: number, b: number) =>
      Math.sqrt((layout.x[a]! - layout.x[b]!) ** 2 + (layout.y[a]! - layout.y[b]!) ** 2);
    const fromMiddle = (node: number) => Math.sqrt(layout.x[node]! ** 2 + layout.y[node]! ** 2);
    for (let node = 300; node < 305; node++) {
      const nearest = Array.from({ length: 300 }, (_, other) => other).reduce((best, other) =>
        between(node, other) < between(node, best) ? other : best,
      );
      expect(between(node, nearest)).toBeGreaterThan(2);
      expect(fromMiddle(node)).toBeGreaterThan(fromMiddle(nearest));
    }
    // The pair stays a pair.
    expect(Math.abs(layout.x[300]! - layout.x[301]!)).toBeLessThan(2);
  });

  it('lays out a graph without communities as one region', () => {
    const ring = Array.from({ length: 30 }, (_, node) => [node, (node + 1) % 30] as const);
    const layout = layOut(bare(30, ring));
    expect(layout.belt.every((onBelt) => onBelt === 0)).toBe(true);
    expect(deepestOverlap(layout)).toBeLessThan(0.15);
  });

  it('gives finite positions for anything', () => {
    const pair = fc.tuple(fc.nat(29), fc.nat(29));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 60 }), (list) => {
        const graph = { sources: list.map(([a]) => a), targets: list.map(([, b]) => b) };
        const names = Array.from({ length: 30 }, (_, node) => `n${node}`);
        const input = layoutCase({
          names,
          sources: Int32Array.from(graph.sources),
          targets: Int32Array.from(graph.targets),
          weights: new Float64Array(list.length).fill(1),
        });
        const layout = layOut(input);
        for (const value of [...layout.x, ...layout.y, ...layout.radii])
          expect(Number.isFinite(value)).toBe(true);
        for (const { radius } of layout.communities) expect(radius).toBeGreaterThan(0);
      }),
      { numRuns: 40 },
    );
  });

  it('refuses links to entities that are not there', () => {
    expect(() => layOut(bare(2, [[0, 2]]))).toThrow(RangeError);
  });
});

/** 300 linked entities, then a pair and three that are alone. */
function aGraphWithIslands(): GraphOfNames {
  const graph = plantedGraph({
    nodeCount: 300,
    regionCount: 5,
    groupsPerRegion: 3,
    edgeCount: 900,
    insideGroup: 0.5,
  });
  const bridges = Array.from({ length: 299 }, (_, node) => node);
  return {
    names: Array.from({ length: 305 }, (_, node) => `entity ${node}`),
    sources: Int32Array.of(...graph.sources, ...bridges, 300),
    targets: Int32Array.of(...graph.targets, ...bridges.map((node) => node + 1), 301),
    weights: Float64Array.of(...graph.weights, ...bridges.map(() => 0.1), 1),
  };
}

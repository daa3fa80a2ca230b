import { describe, expect, it } from 'vitest';
import { createCompressedGraph } from '../../../../algorithms/compressed-graph.ts';
import type { Grouping } from '../../../../ingest/stages/community-tree.ts';
import { nameCommunities } from '../../../../ingest/stages/name-communities.ts';
import { anEntity } from '../../../support/ingest-records.ts';

/** Entities in which everyone knows everyone, the first the highest in rank. */
function named(names: readonly string[], groupings?: readonly Grouping[]): string[] {
  const entities = names.map((name, place) => anEntity({ name, rank: 100 - place }));
  const pairs = names.flatMap((_, one) =>
    names.flatMap((_, other) => (one < other ? [[one, other] as const] : [])),
  );
  const graph = createCompressedGraph(
    names.length,
    pairs.map(([one]) => one),
    pairs.map(([, other]) => other),
  );
  return nameCommunities(
    groupings ?? [
      group(
        0,
        -1,
        names.map((_, place) => place),
      ),
    ],
    entities,
    graph,
  );
}

const group = (level: number, parent: number, members: number[]): Grouping => ({
  level,
  parent,
  members: Int32Array.from(members),
});

describe('nameCommunities', () => {
  it('joins the best names, at most three', () => {
    expect(named(['RAG', '检索', 'BM25', 'HNSW'])).toEqual(['RAG · 检索 · BM25']);
  });

  it('takes no name that stands inside another, but knows AI from training', () => {
    expect(named(['LoRA', 'LoRA 适配器', '低秩适配'])).toEqual(['LoRA · 低秩适配']);
    expect(named(['AI', 'AI agent', 'training'])).toEqual(['AI · training']);
  });

  it('passes over a name that would make the title too wide', () => {
    expect(named(['parameter-efficient tuning', 'reinforcement learning', 'LoRA'])).toEqual([
      'parameter-efficient tuning · LoRA',
    ]);
  });

  it('takes the names of a community with children from different children', () => {
    const groupings = [group(0, -1, [0, 1, 2, 3]), group(1, 0, [0, 1]), group(1, 0, [2, 3])];
    expect(named(['A1', 'A2', 'B1', 'B2'], groupings)[0]).toMatch(/^A1 · B1/);
  });

  it('prefers a name that belongs here over one that belongs everywhere', () => {
    const entities = ['everywhere', 'here', 'there'].map((name) => anEntity({ name, rank: 10 }));
    const graph = createCompressedGraph(3, [0, 0], [1, 2], [1, 9]);
    expect(nameCommunities([group(0, -1, [0, 1])], entities, graph)).toEqual(['here']);
  });
});

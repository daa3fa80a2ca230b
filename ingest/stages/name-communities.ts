import type { CompressedGraph } from '../../algorithms/compressed-graph.ts';
import type { Entity } from '../../domain/entity.ts';
import { compareText } from '../ordering.ts';
import type { Grouping } from './community-tree.ts';

/** Most names in a title. */
const MAX_NAMES = 3;
/** A title wider than this many columns (a Chinese character counts two) gets no further name. */
const MAX_COLUMNS = 34;
/** A further name must tell at least this share of what the first one tells. */
const LEAST_SHARE = 0.2;
/** Longest name that may stand in a title unless there is no shorter one. */
const MAX_NAME_COLUMNS = 28;

/**
 * Titles of communities: the names of their most telling members, joined by ` · `. A community with children takes its names from
 * different children, so that it tells its breadth; no two siblings bear the same title where their members allow it.
 */
export function nameCommunities(
  groupings: readonly Grouping[],
  entities: readonly Entity[],
  graph: CompressedGraph,
): string[] {
  const branches = branchesOf(groupings);
  const taken = new Map<number, Set<string>>();
  return groupings.map(({ parent, members }, place) => {
    const ranked = rankMembers(members, entities, graph);
    const siblings = taken.get(parent) ?? new Set<string>();
    taken.set(parent, siblings);
    let title = '';
    // When a sibling has the same title already, the next best first name makes the difference.
    for (let skip = 0; skip < ranked.length; skip++) {
      title = joinNames(ranked.slice(skip), entities, branches[place]!);
      if (!siblings.has(title)) break;
    }
    siblings.add(title);
    return title;
  });
}

/** For each grouping, the child that each entity lies in: a map that is empty where there are no children. */
function branchesOf(groupings: readonly Grouping[]): Map<number, number>[] {
  const branches = groupings.map(() => new Map<number, number>());
  groupings.forEach(({ parent, members }, place) => {
    if (parent >= 0) for (const member of members) branches[parent]!.set(member, place);
  });
  return branches;
}

interface RankedMember {
  member: number;
  score: number;
}

/** Members by what they tell: rank and ties inside, less for those that belong elsewhere as much. */
function rankMembers(
  members: Int32Array,
  entities: readonly Entity[],
  graph: CompressedGraph,
): RankedMember[] {
  const inside = new Set(members);
  const scored = Array.from(members, (member) => {
    let degree = 0;
    let weight = 0;
    for (let arc = graph.offsets[member]!; arc < graph.offsets[member + 1]!; arc++) {
      if (!inside.has(graph.targets[arc]!)) continue;
      degree++;
      weight += graph.weights[arc]!;
    }
    const share = weight / Math.max(weight, graph.strengths[member]!, Number.MIN_VALUE);
    const fits = columns(entities[member]!.name) <= MAX_NAME_COLUMNS ? 1 : 0.25;
    return { member, score: entities[member]!.rank * Math.log2(2 + degree) * share * fits };
  });
  return scored.sort(
    (one, other) =>
      other.score - one.score || compareText(entities[one.member]!.id, entities[other.member]!.id),
  );
}

function joinNames(
  ranked: readonly RankedMember[],
  entities: readonly Entity[],
  branches: ReadonlyMap<number, number>,
): string {
  const names: string[] = [];
  const used = new Set<number>();
  const childCount = new Set(branches.values()).size;
  for (const { member, score } of ranked) {
    if (score < LEAST_SHARE * ranked[0]!.score) break;
    const branch = branches.get(member);
    if (branch !== undefined && used.has(branch) && used.size < childCount) continue;
    const name = entities[member]!.name;
    if (names.some((chosen) => overlaps(chosen, name))) continue;
    if (names.length > 0 && columns([...names, name].join(' · ')) > MAX_COLUMNS) continue;
    names.push(name);
    if (branch !== undefined) used.add(branch);
    if (names.length === MAX_NAMES) break;
  }
  return names.join(' · ');
}

/** One name inside the other says nothing new: `LoRA` beside `LoRA 适配器`. */
function overlaps(one: string, other: string): boolean {
  const [shorter, longer] = [one.toLowerCase(), other.toLowerCase()].sort((a, b) => a.length - b.length);
  // A short Latin run inside a word is chance: `AI` in `training`.
  return /^[a-z0-9]{1,3}$/.test(shorter!)
    ? longer!.split(/[^a-z0-9]+/).includes(shorter!)
    : longer!.includes(shorter!);
}

function columns(text: string): number {
  let width = 0;
  for (const character of text) width += character.codePointAt(0)! >= 0x2e80 ? 2 : 1;
  return width;
}

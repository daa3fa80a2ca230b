import { DEPTHS } from './community-tree.ts';
import type { PreviousLayout } from './layout-types.ts';
import type { RegionContext } from './place-regions.ts';
import type { Stars } from './place-stars.ts';

/** How the discs of this layout relate to the last one. */
export interface RegionMatch {
  /** Index in the previous layout of each disc, -1 for a new entity or one that had no position. */
  readonly oldIndex: Int32Array;
  /** 1 for discs that were in the old community which became their region. */
  readonly stays: Uint8Array;
  /** 1 for discs of regions whose members are exactly those of an old community. */
  readonly regionKept: Uint8Array;
  /** The same for communities of depth 1. */
  readonly branchKept: Uint8Array;
  /** A region is new or grew by so much that all must give way a little. */
  readonly crowded: boolean;
}

/** Growth that a region finds room for within itself: a share, and a few entities. */
const ROOM_SHARE = 1.08;
const ROOM_COUNT = 2;

/** Finds for each region the old level-0 community it shares most members with; each old one is matched once. */
export function matchRegions(
  { graph, tree }: RegionContext,
  stars: Stars,
  previous: PreviousLayout,
): RegionMatch {
  const { nodes, discs } = stars;
  const old = oldCommunities(previous);
  const indexOf = new Map(previous.entityIds.map((id, index) => [id, index]));
  const oldIndex = Int32Array.from(nodes, (node) => {
    const index = indexOf.get(graph.ids[node]!) ?? -1;
    return index >= 0 && Number.isFinite(previous.x[index]) && Number.isFinite(previous.y[index])
      ? index
      : -1;
  });
  const rootOf = (disc: number) => discs.ancestors[disc * DEPTHS]!;
  const branchOf = (disc: number) => discs.ancestors[disc * DEPTHS + 1]!;

  const matched = matchByVotes(oldIndex, rootOf, old.root, previous);
  const stays = new Uint8Array(nodes.length);
  oldIndex.forEach((index, disc) => {
    if (index < 0) return;
    const root = old.root[index]!;
    const match = matched.get(rootOf(disc));
    stays[disc] =
      root === match || (root < 0 && match !== undefined && tree.stray[nodes[disc]!] === 1) ? 1 : 0;
  });

  const regions = tally(oldIndex, stays, rootOf, old.root);
  const branches = tally(oldIndex, stays, branchOf, old.branch);
  let crowded = false;
  for (const [root, { count }] of regions) {
    const before = old.sizes.get(matched.get(root) ?? -1) ?? 0;
    if (count > before * ROOM_SHARE + ROOM_COUNT) crowded = true;
  }
  const kept = (groups: Map<number, Tally>, group: number) => {
    const { count, same, community } = groups.get(group)!;
    return same === count && old.sizes.get(community) === count ? 1 : 0;
  };
  return {
    oldIndex,
    stays,
    regionKept: Uint8Array.from(nodes.keys(), (disc) => kept(regions, rootOf(disc))),
    branchKept: Uint8Array.from(nodes.keys(), (disc) => kept(branches, branchOf(disc))),
    crowded,
  };
}

interface OldCommunities {
  /** Community of level 0 of each old entity, and of level 1 where it had one, else that of level 0; -1 for none. */
  readonly root: Int32Array;
  readonly branch: Int32Array;
  readonly sizes: Map<number, number>;
}

function oldCommunities({ entityIds, communities }: PreviousLayout): OldCommunities {
  const root = new Int32Array(entityIds.length).fill(-1);
  const branch = new Int32Array(entityIds.length).fill(-1);
  const sizes = new Map<number, number>();
  for (const wanted of [0, 1]) {
    communities.forEach(({ level, members }, index) => {
      if (level !== wanted) return;
      for (let place = 0; place < members.length; place++) {
        if (level === 0) root[members[place]!] = index;
        branch[members[place]!] = index;
      }
      sizes.set(index, members.length);
    });
  }
  // Members of a level-0 community that are in none of its children are a branch of their own.
  const remaining = new Map<number, number>();
  branch.forEach((community, entity) => {
    if (community < 0 || communities[community]!.members.length === 0 || community !== root[entity]) return;
    remaining.set(community, (remaining.get(community) ?? 0) + 1);
  });
  branch.forEach((community, entity) => {
    if (community < 0 || community !== root[entity]) return;
    if (remaining.get(community) === sizes.get(community)) return;
    const alone = communities.length + community;
    branch[entity] = alone;
    sizes.set(alone, remaining.get(community)!);
  });
  return { root, branch, sizes };
}

function matchByVotes(
  oldIndex: Int32Array,
  rootOf: (disc: number) => number,
  oldRoot: Int32Array,
  { communities }: PreviousLayout,
): Map<number, number> {
  const votes = new Map<string, { root: number; community: number; count: number }>();
  oldIndex.forEach((index, disc) => {
    const community = index < 0 ? -1 : oldRoot[index]!;
    if (community < 0) return;
    const root = rootOf(disc);
    const key = `${root} ${community}`;
    const vote = votes.get(key);
    if (vote) vote.count++;
    else votes.set(key, { root, community, count: 1 });
  });
  const ranked = Array.from(votes.values()).sort(
    (left, right) =>
      right.count - left.count ||
      left.root - right.root ||
      (communities[left.community]!.id < communities[right.community]!.id ? -1 : 1),
  );
  const matched = new Map<number, number>();
  const taken = new Set<number>();
  for (const { root, community } of ranked) {
    if (matched.has(root) || taken.has(community)) continue;
    matched.set(root, community);
    taken.add(community);
  }
  return matched;
}

interface Tally {
  count: number;
  /** How many of them stay and come from `community`, the old community of the first that does. */
  same: number;
  community: number;
}

function tally(
  oldIndex: Int32Array,
  stays: Uint8Array,
  groupOf: (disc: number) => number,
  oldCommunity: Int32Array,
): Map<number, Tally> {
  const groups = new Map<number, Tally>();
  oldIndex.forEach((index, disc) => {
    const group = groupOf(disc);
    let known = groups.get(group);
    if (!known) {
      known = { count: 0, same: 0, community: -1 };
      groups.set(group, known);
    }
    known.count++;
    if (stays[disc] === 0) return;
    const community = oldCommunity[index]!;
    if (known.community < 0) known.community = community;
    if (known.community === community) known.same++;
  });
  return groups;
}

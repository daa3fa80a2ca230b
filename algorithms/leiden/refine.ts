import { exponential } from '../exponential.ts';
import type { LevelGraph, Run, Workspace } from './workspace.ts';

/**
 * Splits every macro community into well-connected parts: each node starts alone, and one that is well connected to its macro community
 * joins, at random but rather where modularity gains more, a part that is well connected itself. Parts are connected by construction.
 *
 * @param macro macro community of each node, 0 to `macroCount - 1`
 * @param refined receives the part of each node, not yet renumbered
 * @see Traag, Waltman, van Eck 2019, algorithm A.2, RefinePartition and MergeNodesSubset
 */
export function refine(
  graph: LevelGraph,
  macro: Int32Array,
  macroCount: number,
  refined: Int32Array,
  run: Run,
): void {
  const { nodeCount, offsets, targets, weights, strengths } = graph;
  const { communityStrength, communitySize, outward, macroStrength, groupStart, grouped } = run.workspace;
  const { factor, random } = run;
  groupByLabel(macro, nodeCount, macroCount, run.workspace);
  macroStrength.fill(0, 0, macroCount);
  for (let node = 0; node < nodeCount; node++) {
    const own = macro[node]!;
    macroStrength[own]! += strengths[node]!;
    refined[node] = node;
    communityStrength[node] = strengths[node]!;
    communitySize[node] = 1;
    let inside = 0;
    for (let arc = offsets[node]!; arc < offsets[node + 1]!; arc++) {
      if (macro[targets[arc]!] === own) inside += weights[arc]!;
    }
    outward[node] = inside;
  }
  for (let label = 0; label < macroCount; label++) {
    const start = groupStart[label]!;
    const end = groupStart[label + 1]!;
    if (end - start < 2) continue;
    for (let last = end - 1; last > start; last--) {
      const other = start + random.below(last - start + 1);
      const node = grouped[last]!;
      grouped[last] = grouped[other]!;
      grouped[other] = node;
    }
    for (let index = start; index < end; index++) {
      const node = grouped[index]!;
      // A node that others have joined stays where it is.
      if (communitySize[node] !== 1 || refined[node] !== node) continue;
      const strength = strengths[node]!;
      if (outward[node]! < factor * strength * (macroStrength[label]! - strength)) continue;
      mergeNode(graph, macro, refined, node, run);
    }
  }
}

function mergeNode(graph: LevelGraph, macro: Int32Array, refined: Int32Array, node: number, run: Run): void {
  const { offsets, targets, weights, strengths } = graph;
  const {
    communityStrength,
    communitySize,
    outward,
    weightTo,
    touched,
    gains,
    candidateWeight,
    macroStrength,
  } = run.workspace;
  const { factor, randomness, random } = run;
  const own = macro[node]!;
  let parts = 0;
  for (let arc = offsets[node]!; arc < offsets[node + 1]!; arc++) {
    const other = targets[arc]!;
    if (macro[other] !== own) continue;
    const part = refined[other]!;
    const known = weightTo[part]!;
    if (known === 0) touched[parts++] = part;
    weightTo[part] = known + weights[arc]!;
  }

  const strength = strengths[node]!;
  const whole = macroStrength[own]!;
  let candidates = 0;
  let best = 0;
  for (let index = 0; index < parts; index++) {
    const part = touched[index]!;
    const weight = weightTo[part]!;
    weightTo[part] = 0;
    const partStrength = communityStrength[part]!;
    if (outward[part]! < factor * partStrength * (whole - partStrength)) continue;
    const gain = weight - factor * strength * partStrength;
    if (gain < 0) continue;
    touched[candidates] = part;
    gains[candidates] = gain;
    candidateWeight[candidates++] = weight;
    if (gain > best) best = gain;
  }
  if (candidates === 0) return;

  // Staying alone gains 0 and takes part in the draw.
  let total = exponential(-best / randomness);
  const stay = total;
  for (let index = 0; index < candidates; index++) {
    const chance = exponential((gains[index]! - best) / randomness);
    gains[index] = chance;
    total += chance;
  }
  let draw = random.fraction() * total - stay;
  if (draw < 0) return;
  let choice = 0;
  while (choice < candidates - 1) {
    draw -= gains[choice]!;
    if (draw < 0) break;
    choice++;
  }

  const part = touched[choice]!;
  refined[node] = part;
  communitySize[node] = 0;
  communitySize[part]!++;
  communityStrength[node] = 0;
  communityStrength[part]! += strength;
  outward[part]! += outward[node]! - 2 * candidateWeight[choice]!;
}

/** Fills `grouped` and `groupStart`: the nodes of each label together, ascending. */
export function groupByLabel(
  labels: Int32Array,
  nodeCount: number,
  labelCount: number,
  workspace: Workspace,
): void {
  const { grouped, groupStart, cursor } = workspace;
  groupStart.fill(0, 0, labelCount + 1);
  for (let node = 0; node < nodeCount; node++) groupStart[labels[node]! + 1]!++;
  for (let label = 0; label < labelCount; label++) {
    groupStart[label + 1]! += groupStart[label]!;
    cursor[label] = groupStart[label]!;
  }
  for (let node = 0; node < nodeCount; node++) grouped[cursor[labels[node]!]!++] = node;
}

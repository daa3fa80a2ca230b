/** Labels that the graph keeps for its own structure; an entity type of that name gets a `_` behind it. */
export const STRUCTURAL_LABELS = [
  'Document',
  'Chunk',
  'Entity',
  'Community',
  'Report',
  'Decision',
  'Run',
  'Answer',
  'OrreryIndex',
  '__Entity__',
  '__Community__',
  '__Chunk__',
  '__Document__',
] as const;

/** Relationship types that the graph keeps for its own structure. */
export const STRUCTURAL_TYPES = [
  'PART_OF',
  'NEXT_CHUNK',
  'HAS_ENTITY',
  'IN_COMMUNITY',
  'PARENT_COMMUNITY',
] as const;

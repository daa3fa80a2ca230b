import type { Evidence } from './evidence.ts';

/** A cluster found in the graph. Level 0 is the coarsest. */
export interface Community {
  /** Its level and its strongest member. */
  id: string;
  level: number;
  /** The community one level coarser that holds it; null at level 0. */
  parentId: string | null;
  title: string;
  /** Number of entities inside, children's included. */
  size: number;
  /** Centre and radius on the map, in layout units. */
  x: number;
  y: number;
  radius: number;
}

export interface Report {
  communityId: string;
  title: string;
  summary: string;
  findings: Finding[];
  /** 0..10, how much the community matters in this index. */
  rating: number;
  origin: 'extractive' | 'model';
  /** True where a model is to write anew: its report of what was there no longer holds, and quotes stand in the place of it. An imported one may still be the model's. */
  stale: boolean;
  /** Hash of what the report was made from: of a model's, what the model was told. */
  contentHash: string;
}

export interface Finding {
  text: string;
  evidence: Evidence[];
}

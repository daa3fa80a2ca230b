import type { Entity, Mention } from '../domain/entity.ts';
import type { Evidence } from '../domain/evidence.ts';

/** What identity resolution hands to linking: who is who, where each is named, and what is said of two. */
export interface ResolvedGraph {
  /** Ordered by id. `rank` is the text's own (mentions, specificity, cues); positions and communities are still null. */
  entities: Entity[];
  /** Ordered by document id, then start. */
  mentions: Mention[];
  /** One a statement of the text that survived; several may say the same. */
  facts: ResolvedFact[];
}

/** A statement whose two ends are entities. */
export interface ResolvedFact {
  sourceId: string;
  targetId: string;
  /** UPPER_SNAKE. */
  type: string;
  /** The relation in the text's own words; may be empty. */
  description: string;
  /** 0..1 */
  confidence: number;
  pattern: string;
  evidence: Evidence;
}

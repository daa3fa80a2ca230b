import { z } from 'zod';
import { EvidenceResponse, PageQuery, pageOf } from './common.ts';

export const EntityResponse = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  aliases: z.array(z.string()).describe('Every surface found in the documents'),
  description: z.string(),
  rank: z.number(),
  mentionCount: z.number().int(),
  communityId: z.string().nullable(),
  x: z.number().nullable(),
  y: z.number().nullable(),
});
export type EntityResponse = z.infer<typeof EntityResponse>;

/** One entity whole: also why its names are one, and the communities above it. */
export const EntityDetailResponse = EntityResponse.extend({
  merges: z.array(
    z.object({
      left: z.string(),
      right: z.string(),
      reason: z.string(),
      evidence: EvidenceResponse.nullable(),
    }),
  ),
  communities: z
    .array(z.object({ id: z.string(), level: z.number().int(), title: z.string() }))
    .describe('Coarsest first'),
  definition: EvidenceResponse.nullable().describe('Where the description stands'),
});
export type EntityDetailResponse = z.infer<typeof EntityDetailResponse>;

export const EntityListQuery = PageQuery.extend({
  q: z.string().max(500).optional(),
  type: z.string().max(100).optional(),
});
export const EntityListResponse = pageOf(EntityResponse);
export type EntityListResponse = z.infer<typeof EntityListResponse>;

export const MentionResponse = z.object({
  entityId: z.string(),
  documentId: z.string(),
  chunkId: z.string(),
  start: z.number().int(),
  end: z.number().int(),
  source: z.string(),
  title: z.string().describe('Title of the document'),
  sentence: z.object({ start: z.number().int(), end: z.number().int(), text: z.string() }),
});
export type MentionResponse = z.infer<typeof MentionResponse>;
export const MentionListResponse = pageOf(MentionResponse);
export type MentionListResponse = z.infer<typeof MentionListResponse>;

export const RelationshipResponse = z.object({
  id: z.string(),
  sourceId: z.string(),
  targetId: z.string(),
  sourceName: z.string(),
  targetName: z.string(),
  type: z.string(),
  description: z.string(),
  weight: z.number(),
  origin: z.enum(['stated', 'co-occurrence', 'imported', 'manual']),
  evidence: z.array(EvidenceResponse),
});
export type RelationshipResponse = z.infer<typeof RelationshipResponse>;
export const RelationshipListResponse = pageOf(RelationshipResponse);
export type RelationshipListResponse = z.infer<typeof RelationshipListResponse>;

/** Relationships between two entities, either way. */
export const RelationshipListQuery = PageQuery.extend({
  between: z.tuple([z.string(), z.string()]).describe('Given as between=A&between=B'),
});

export const NeighborhoodQuery = z.object({
  hops: z.coerce.number().int().min(0).max(3).default(1),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export const SubgraphResponse = z.object({
  entities: z.array(EntityResponse),
  relationships: z.array(
    RelationshipResponse.omit({ evidence: true }).extend({ evidenceCount: z.number().int() }),
  ),
  total: z
    .object({ entities: z.number().int(), relationships: z.number().int() })
    .describe('Before the limits'),
});
export type SubgraphResponse = z.infer<typeof SubgraphResponse>;

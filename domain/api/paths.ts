import { z } from 'zod';
import { EntityResponse, RelationshipResponse } from './entities.ts';

export const PathsQuery = z.object({
  from: z.string().min(1).max(500).describe('Id of an entity'),
  to: z.string().min(1).max(500).describe('Id of another entity'),
  k: z.coerce.number().int().min(1).max(20).default(3).describe('Most paths to return'),
});

/** The best chains between two entities, best first; empty when nothing connects them. */
export const PathsResponse = z.object({
  paths: z.array(
    z.object({
      entities: z.array(EntityResponse),
      hops: z
        .array(
          z.object({
            fromId: z.string(),
            toId: z.string(),
            relationships: z
              .array(RelationshipResponse)
              .describe('Either way, stated ones first, each with its evidence'),
          }),
        )
        .describe('One fewer than entities'),
      cost: z.number().describe('Smaller is better'),
    }),
  ),
});
export type PathsResponse = z.infer<typeof PathsResponse>;
